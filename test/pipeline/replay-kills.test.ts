import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { ALL_REPLAY_MOMENTS, testReplayKills } from './suites/replay-kills.ts';

testReplayKills(duckDbFiles, ALL_REPLAY_MOMENTS);
