import { onServer } from '../../servers/sqlserver-databases.ts';
import { testOvertaken } from '../suites/overtaken.ts';
import { testReplayKills } from '../suites/replay-kills.ts';
import { testReplayedFiles } from '../suites/replayed-files.ts';
import { testReplays } from '../suites/replays.ts';

onServer(testReplays, testReplayedFiles, testOvertaken, (places) =>
  testReplayKills(places, [
    'customers are typed and staged, but still refused',
    'orders are let in, but not published',
    'items are in the star, but their transaction is open',
  ]),
);
