import { onServer } from '../../servers/sqlserver-databases.ts';
import { testCompleteFiles } from '../suites/complete-files.ts';
import { testCompleteHistories } from '../suites/complete-histories.ts';

onServer(testCompleteFiles, (places) => testCompleteHistories(places, [70]));
