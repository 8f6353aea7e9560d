import { parseArgs } from 'node:util';
import { formatReport } from './format-report.ts';
import { torture } from './torture.ts';
import { ENGINES, type EngineName } from './torture-place.ts';

const HELP = `npm run torture [-- options]

Kills loads (SIGKILL) at random moments, runs them to their end, and compares every warehouse with one that was loaded
undisturbed. Loads are processes of the real command line; files arrive in several deliveries.

  --kills <n>       kills that must hit a process at work, on each engine (200)
  --seed <n>        0 to 4294967290; the same shop and the same plan of kills for the same number (a new one each time)
  --case <n>        only this case of the seed, to see a failure again
  --engine <name>   duckdb or sqlserver only (duckdb, and sqlserver too where SQLSERVER_URL is set)
  --help            show this

SQLSERVER_URL is mssql://user:password@host:1433/database of a login that may create databases. Each case has a database
of its own, which is dropped.

Ends with 0 when every warehouse was equal, 1 when one differed or a run failed, 2 when the command line is wrong, and
130 after Ctrl-C.
`;

const EXIT = { passed: 0, failed: 1, usage: 2, interrupted: 130 } as const;
/** Two more shops are generated from the numbers after it. */
const MAX_SEED = 4_294_967_290;

class CommandLineError extends Error {}

function numberOf(option: string, text: string, low: number, high: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new CommandLineError(`--${option} takes a whole number from ${low} to ${high}, not "${text}".`);
}

function enginesOf(text: string | undefined): readonly EngineName[] {
  const hasServer = (process.env.SQLSERVER_URL ?? '') !== '';
  if (text === undefined) return hasServer ? ENGINES : ['duckdb'];
  const engine = ENGINES.find((name) => name === text);
  if (engine === undefined) throw new CommandLineError(`--engine takes ${ENGINES.join(' or ')}, not "${text}".`);
  if (engine === 'sqlserver' && !hasServer) {
    throw new CommandLineError('SQLSERVER_URL is not set. It says where the server is; --help shows how.');
  }
  return [engine];
}

interface Options {
  readonly engines: readonly EngineName[];
  readonly seed: number;
  readonly kills: number;
  readonly onlyCase: number | null;
}

/** Null when help was asked for. */
function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string' },
      case: { type: 'string' },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    engines: enginesOf(values.engine),
    kills: numberOf('kills', values.kills, 1, 1_000_000),
    seed: values.seed === undefined ? Date.now() % MAX_SEED : numberOf('seed', values.seed, 0, MAX_SEED),
    onlyCase: values.case === undefined ? null : numberOf('case', values.case, 1, 1_000_000),
  };
}

function isUsage(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const isParsing = 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
  return isParsing || error instanceof CommandLineError;
}

/** Ctrl-C ends what runs and removes files and databases; a second one does not wait. */
function listenForInterrupts(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

/** Between two lines where the output is no terminal: enough to show life, not so many that they fill a log. */
const LOG_MS = 15_000;

/** A line that moves on a terminal, and now and then a plain line elsewhere. */
function createProgress(): (text: string) => void {
  let shownAt = Number.NEGATIVE_INFINITY;
  return (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K  ${text}`);
    else if (performance.now() - shownAt >= LOG_MS) {
      shownAt = performance.now();
      process.stderr.write(`  ${text}\n`);
    }
  };
}

async function tortureAll({ engines, ...options }: Options, signal: AbortSignal): Promise<number> {
  for (const engine of engines) {
    process.stderr.write(`${engine}, seed ${options.seed}\n`);
    const report = await torture({ ...options, engine, signal, onProgress: createProgress() });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    process.stdout.write(`${formatReport(report)}\n`);
    if (report.isStopped) return EXIT.interrupted;
    if (report.failure !== null) return EXIT.failed;
  }
  return EXIT.passed;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options !== null) return tortureAll(options, listenForInterrupts());
  process.stdout.write(HELP);
  return EXIT.passed;
}

process.exitCode = await main().catch((error: unknown) => {
  if (!isUsage(error)) throw error;
  process.stderr.write(`${error.message}\nnpm run torture -- --help shows the options.\n`);
  return EXIT.usage;
});
