import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testRandomHistories } from './suites/random-histories.ts';

testRandomHistories(
  preparedFiles,
  Array.from({ length: 2 }, (_, index) => 50 + index),
);
