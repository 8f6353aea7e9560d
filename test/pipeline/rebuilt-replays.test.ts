import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testRebuiltReplays } from './suites/rebuilt-replays.ts';

testRebuiltReplays(duckDbFiles);
