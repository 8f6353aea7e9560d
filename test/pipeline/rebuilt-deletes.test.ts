import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testRebuiltDeletes } from './suites/rebuilt-deletes.ts';

testRebuiltDeletes(duckDbFiles, 180_000);
