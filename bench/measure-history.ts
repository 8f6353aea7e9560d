import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRun } from './bench-run.ts';
import { removeDatabaseFile } from './compare-loads.ts';
import { formatCount, formatTable } from './figures.ts';
import { measureProcess } from './measured-process.ts';
import { printSlowest, runFiguresSchema } from './phase-figures.ts';
import { askFile } from './same-result.ts';
import { type MemberCounts, writeMembers } from './write-members.ts';

const MAX_DAY_S = 60;
const CONFIG = 'bench/members.config.ts';

/** Both days' versions, counted by what was written and not by what the load says of itself. */
async function assertVersions(file: string, { customers, products }: MemberCounts): Promise<void> {
  const expected = {
    'SELECT COUNT(*) AS figure FROM dim.customer WHERE customer_key > 0': customers + Math.ceil(customers / 100),
    'SELECT COUNT(*) AS figure FROM dim.customer WHERE customer_key > 0 AND is_current': customers,
    'SELECT COUNT(*) AS figure FROM dim.product WHERE product_key > 0': products + Math.ceil(products / 100),
  };
  await askFile(file, async (ask) => {
    for (const [sql, count] of Object.entries(expected)) {
      const found = Number(await ask(sql));
      if (found !== count) throw new Error(`${found} instead of ${count}: ${sql}`);
    }
  });
}

/** A day on which one in a hundred customers and products changed, after all of them were loaded. */
export async function measureHistory(counts: MemberCounts, bench: BenchRun): Promise<void> {
  const directory = join(bench.scratch, 'members');
  const file = join(bench.scratch, 'members.duckdb');
  mkdirSync(directory, { recursive: true });
  removeDatabaseFile(file);
  const run = () => measureProcess(['bench/timed-run.ts', CONFIG, file], { MEMBERS_DIR: directory }, bench);
  await writeMembers(directory, 1, counts);
  const first = await run();
  await writeMembers(directory, 2, counts);
  const day = await run();
  await assertVersions(file, counts);
  const title = `${formatCount(counts.customers)} customers and ${formatCount(counts.products)} products`;
  console.log(`History of ${title}: each run once, in a process of its own`);
  const rows = [
    ['first load', first.usage],
    ['a day with 1 % changes', day.usage],
  ] as const;
  const base = first.usage.wallMs;
  const cells = rows.map(([name, { wallMs, cpuMs, peakMb }]) => [
    name,
    (wallMs / base).toFixed(2),
    (wallMs / 1000).toFixed(1),
    (cpuMs / 1000).toFixed(1),
    peakMb.toFixed(0),
  ]);
  console.log(formatTable(['', 'times the first', 'seconds', 'CPU seconds', 'peak MB'], cells));
  const seconds = day.usage.wallMs / 1000;
  console.log(`  ${seconds < MAX_DAY_S ? 'met   ' : 'MISSED'} the day under ${MAX_DAY_S} s: ${seconds.toFixed(1)} s`);
  printSlowest(runFiguresSchema.parse(JSON.parse(day.stdout)));
  rmSync(directory, { recursive: true });
  removeDatabaseFile(file);
}
