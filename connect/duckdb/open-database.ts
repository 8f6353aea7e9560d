import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { WarehouseError, WarehouseLockedError, WarehouseUnreadableError } from '../../core/errors.ts';
import { assertDuckDbFile } from './look-at-file.ts';
import { memoryError } from './out-of-memory.ts';

/**
 * Makes DuckDB answer as T-SQL does where a setting can. The checkpoint threshold is about speed: by default DuckDB
 * rewrites its file whenever 16 MB were logged, several times in one load, and writes staged rows that are deleted
 * seconds later. With 512 MB most loads are written into the file once, when it is closed; a killed one is replayed from
 * the log.
 */
const SETTINGS = [
  'SET integer_division = true',
  "SET default_null_order = 'nulls_first_on_asc_last_on_desc'",
  "SET TimeZone = 'UTC'",
  "SET checkpoint_threshold = '512MB'",
];

export interface DuckDbDatabase {
  readonly path: string;
  /** What it may hold in memory, in megabytes. */
  readonly memoryMb: number;
  readonly connection: DuckDBConnection;
  close(): void;
}

/**
 * Opens a database file, creating it when `mode` is `write`.
 *
 * @throws {WarehouseLockedError} another process has the file open, to read only that it is open for writing; the message and
 *   `context.holder` name it.
 * @throws {WarehouseMemoryError} to take in what a killed process left needs more memory than `memoryMb`.
 * @throws {WarehouseUnreadableError} the folder or the file is missing, or the file is damaged or no database.
 */
export async function openDatabase(path: string, mode: 'read' | 'write', memoryMb: number): Promise<DuckDbDatabase> {
  if (!existsSync(dirname(path))) {
    throw new WarehouseUnreadableError(
      `The folder ${dirname(path)} of the warehouse file does not exist. Create it, or set "warehouse" to another path.`,
      { context: { path } },
    );
  }
  if (mode === 'read' && !existsSync(path)) {
    throw new WarehouseUnreadableError(
      `There is no warehouse at ${path} yet. Build it with "storehouse run", or name another with --warehouse.`,
      { context: { path } },
    );
  }
  try {
    if (existsSync(path)) assertDuckDbFile(path);
    const instance = await DuckDBInstance.create(path, {
      access_mode: mode === 'read' ? 'READ_ONLY' : 'READ_WRITE',
      memory_limit: `${memoryMb}MB`,
    });
    const connection = await instance.connect();
    for (const setting of SETTINGS) await connection.run(setting);
    return {
      path,
      memoryMb,
      connection,
      close: () => {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (cause) {
    throw cause instanceof WarehouseError ? cause : (memoryError(cause, memoryMb, null) ?? openError(path, cause));
  }
}

/**
 * DuckDB reports a failed open by text alone: neither a code nor a type tells a lock from a damaged file,
 * so the two phrases are kept here, in one place, and a test opens a locked and a damaged file.
 */
function openError(path: string, cause: unknown): Error {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/conflicting lock|being used by another process|could not set lock/i.test(text)) {
    const pid = /PID (\d+)/.exec(text)?.[1];
    const holder = pid === undefined ? 'another process' : `process ${pid}${processName(text)}`;
    return new WarehouseLockedError(
      `The warehouse ${path} is in use by ${holder}. Wait until it has finished, or stop it, and run the command again.`,
      { context: { path, holder, pid: pid === undefined ? null : Number(pid) }, cause },
    );
  }
  return new WarehouseUnreadableError(
    `The warehouse ${path} cannot be opened: ${firstLine(text)} If the file is damaged, move it away and run "storehouse run --from-bronze" to build it again from its batches, or, where no bronze is kept, "storehouse run" to read all files again.`,
    { context: { path }, cause },
  );
}

function processName(text: string): string {
  const name = /held in (\S+) \(PID/.exec(text)?.[1];
  return name === undefined ? '' : ` (${name})`;
}

function firstLine(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
