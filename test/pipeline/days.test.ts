import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testDays } from './suites/days.ts';

testDays(preparedFiles, [
  { orders: 80, days: 3, seed: 1, dirt: 0 },
  { orders: 250, days: 5, seed: 2, dirt: 0.05 },
  { orders: 150, days: 4, seed: 4, dirt: 1 },
]);
