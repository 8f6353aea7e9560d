/**
 * Loads a seeded shop and kills its own process at a moment of the run:
 * `node killed-run.ts <directory of the files> <location of the warehouse> <moment>`.
 * Nothing gets a chance to clean up. A run that never comes to the moment ends with code 1.
 */
import { isKillMoment, KILL_MOMENTS } from './kill-moments.ts';
import { exampleConfig } from './test-config.ts';
import { TestWarehouse } from './test-warehouse.ts';

const [directory = '', location = '', moment = ''] = process.argv.slice(2);
if (!isKillMoment(moment)) throw new Error(`There is no moment "${moment}".`);
const isDue = KILL_MOMENTS[moment];

const store = await TestWarehouse.open(location, exampleConfig('shop', directory));
await store.run({
  observe: (event) => {
    if (isDue(event)) process.kill(process.pid, 'SIGKILL');
  },
});
await store.close();
process.exitCode = 1;
