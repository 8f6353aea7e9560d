import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testRevenueViews } from './suites/revenue.ts';

testRevenueViews(preparedFiles);
