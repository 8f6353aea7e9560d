import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testStock } from './suites/stock.ts';

testStock(preparedFiles);
