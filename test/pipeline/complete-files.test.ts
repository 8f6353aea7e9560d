import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testCompleteFiles } from './suites/complete-files.ts';

testCompleteFiles(duckDbFiles);
