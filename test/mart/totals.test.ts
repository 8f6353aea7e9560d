import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testTotals } from './suites/totals.ts';

testTotals(preparedFiles);
