import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testOrderViews } from './suites/orders.ts';

testOrderViews(duckDbFiles);
