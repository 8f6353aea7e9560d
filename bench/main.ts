import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRun } from './bench-run.ts';
import { compareBulk } from './compare-bulk.ts';
import { compareLoads } from './compare-loads.ts';
import { compareWarehouses } from './compare-warehouses.ts';
import { fecom, shop } from './data-sets.ts';
import { measureEncoder } from './measure-encoder.ts';
import { measureHistory } from './measure-history.ts';
import { measureScale } from './measure-scale.ts';
import { measurePhases } from './phase-figures.ts';
import { serverUrl } from './server-database.ts';

const HELP = `npm run bench -- [options]: measures loads and prints ratios, times and memory; targets are marked, not enforced.

  --only <parts>     some of the parts, separated by commas (all)
  --repeat <n>       repetitions of each load (3)
  --orders <n>       orders of the generated shop (100000)
  --bulk-rows <n>    rows of a bulk load (500000)
  --customers <n>    customers with history (10000000); products are a fortieth of them

Parts
  loads     loads into an embedded warehouse, and their steps
  scale     a generated shop, and one with ten times the orders
  history   a day with 1 % changes of customers and products, which are type 2
  encoder   rows to the bytes of a bulk load for SQL Server, without a server
  bulk      bulk loads into SQL Server, against freebcp (Debian: freetds-bin) where it is installed
  server    the load of Fecom into SQL Server, against the embedded one

Environment
  FECOM_DIR       folder of the eight Fecom files; without it, only the generated shop is loaded
  SQLSERVER_URL   mssql://user:password@host:1433/database of a login that may create databases: the parts bulk and
                  server create databases storehouse_bench_… and drop them; without it they are skipped`;

const PARTS = ['loads', 'scale', 'history', 'encoder', 'bulk', 'server'] as const;
const CUSTOMERS_A_PRODUCT = 40;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

/** The command line is wrong; the message is all there is to say. */
class BenchUsageError extends Error {}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new BenchUsageError(`--${option} takes a whole number from 1, not "${text}".`);
}

function partsOf(text: string): ReadonlySet<string> {
  const parts = text.split(',');
  const unknown = parts.find((part) => !PARTS.some((known) => known === part));
  if (unknown === undefined) return new Set(parts);
  throw new BenchUsageError(`--only takes some of ${PARTS.join(', ')}, separated by commas, not "${unknown}".`);
}

/** Ctrl-C stops what runs and cleans up, and so does a reader that has gone, such as `head`; a second Ctrl-C does not wait. */
function listenForInterrupts(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  process.stdout.on('error', () => controller.abort());
  return controller.signal;
}

interface Sizes {
  readonly orders: number;
  readonly bulkRows: number;
  readonly customers: number;
}

async function measureEmbedded(parts: ReadonlySet<string>, sizes: Sizes, bench: BenchRun): Promise<void> {
  const { orders, customers } = sizes;
  if (parts.has('loads')) {
    for (const dataSet of [fecom(), await shop(orders, bench.scratch)]) {
      if (dataSet === null) continue;
      await compareLoads(dataSet, bench);
      await measurePhases(dataSet, bench);
    }
  }
  if (parts.has('scale')) await measureScale(orders, bench);
  if (parts.has('history')) {
    await measureHistory({ customers, products: Math.ceil(customers / CUSTOMERS_A_PRODUCT) }, bench);
  }
}

async function measureServer(parts: ReadonlySet<string>, { bulkRows }: Sizes, bench: BenchRun): Promise<void> {
  if (parts.has('encoder')) await measureEncoder(bench);
  if (!parts.has('bulk') && !parts.has('server')) return;
  const url = serverUrl();
  if (url === null) return;
  if (parts.has('bulk')) await compareBulk(url, bulkRows, bench);
  const files = parts.has('server') ? fecom() : null;
  if (files !== null) await compareWarehouses(files, url, bench);
}

interface BenchOptions extends Sizes {
  readonly parts: ReadonlySet<string>;
  readonly repeat: number;
}

/** What the command line asks for, or null where it asks for help. */
function readOptions(): BenchOptions | null {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: PARTS.join(',') },
      repeat: { type: 'string', default: '3' },
      orders: { type: 'string', default: '100000' },
      'bulk-rows': { type: 'string', default: '500000' },
      customers: { type: 'string', default: '10000000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    parts: partsOf(values.only),
    repeat: wholeNumber('repeat', values.repeat),
    orders: wholeNumber('orders', values.orders),
    bulkRows: wholeNumber('bulk-rows', values['bulk-rows']),
    customers: wholeNumber('customers', values.customers),
  };
}

/** Whether an error is about the command line: ours, or the parser's. */
function isAboutUsage(error: unknown): error is Error {
  if (error instanceof BenchUsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

async function measure({ parts, repeat, ...sizes }: BenchOptions): Promise<void> {
  const signal = listenForInterrupts();
  const scratch = mkdtempSync(join(tmpdir(), 'storehouse-bench-'));
  try {
    const load = loadavg()[0]?.toFixed(1);
    console.log(
      `Node ${process.versions.node}, ${availableParallelism()} cores, ${process.platform} ${process.arch}, ${load} processes busy before\n`,
    );
    const bench = { repeat, scratch, signal };
    await measureEmbedded(parts, sizes, bench);
    await measureServer(parts, sizes, bench);
  } catch (error) {
    if (error !== signal.reason || !signal.aborted) throw error;
    console.error('Stopped; databases and files of the benchmark are removed.');
    process.exitCode = EXIT_INTERRUPTED;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  try {
    const options = readOptions();
    if (options === null) return console.log(HELP);
    await measure(options);
  } catch (error) {
    if (!isAboutUsage(error)) throw error;
    console.error(`${error.message}\n("npm run bench -- --help" shows what it takes)`);
    process.exitCode = EXIT_USAGE;
  }
}

await main();
