import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testRandomReplays } from './suites/random-replays.ts';

testRandomReplays(duckDbFiles, [1, 2]);
