import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRun } from './bench-run.ts';
import { removeDatabaseFile } from './compare-loads.ts';
import { shop } from './data-sets.ts';
import { formatCount, formatTable } from './figures.ts';
import { type MeasuredProcess, measureProcess } from './measured-process.ts';
import { printSlowest, runFiguresSchema } from './phase-figures.ts';

const TIMES_THE_ORDERS = 10;
const MAX_TIME_RATIO = 11;
const MAX_MEMORY_RATIO = 1.2;

async function load(orders: number, bench: BenchRun): Promise<MeasuredProcess> {
  const file = join(bench.scratch, 'scale.duckdb');
  removeDatabaseFile(file);
  const { config, environment, directory } = await shop(orders, bench.scratch);
  const measured = await measureProcess(['bench/timed-run.ts', config, file], environment, bench);
  removeDatabaseFile(file);
  rmSync(directory, { recursive: true });
  return measured;
}

/** Loads a generated shop and one with ten times the orders, under the same memory limit of DuckDB. */
export async function measureScale(orders: number, bench: BenchRun): Promise<void> {
  const small = await load(orders, bench);
  const large = await load(orders * TIMES_THE_ORDERS, bench);
  const time = large.usage.wallMs / small.usage.wallMs;
  const memory = large.usage.peakMb / small.usage.peakMb;
  const row = (count: number, { wallMs, cpuMs, peakMb }: MeasuredProcess['usage']) => [
    `${formatCount(count)} orders`,
    (wallMs / small.usage.wallMs).toFixed(2),
    (wallMs / 1000).toFixed(1),
    (cpuMs / 1000).toFixed(1),
    (peakMb / small.usage.peakMb).toFixed(2),
    peakMb.toFixed(0),
  ];
  console.log('Generated shops, 1 % of the rows dirty: each loaded once, in a process of its own');
  console.log(
    formatTable(
      ['', 'times the first', 'seconds', 'CPU seconds', 'times its memory', 'peak MB'],
      [row(orders, small.usage), row(orders * TIMES_THE_ORDERS, large.usage)],
    ),
  );
  const mark = (isMet: boolean) => (isMet ? 'met   ' : 'MISSED');
  console.log(
    `  ${mark(time <= MAX_TIME_RATIO)} ten times the orders in ≤ ${MAX_TIME_RATIO} × the time: ${time.toFixed(2)} ×`,
  );
  console.log(
    `  ${mark(memory <= MAX_MEMORY_RATIO)} and in ≤ ${MAX_MEMORY_RATIO} × the memory: ${memory.toFixed(2)} ×`,
  );
  printSlowest(runFiguresSchema.parse(JSON.parse(large.stdout)));
}
