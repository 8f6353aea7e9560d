import { openWarehouse } from './open-warehouse.ts';
import type { OpenedWarehouse } from './place.ts';
import { numberedChunk, sampleTarget } from './sample-rows.ts';
import { createSampleTables } from './sample-tables.ts';

/** What another process does with a warehouse until it is killed. It says `ready` when it is in the middle of it. */
export type ChildTask = 'hold' | 'transaction' | 'commits' | 'staging';

const BATCH_ROWS = 20_000;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function stayInTransaction({ warehouse }: OpenedWarehouse): Promise<void> {
  const rows = (first: number) => ({
    columns: ['id', 'label'],
    rows: Array.from({ length: BATCH_ROWS }, (_, index) => [first + index, `row ${first + index}`]),
  });
  await warehouse.transaction((session) => warehouse.insertRows(session, 'ops.sample_value', rows(1)));
  await warehouse.transaction(async (session) => {
    await session.execute('DELETE FROM ops.sample_value WHERE id <= 10');
    await session.execute("UPDATE ops.sample_value SET label = 'changed' WHERE id > 10");
    await warehouse.insertRows(session, 'ops.sample_value', rows(BATCH_ROWS + 1));
    say('ready');
    await new Promise(() => {});
  });
}

/** Commits pairs that add up to zero, and names each pair once it is committed. */
async function commitPairs({ warehouse }: OpenedWarehouse): Promise<void> {
  for (let id = 1; ; id++) {
    await warehouse.transaction(async (session) => {
      for (const half of [id, -id]) {
        await session.execute('INSERT INTO ops.sample_value (id) VALUES (@half)', { half });
      }
    });
    say(`committed ${id}`);
    if (id === 20) say('ready');
  }
}

async function stayInStaging({ warehouse }: OpenedWarehouse): Promise<void> {
  const complete = await warehouse.openStaging(sampleTarget(1));
  await complete.append(numberedChunk(1, BATCH_ROWS));
  await complete.close();
  const unfinished = await warehouse.openStaging(sampleTarget(2));
  for (let first = 1; first < 20 * BATCH_ROWS; first += BATCH_ROWS) {
    await unfinished.append(numberedChunk(first, BATCH_ROWS));
  }
  say('ready');
  await new Promise(() => {});
}

async function run(location: string, task: string): Promise<void> {
  const opened = await openWarehouse(location);
  // A promise alone does not keep a process alive; and a database that nothing refers to is collected, with its lock.
  setInterval(() => opened.warehouse.location, 60_000);
  if (task === 'hold') return say('ready');
  await createSampleTables(opened);
  if (task === 'transaction') await stayInTransaction(opened);
  if (task === 'commits') await commitPairs(opened);
  if (task === 'staging') await stayInStaging(opened);
}

const [location = '', task = ''] = process.argv.slice(2);
await run(location, task);
