import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testOvertaken } from './suites/overtaken.ts';

testOvertaken(preparedFiles);
