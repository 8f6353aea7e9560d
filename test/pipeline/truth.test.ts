import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testTruth } from './suites/truth.ts';

testTruth(duckDbFiles, [
  { layout: 'shop', orders: 600, seed: 1, dirt: 0 },
  { layout: 'shop', orders: 600, seed: 2, dirt: 0.05 },
  { layout: 'shop', orders: 600, seed: 3, dirt: 0.2 },
  { layout: 'shop', orders: 500, seed: 4, dirt: 0.8 },
  { layout: 'single-line-orders', orders: 600, seed: 1, dirt: 0 },
  { layout: 'single-line-orders', orders: 600, seed: 5, dirt: 0.05 },
  { layout: 'single-line-orders', orders: 600, seed: 6, dirt: 0.2 },
]);
