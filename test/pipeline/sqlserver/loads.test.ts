import { onServer } from '../../servers/sqlserver-databases.ts';
import { testReruns } from '../suites/reruns.ts';
import { testTruth } from '../suites/truth.ts';

const SHOPS = [
  { layout: 'shop', orders: 300, seed: 3, dirt: 0.2 },
  { layout: 'single-line-orders', orders: 300, seed: 6, dirt: 0.2 },
] as const;

onServer(
  (places) => testTruth(places, SHOPS),
  (places) => testReruns(places, 300),
);
