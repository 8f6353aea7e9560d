import { onServer } from '../../servers/sqlserver-databases.ts';
import { testKills } from '../suites/kills.ts';

onServer(testKills);
