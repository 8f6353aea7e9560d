import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testMendedFiles } from './suites/mended-files.ts';

testMendedFiles(
  preparedFiles,
  Array.from({ length: 3 }, (_, index) => 80 + index),
);
