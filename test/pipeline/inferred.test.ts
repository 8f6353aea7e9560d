import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testInferred } from './suites/inferred.ts';

testInferred(duckDbFiles);
