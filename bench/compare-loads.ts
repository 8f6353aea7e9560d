import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRun } from './bench-run.ts';
import type { DataSet } from './data-sets.ts';
import { formatSpread, formatTable, type Spread, spreadOf } from './figures.ts';
import { measureProcess, type Usage } from './measured-process.ts';
import { askFile, assertSameResult, readResult } from './same-result.ts';

const MAX_RATIO = 4;
const MAX_LOAD_S = 15;
const MAX_RERUN_S = 3;
const MAX_PEAK_MB = 1000;

interface Repetition {
  readonly plain: Usage | null;
  readonly load: Usage;
  readonly rerun: Usage;
}

export function removeDatabaseFile(path: string): void {
  for (const suffix of ['', '.wal', '.tmp', '.copies', '.bronze']) {
    rmSync(path + suffix, { recursive: true, force: true });
  }
}

async function repeatOnce(dataSet: DataSet, bench: BenchRun): Promise<Repetition> {
  const { scratch } = bench;
  const [plainFile, file] = [join(scratch, 'plain.duckdb'), join(scratch, 'storehouse.duckdb')];
  removeDatabaseFile(plainFile);
  removeDatabaseFile(file);
  const measure = async (args: readonly string[]) => (await measureProcess(args, dataSet.environment, bench)).usage;
  const plain =
    dataSet.plainSql === null
      ? null
      : await measure(['bench/plain-load.ts', dataSet.plainSql, dataSet.directory, plainFile]);
  const run = ['cli/bin.js', 'run', '--config', dataSet.config, '--warehouse', `duckdb:${file}`];
  const repetition = { plain, load: await measure(run), rerun: await measure(run) };
  if (plain !== null) {
    assertSameResult(
      await askFile(plainFile, (ask) => readResult('the plain script', ask)),
      await askFile(file, (ask) => readResult('Storehouse', ask)),
    );
  }
  return repetition;
}

/** Seconds, CPU seconds and megabytes at most. */
export function usageCells(usages: readonly Usage[]): readonly string[] {
  return [
    formatSpread(spreadOf(usages.map(({ wallMs }) => wallMs / 1000)), 1),
    formatSpread(spreadOf(usages.map(({ cpuMs }) => cpuMs / 1000)), 1),
    formatSpread(spreadOf(usages.map(({ peakMb }) => peakMb)), 0),
  ];
}

/** Each repetition against its own neighbour: what else the machine did then, it did to both. */
function ratioOf(repetitions: readonly Repetition[], measure: (usage: Usage) => number): Spread | null {
  const ratios = repetitions.flatMap(({ plain, load }) => (plain === null ? [] : [measure(load) / measure(plain)]));
  return ratios.length === 0 ? null : spreadOf(ratios);
}

function targetRows(repetitions: readonly Repetition[], ratio: Spread | null): readonly string[] {
  const median = (values: readonly number[]) => spreadOf(values).median;
  const loadS = median(repetitions.map(({ load }) => load.wallMs / 1000));
  const rerunS = median(repetitions.map(({ rerun }) => rerun.wallMs / 1000));
  const peakMb = Math.max(...repetitions.flatMap(({ load, rerun }) => [load.peakMb, rerun.peakMb]));
  const mark = (isMet: boolean) => (isMet ? 'met   ' : 'MISSED');
  return [
    ...(ratio === null
      ? []
      : [`${mark(ratio.median <= MAX_RATIO)} load ≤ ${MAX_RATIO} × the plain script: ${ratio.median.toFixed(2)} ×`]),
    `${mark(loadS < MAX_LOAD_S)} load under ${MAX_LOAD_S} s: ${loadS.toFixed(1)} s`,
    `${mark(rerunS < MAX_RERUN_S)} rerun under ${MAX_RERUN_S} s: ${rerunS.toFixed(1)} s`,
    `${mark(peakMb < MAX_PEAK_MB)} memory under 1 GB: ${peakMb.toFixed(0)} MB`,
  ].map((line) => `  ${line}`);
}

/** Loads a data set several times, in turn with its plain script, each in a process of its own, and prints it. */
export async function compareLoads(dataSet: DataSet, bench: BenchRun): Promise<void> {
  const { repeat } = bench;
  const repetitions: Repetition[] = [];
  for (let index = 0; index < repeat; index++) repetitions.push(await repeatOnce(dataSet, bench));
  const wall = ratioOf(repetitions, ({ wallMs }) => wallMs);
  const cpu = ratioOf(repetitions, ({ cpuMs }) => cpuMs);
  const plains = repetitions.flatMap(({ plain }) => (plain === null ? [] : [plain]));
  const ratios = wall === null || cpu === null ? '–' : `${formatSpread(wall, 2)}, CPU ${formatSpread(cpu, 2)}`;
  const rows = [
    ...(plains.length === 0 ? [] : [['plain script', '1', ...usageCells(plains)]]),
    ['storehouse run', ratios, ...usageCells(repetitions.map(({ load }) => load))],
    ['rerun, nothing new', '–', ...usageCells(repetitions.map(({ rerun }) => rerun))],
  ];
  console.log(`${dataSet.name}: median (least–greatest) of ${repeat}`);
  console.log(formatTable(['', 'times the script', 'seconds', 'CPU seconds', 'peak MB'], rows));
  console.log(`${targetRows(repetitions, wall).join('\n')}\n`);
}
