import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { ALL_REPLAY_MOMENTS, testReplayKills } from './suites/replay-kills.ts';

testReplayKills(preparedFiles, ALL_REPLAY_MOMENTS);
