import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testZeroDates } from './suites/zero-dates.ts';

testZeroDates(preparedFiles);
