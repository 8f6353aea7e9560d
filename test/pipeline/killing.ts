import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ParquetBronze } from '../../etl/bronze/parquet-bronze.ts';
import { foundFigures, storedFindings } from './found-truth.ts';
import type { KillMoment, ReplayMoment } from './kill-moments.ts';
import { accountingProblems, classCounts, quarantineCounts, type RowCounts } from './row-accounts.ts';
import { exampleConfig } from './test-config.ts';
import { TestWarehouse } from './test-warehouse.ts';
import { type WarehouseContent, warehouseContent } from './warehouse-content.ts';

const SCRIPT = fileURLToPath(new URL('./killed-run.ts', import.meta.url));
const REPLAY_SCRIPT = fileURLToPath(new URL('./killed-replay.ts', import.meta.url));

/** What a load works on. */
export interface LoadPlace {
  /** Of the shop's files. */
  readonly files: string;
  readonly location: string;
  /** Folder of the warehouse's bronze. */
  readonly bronze: string;
}

/** Starts a load in a process of its own that kills itself at the moment; returns what ended the process. */
export function killRun(
  { files, location, bronze }: LoadPlace,
  moment: KillMoment,
  ...mode: readonly 'rebuild'[]
): Promise<string> {
  return endOf(SCRIPT, [files, location, bronze, moment, ...mode]);
}

/** The same of a replay after the load of {@link brokenShopConfig}. */
export function killReplay({ files, location, bronze }: LoadPlace, moment: ReplayMoment): Promise<string> {
  return endOf(REPLAY_SCRIPT, [files, location, bronze, moment]);
}

async function endOf(script: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], {
    // Compiled once for all, a process starts in a third of the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString('utf8');
  });
  const [code, signal]: unknown[] = await once(child, 'close');
  return signal === null ? `exit code ${String(code)}\n${errors}` : String(signal);
}

/** All that a load leaves behind, surrogate keys and run ids aside. */
export interface LoadState {
  readonly content: WarehouseContent;
  readonly classes: Readonly<Record<string, RowCounts>>;
  readonly quarantine: Readonly<Record<string, RowCounts>>;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly findings: RowCounts;
  readonly refused: RowCounts;
  /** What is remembered of the files' columns. */
  readonly columns: readonly string[];
  readonly problems: readonly string[];
  /** Status of each run, oldest first. */
  readonly runs: readonly string[];
}

/** Rows that results of severity `quarantine` report, by reason, over all runs. */
async function refusedFindings(store: TestWarehouse): Promise<RowCounts> {
  const { rows } = await store.warehouse.query(
    `SELECT r.check_name, SUM(r.failed_rows) AS failed_rows FROM ops.check_result AS r
WHERE r.severity = 'quarantine' GROUP BY r.check_name`,
  );
  return Object.fromEntries(rows.map(([name, count]) => [String(name), Number(count)]));
}

const COLUMNS = `SELECT c.feed, c.column_name, c.physical_type, c.is_current, c.first_source_id
FROM ops.source_column AS c
ORDER BY c.feed, c.column_name, c.physical_type`;

/** Loads to the end, whatever was there before, from the files or from bronze, and looks at the result. */
export async function finishLoad(
  { files, location, bronze }: LoadPlace,
  ...mode: readonly 'rebuild'[]
): Promise<LoadState> {
  const store = await TestWarehouse.open(location, exampleConfig('shop', files));
  const archive = new ParquetBronze(bronze);
  try {
    if (mode.includes('rebuild')) await store.rebuild(archive);
    else await store.run({ bronze: archive });
    return await stateOf(store);
  } finally {
    await store.close();
    await archive.close();
  }
}

export async function stateOf(store: TestWarehouse): Promise<LoadState> {
  return {
    content: await warehouseContent(store.warehouse),
    classes: await classCounts(store.warehouse),
    quarantine: await quarantineCounts(store.warehouse),
    figures: await foundFigures(store.warehouse),
    findings: await storedFindings(store.warehouse),
    refused: await refusedFindings(store),
    columns: await store.lines(COLUMNS),
    problems: await accountingProblems(store.warehouse),
    runs: await store.lines('SELECT r.status FROM ops.run AS r ORDER BY r.run_id'),
  };
}
