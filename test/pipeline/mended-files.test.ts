import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testMendedFiles } from './suites/mended-files.ts';

testMendedFiles(
  preparedFiles,
  Array.from({ length: 2 }, (_, index) => 80 + index),
);
