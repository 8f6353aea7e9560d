import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testCompleteHistories } from './suites/complete-histories.ts';

testCompleteHistories(
  preparedFiles,
  Array.from({ length: 3 }, (_, index) => 70 + index),
);
