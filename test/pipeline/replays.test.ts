import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testReplayedFiles } from './suites/replayed-files.ts';
import { testReplays } from './suites/replays.ts';

testReplays(preparedFiles);
testReplayedFiles(preparedFiles);
