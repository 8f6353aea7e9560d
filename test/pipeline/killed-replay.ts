/**
 * Replays all that a load has refused and kills its own process at a moment of the replay:
 * `node killed-replay.ts <directory of the files> <location of the warehouse> <moment>`.
 * Nothing gets a chance to clean up. A replay that never comes to the moment ends with code 1.
 */
import { isReplayMoment, REPLAY_MOMENTS } from './kill-moments.ts';
import { exampleConfig } from './test-config.ts';
import { TestWarehouse } from './test-warehouse.ts';

const [directory = '', location = '', moment = ''] = process.argv.slice(2);
if (!isReplayMoment(moment)) throw new Error(`There is no moment "${moment}".`);
const isDue = REPLAY_MOMENTS[moment];

const store = await TestWarehouse.open(location, exampleConfig('shop', directory));
await store.replay({
  observe: (event) => {
    if (isDue(event)) process.kill(process.pid, 'SIGKILL');
  },
});
await store.close();
process.exitCode = 1;
