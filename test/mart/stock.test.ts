import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testStockViews } from './suites/stock.ts';

testStockViews(duckDbFiles);
