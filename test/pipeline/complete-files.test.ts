import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testCompleteFiles } from './suites/complete-files.ts';

testCompleteFiles(preparedFiles);
