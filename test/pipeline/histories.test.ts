import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testRandomHistories } from './suites/random-histories.ts';

testRandomHistories(
  duckDbFiles,
  Array.from({ length: 5 }, (_, index) => 50 + index),
);
