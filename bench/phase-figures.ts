import { join } from 'node:path';
import { z } from 'zod';
import type { BenchRun } from './bench-run.ts';
import { removeDatabaseFile } from './compare-loads.ts';
import type { DataSet } from './data-sets.ts';
import { formatCount, formatTable } from './figures.ts';
import { measureProcess } from './measured-process.ts';

const readSchema = z.object({
  entity: z.string(),
  /** Input rows, blank ones too. */
  rows: z.number(),
  values: z.number(),
  /** Finding, hashing and looking at the header. */
  prepareMs: z.number(),
  ms: z.number(),
});
const stagedSchema = z.object({ entity: z.string(), rows: z.number(), ms: z.number() });
export const runFiguresSchema = z.object({
  steps: z.array(z.object({ name: z.string(), ms: z.number() })),
  statements: z.array(z.object({ name: z.string(), rows: z.number(), ms: z.number() })),
});
const figuresSchema = z.object({
  reading: z.array(readSchema),
  staging: z.array(stagedSchema),
  ...runFiguresSchema.shape,
});

export type ReadFigure = z.infer<typeof readSchema>;
export type StagedFigure = z.infer<typeof stagedSchema>;
export type RunFigures = z.infer<typeof runFiguresSchema>;
export type PhaseFigures = z.infer<typeof figuresSchema>;

const SLOWEST = 15;

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function readingRows(reading: readonly ReadFigure[]): readonly (readonly string[])[] {
  const total = {
    entity: 'all',
    rows: sumOf(reading.map(({ rows }) => rows)),
    values: sumOf(reading.map(({ values }) => values)),
    prepareMs: sumOf(reading.map(({ prepareMs }) => prepareMs)),
    ms: sumOf(reading.map(({ ms }) => ms)),
  };
  return [...reading, total].map(({ entity, rows, values, prepareMs, ms }) => [
    entity,
    formatCount((rows / ms) * 1000),
    formatCount((values / ms) * 1000),
    formatCount(rows),
    formatCount(ms),
    formatCount(prepareMs),
  ]);
}

function stagingRows(staging: readonly StagedFigure[]): readonly (readonly string[])[] {
  const total = { entity: 'all', rows: sumOf(staging.map(({ rows }) => rows)), ms: sumOf(staging.map(({ ms }) => ms)) };
  return [...staging, total].map(({ entity, rows, ms }) => [
    entity,
    formatCount((rows / ms) * 1000),
    formatCount(rows),
    formatCount(ms),
  ]);
}

function shareRows(parts: readonly { readonly name: string; readonly ms: number }[]): readonly (readonly string[])[] {
  const total = sumOf(parts.map(({ ms }) => ms));
  return parts.map(({ name, ms }) => [name, formatCount(ms), `${((ms / total) * 100).toFixed(1)} %`]);
}

/** Prints where the time of a run went. */
export function printSlowest({ steps, statements }: RunFigures): void {
  console.log('\nSteps of a run');
  console.log(formatTable(['', 'ms', 'share'], shareRows(steps)));
  const slowest = shareRows(statements.toSorted((a, b) => b.ms - a.ms)).slice(0, SLOWEST);
  console.log(`\nSlowest statements, with their share of all ${statements.length}`);
  console.log(`${formatTable(['', 'ms', 'share'], slowest)}\n`);
}

/** Measures the parts of one load in one process and prints them. */
export async function measurePhases(dataSet: DataSet, bench: BenchRun): Promise<void> {
  const { scratch } = bench;
  for (const name of ['phases-run', 'phases-staging']) removeDatabaseFile(join(scratch, `${name}.duckdb`));
  const args = ['bench/phases.ts', dataSet.config, scratch];
  const { stdout } = await measureProcess(args, dataSet.environment, bench);
  const { reading, staging, steps, statements } = figuresSchema.parse(JSON.parse(stdout));
  console.log(`${dataSet.name}: parts, each measured once in one process`);
  console.log('\nRead and type, into nothing');
  console.log(formatTable(['', 'rows/s', 'values/s', 'rows', 'ms', 'prepare ms'], readingRows(reading)));
  console.log('\nAppend to staging, from memory');
  console.log(formatTable(['', 'rows/s', 'rows', 'ms'], stagingRows(staging)));
  printSlowest({ steps, statements });
}
