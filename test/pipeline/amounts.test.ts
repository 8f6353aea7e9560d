import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testAmounts } from './suites/amounts.ts';

testAmounts(preparedFiles);
