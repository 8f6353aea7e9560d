import { onServer } from '../../servers/sqlserver-databases.ts';
import { testFecom } from '../suites/fecom.ts';

onServer(testFecom);
