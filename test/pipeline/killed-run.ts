/**
 * Loads a seeded shop and kills its own process at a moment of the run:
 * `node killed-run.ts <directory of the files> <location of the warehouse> <directory of its bronze> <moment>`, with
 * `rebuild` behind that to load from the bronze instead of the files.
 * Nothing gets a chance to clean up. A run that never comes to the moment ends with code 1.
 */
import { ParquetBronze } from '../../etl/bronze/parquet-bronze.ts';
import type { RunEvent } from '../../orchestration/run-events.ts';
import { isKillMoment, KILL_MOMENTS } from './kill-moments.ts';
import { exampleConfig } from './test-config.ts';
import { TestWarehouse } from './test-warehouse.ts';

const [directory = '', location = '', bronzeDirectory = '', moment = '', mode = ''] = process.argv.slice(2);
if (!isKillMoment(moment)) throw new Error(`There is no moment "${moment}".`);
const isDue = KILL_MOMENTS[moment];

const store = await TestWarehouse.open(location, exampleConfig('shop', directory));
const bronze = new ParquetBronze(bronzeDirectory);
const observe = (event: RunEvent): void => {
  if (isDue(event)) process.kill(process.pid, 'SIGKILL');
};
if (mode === 'rebuild') await store.rebuild(bronze, { observe });
else await store.run({ bronze, observe });
await store.close();
process.exitCode = 1;
