import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testDays } from './suites/days.ts';

testDays(duckDbFiles, [
  { orders: 400, days: 6, seed: 1, dirt: 0 },
  { orders: 400, days: 8, seed: 2, dirt: 0.05 },
  { orders: 400, days: 6, seed: 3, dirt: 0.3 },
  { orders: 300, days: 5, seed: 4, dirt: 1 },
  { orders: 60, days: 1, seed: 5, dirt: 0.2 },
]);
