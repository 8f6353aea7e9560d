import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testReplayedFiles } from './suites/replayed-files.ts';
import { testReplays } from './suites/replays.ts';

testReplays(duckDbFiles);
testReplayedFiles(duckDbFiles);
