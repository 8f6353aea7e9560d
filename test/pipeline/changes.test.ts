import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testChanges } from './suites/changes.ts';

testChanges(preparedFiles);
