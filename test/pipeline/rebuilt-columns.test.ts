import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testRebuiltColumns } from './suites/rebuilt-columns.ts';

testRebuiltColumns(duckDbFiles);
