import { join } from 'node:path';
import type { BenchRun } from './bench-run.ts';
import { removeDatabaseFile, usageCells } from './compare-loads.ts';
import type { DataSet } from './data-sets.ts';
import { formatSpread, formatTable, spreadOf } from './figures.ts';
import { measureProcess, type Usage } from './measured-process.ts';
import { type Ask, askFile, askServer, assertSameResult, type LoadResult, readResult } from './same-result.ts';
import { withDatabase } from './server-database.ts';

interface Loads {
  readonly load: Usage;
  readonly rerun: Usage;
}

interface Repetition {
  readonly embedded: Loads;
  readonly server: Loads;
  readonly steps: Readonly<Record<'embedded' | 'server', Steps>>;
}

/** Milliseconds of all steps of a kind in the first run, by the first word of their names. */
type Steps = ReadonlyMap<string, number>;

const STEPS = ['prepare', 'stage', 'publish', 'check'] as const;

interface Outcome {
  readonly result: LoadResult;
  readonly steps: Steps;
}

async function readOutcome(name: string, ask: Ask): Promise<Outcome> {
  const steps = new Map<string, number>();
  for (const step of STEPS) {
    const sql = `SELECT SUM(duration_ms) AS ms FROM ops.step
      WHERE run_id = (SELECT MIN(run_id) FROM ops.step) AND name LIKE '${step}%'`;
    steps.set(step, Number(await ask(sql)));
  }
  return { result: await readResult(name, ask), steps };
}

async function loadTwice(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  bench: BenchRun,
): Promise<Loads> {
  const measure = async () => (await measureProcess(['cli/bin.js', 'run', ...args], environment, bench)).usage;
  return { load: await measure(), rerun: await measure() };
}

async function repeatOnce(dataSet: DataSet, databaseUrl: string, bench: BenchRun): Promise<Repetition> {
  const file = join(bench.scratch, 'embedded.duckdb');
  removeDatabaseFile(file);
  const inFile = ['--config', dataSet.config, '--warehouse', `duckdb:${file}`];
  const onServer = ['--config', 'bench/fecom-on-server.config.ts'];
  const loads = {
    embedded: await loadTwice(inFile, dataSet.environment, bench),
    server: await loadTwice(onServer, { ...dataSet.environment, BENCH_URL: databaseUrl }, bench),
  };
  const embedded = await askFile(file, (ask) => readOutcome('DuckDB', ask));
  const server = await askServer(databaseUrl, (ask) => readOutcome('SQL Server', ask));
  assertSameResult(embedded.result, server.result);
  return { ...loads, steps: { embedded: embedded.steps, server: server.steps } };
}

function stepRows(repetitions: readonly Repetition[]): readonly (readonly string[])[] {
  const seconds = (kind: 'embedded' | 'server', step: string) =>
    formatSpread(spreadOf(repetitions.map(({ steps }) => (steps[kind].get(step) ?? Number.NaN) / 1000)), 1);
  return STEPS.map((step) => [step, seconds('embedded', step), seconds('server', step)]);
}

/** Loads Fecom into an embedded warehouse and into one on the server, in turn, and prints what each took. */
export async function compareWarehouses(dataSet: DataSet, url: string, bench: BenchRun): Promise<void> {
  const repetitions: Repetition[] = [];
  for (let index = 0; index < bench.repeat; index++) {
    repetitions.push(await withDatabase(url, (databaseUrl) => repeatOnce(dataSet, databaseUrl, bench)));
  }
  const row = (name: string, kind: 'embedded' | 'server', step: keyof Loads): readonly string[] => {
    const ratios = repetitions.map((repetition) => repetition[kind][step].wallMs / repetition.embedded[step].wallMs);
    const times = kind === 'embedded' ? '1' : formatSpread(spreadOf(ratios), 1);
    return [name, times, ...usageCells(repetitions.map((repetition) => repetition[kind][step]))];
  };
  console.log(`SQL Server, ${dataSet.name}: median (least–greatest) of ${bench.repeat}`);
  console.log(
    formatTable(
      ['', 'times embedded', 'seconds', 'CPU seconds', 'peak MB'],
      [
        row('embedded: storehouse run', 'embedded', 'load'),
        row('embedded: rerun, nothing new', 'embedded', 'rerun'),
        row('SQL Server: storehouse run', 'server', 'load'),
        row('SQL Server: rerun, nothing new', 'server', 'rerun'),
      ],
    ),
  );
  console.log('  CPU and memory are those of Storehouse, without the server.');
  console.log('\nSteps of storehouse run');
  console.log(formatTable(['', 'embedded seconds', 'SQL Server seconds'], stepRows(repetitions)));
  console.log('');
}
