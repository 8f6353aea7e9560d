import { onServer } from '../../servers/sqlserver-databases.ts';
import { testRebuilds } from '../suites/rebuilds.ts';
import { testRebuiltDeletes } from '../suites/rebuilt-deletes.ts';
import { testRebuiltReplays } from '../suites/rebuilt-replays.ts';

/** Each test loads ten times and more, and servers for tests are slow. */
const TIMEOUT_MS = 900_000;

onServer(
  (places) => testRebuilds(places, TIMEOUT_MS),
  (places) => testRebuiltReplays(places, TIMEOUT_MS),
  (places) => testRebuiltDeletes(places, TIMEOUT_MS),
);
