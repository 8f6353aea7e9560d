import 'reflect-metadata';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { container, type InjectionToken } from 'tsyringe';
import { createLogger, format, transports } from 'winston';
import { runCommandLine } from './cli/program.ts';
import type { OpenedSources, OpenedWarehouse, ReadCopies, Services } from './cli/services.ts';
import { systemErrorText } from './cli/system-error.ts';
import { createTerminal, type Terminal } from './cli/terminal.ts';
import { withFilesIn } from './connect/sqlserver/settings.ts';
import { isSameWarehouse, parseWarehouseUrl } from './connect/warehouse-url.ts';
import { loadConfig } from './core/config/load-config.ts';
import { DEFAULT_MEMORY_LIMIT_MB } from './core/config/schema.ts';
import { EXIT_CODES } from './core/errors.ts';
import type { Logger } from './core/logger.ts';
import type { Bronze } from './core/ports/bronze.ts';
import { duckDbDialect } from './dwh/duckdb/dialect.ts';
import { openForReading } from './dwh/duckdb/open-for-reading.ts';
import { openForWriting } from './dwh/duckdb/open-for-writing.ts';
import { DuckDbReadCopies } from './dwh/duckdb/read-copies.ts';
import { ParquetBronze } from './etl/bronze/parquet-bronze.ts';
import { resolveFeeds } from './etl/feeds.ts';
import { FileSource } from './etl/sources/files/file-source.ts';

const TERMINAL: InjectionToken<Terminal> = Symbol('terminal');
const LOGGER: InjectionToken<Logger> = Symbol('logger');
const SIGNAL: InjectionToken<AbortSignal> = Symbol('signal');
const SERVICES: InjectionToken<Services> = Symbol('services');

/** `main.ts` in the checkout, `dist/main.js` in an installed package. */
function findPackageDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.endsWith('dist') ? dirname(here) : here;
}

function readVersion(packageDirectory: string): string {
  const text: unknown = JSON.parse(readFileSync(resolve(packageDirectory, 'package.json'), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : 'unknown';
}

/** Why nothing can be appended to a file, or null. The logger itself would say nothing. */
function refusalOf(file: string): string | null {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    closeSync(openSync(file, 'a'));
    return null;
  } catch (error) {
    const reason = systemErrorText(error);
    if (reason === null) throw error;
    return reason;
  }
}

/**
 * Logs go to a file that STOREHOUSE_LOG names, as JSON lines; without it only errors are shown, by the commands. A load
 * is worth more than its log, so it goes on where the file cannot be written.
 */
function createFileLogger(file: string, { err }: Terminal): Logger {
  const refusal = file === '' ? null : refusalOf(file);
  if (refusal !== null)
    err(`Warning: there is no log, STOREHOUSE_LOG names ${file}, which cannot be written: ${refusal}.`);
  const isSilent = file === '' || refusal !== null;
  return createLogger({
    level: 'debug',
    silent: isSilent,
    format: format.combine(format.timestamp(), format.json()),
    transports: [isSilent ? new transports.Console() : new transports.File({ filename: file })],
  });
}

type OpenServices = Pick<Services, 'terminal' | 'log' | 'signal'>;

async function openWarehouse(
  { terminal, log, signal }: OpenServices,
  [{ url, directory, security, memoryLimitMb = DEFAULT_MEMORY_LIMIT_MB }, mode]: Parameters<Services['openWarehouse']>,
): Promise<OpenedWarehouse> {
  const warehouse = parseWarehouseUrl(url);
  if (warehouse.kind === 'duckdb') {
    const file = resolve(directory, warehouse.path);
    if (mode !== 'write') return { ...(await openForReading(file, mode, memoryLimitMb)), dialect: duckDbDialect };
    const opened = await openForWriting(file, memoryLimitMb, { signal, tell: (message) => terminal.err(message) });
    return { warehouse: opened, dialect: duckDbDialect };
  }
  // Only here, for the drivers take longer to load than most commands on an embedded warehouse take.
  const { openSqlServerWarehouse } = await import('./dwh/sqlserver/open-sqlserver-warehouse.ts');
  const tell = (message: string): void => terminal.err(message);
  const settings = withFilesIn(warehouse.settings, directory);
  return openSqlServerWarehouse(settings, mode, { log, signal, security, showDeviceCode: tell, tell });
}

function readCopies({ url, directory, memoryLimitMb }: Parameters<Services['readCopies']>[0]): ReadCopies | null {
  const warehouse = parseWarehouseUrl(url);
  return warehouse.kind === 'duckdb' ? new DuckDbReadCopies(resolve(directory, warehouse.path), memoryLimitMb) : null;
}

function openBronze({ url, directory, bronze }: Parameters<Services['openBronze']>[0]): Bronze | null {
  if (bronze?.enabled === false) return null;
  if (bronze?.directory !== undefined) return new ParquetBronze(bronze.directory);
  const warehouse = parseWarehouseUrl(url);
  return warehouse.kind === 'duckdb' ? new ParquetBronze(`${resolve(directory, warehouse.path)}.bronze`) : null;
}

function openSources(loaded: Parameters<Services['openSources']>[0]): OpenedSources {
  const feeds = resolveFeeds(loaded.config);
  const sources = Object.entries(loaded.config.sources).map(
    ([name, source]) => [name, new FileSource(name, source, loaded.directory)] as const,
  );
  return { feeds, sources: new Map(sources) };
}

/** Ctrl-C asks once to stop cleanly; a second one does not wait. */
function listenForInterrupts(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT_CODES.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}

/** A reader that has seen enough, such as `head`, closes the pipe; what is written after that goes nowhere, and that is fine. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error) => {
    if (!('code' in error) || (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED')) throw error;
  });
}

const packageDirectory = findPackageDirectory();
for (const stream of [process.stdout, process.stderr]) ignoreClosedPipe(stream);
container.register(TERMINAL, { useFactory: () => createTerminal(process.stdout, process.stderr) });
container.register(LOGGER, {
  useFactory: (own) => createFileLogger(process.env.STOREHOUSE_LOG ?? '', own.resolve(TERMINAL)),
});
container.register(SIGNAL, { useValue: listenForInterrupts() });
container.register(SERVICES, {
  useFactory: (own): Services => {
    const terminal: Terminal = own.resolve(TERMINAL);
    const log: Logger = own.resolve(LOGGER);
    const signal: AbortSignal = own.resolve(SIGNAL);
    return {
      terminal,
      log,
      clock: () => new Date(),
      signal,
      packageDirectory,
      currentDirectory: process.cwd(),
      loadConfig,
      checkWarehouse: (url) => void parseWarehouseUrl(url),
      isSameWarehouse,
      openWarehouse: (...request) => openWarehouse({ terminal, log, signal }, request),
      readCopies,
      openBronze,
      openBronzeIn: (directory) => new ParquetBronze(directory),
      openSources,
    };
  },
});

const version = readVersion(packageDirectory);
process.exitCode = await runCommandLine(container.resolve(SERVICES), version, process.argv.slice(2));
