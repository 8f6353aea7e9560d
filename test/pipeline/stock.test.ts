import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testStock } from './suites/stock.ts';

testStock(duckDbFiles);
