import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testReplays } from './suites/replays.ts';

testReplays(duckDbFiles);
