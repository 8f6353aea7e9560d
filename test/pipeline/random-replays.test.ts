import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testRandomReplays } from './suites/random-replays.ts';

testRandomReplays(preparedFiles, [2]);
