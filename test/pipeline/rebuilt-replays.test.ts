import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testRebuiltReplays } from './suites/rebuilt-replays.ts';

testRebuiltReplays(preparedFiles);
