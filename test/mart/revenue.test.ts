import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testRevenueViews } from './suites/revenue.ts';

testRevenueViews(duckDbFiles);
