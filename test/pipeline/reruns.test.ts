import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testReruns } from './suites/reruns.ts';

testReruns(preparedFiles, 700);
