import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testTotals } from './suites/totals.ts';

testTotals(duckDbFiles);
