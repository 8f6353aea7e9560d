import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testChanges } from './suites/changes.ts';

testChanges(duckDbFiles);
