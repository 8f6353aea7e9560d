/**
 * Replays all that a load has refused and kills its own process at a moment of the replay:
 * `node killed-replay.ts <directory of the files> <location of the warehouse> <directory of its bronze> <moment>`.
 * Nothing gets a chance to clean up. A replay that never comes to the moment ends with code 1.
 */
import { ParquetBronze } from '../../etl/bronze/parquet-bronze.ts';
import { isReplayMoment, REPLAY_MOMENTS } from './kill-moments.ts';
import { exampleConfig } from './test-config.ts';
import { TestWarehouse } from './test-warehouse.ts';

const [directory = '', location = '', bronzeDirectory = '', moment = ''] = process.argv.slice(2);
if (!isReplayMoment(moment)) throw new Error(`There is no moment "${moment}".`);
const isDue = REPLAY_MOMENTS[moment];

const store = await TestWarehouse.open(location, exampleConfig('shop', directory));
const bronze = new ParquetBronze(bronzeDirectory);
await store.replay({
  bronze,
  observe: (event) => {
    if (isDue(event)) process.kill(process.pid, 'SIGKILL');
  },
});
await store.close();
await bronze.close();
process.exitCode = 1;
