import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testRebuiltDeletes } from './suites/rebuilt-deletes.ts';

testRebuiltDeletes(preparedFiles, 180_000);
