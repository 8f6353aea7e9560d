import { onServer } from '../../servers/sqlserver-databases.ts';
import { testCompleteFiles } from '../suites/complete-files.ts';
import { testCompleteHistories } from '../suites/complete-histories.ts';
import { testMendedFiles } from '../suites/mended-files.ts';

onServer(
  testCompleteFiles,
  (places) => testCompleteHistories(places, [70]),
  (places) => testMendedFiles(places, [80]),
);
