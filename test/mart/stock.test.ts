import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testStockViews } from './suites/stock.ts';

testStockViews(preparedFiles);
