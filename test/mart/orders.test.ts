import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testOrderViews } from './suites/orders.ts';

testOrderViews(preparedFiles);
