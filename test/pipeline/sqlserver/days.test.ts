import { onServer } from '../../servers/sqlserver-databases.ts';
import { testDays } from '../suites/days.ts';

onServer((places) => testDays(places, [{ orders: 150, days: 4, seed: 3, dirt: 0.3 }]));
