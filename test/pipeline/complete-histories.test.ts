import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testCompleteHistories } from './suites/complete-histories.ts';

testCompleteHistories(
  duckDbFiles,
  Array.from({ length: 8 }, (_, index) => 70 + index),
);
