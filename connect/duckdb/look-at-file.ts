import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { WarehouseUnreadableError } from '../../core/errors.ts';

/** DuckDB's main header: a checksum of 8 bytes, then these. */
const MAGIC = 'DUCK';
const MAGIC_AT = 8;

function refusal(path: string, what: string): WarehouseUnreadableError {
  return new WarehouseUnreadableError(`The warehouse ${path} ${what}`, { context: { path } });
}

/** Null where the system does not let it be read, as on Windows while another process has it. */
function readBeginning(path: string): string | null {
  try {
    const file = openSync(path, 'r');
    try {
      const beginning = Buffer.alloc(MAGIC_AT + MAGIC.length);
      readSync(file, beginning, 0, beginning.length, 0);
      return beginning.toString('latin1');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return null;
  }
}

/**
 * Refuses what is there and no DuckDB database. DuckDB itself would read a table from a file of JSON or CSV into memory,
 * and a run would load into that and lose all of it.
 *
 * Not to be called in a process that has the file open for writing: closing any other descriptor of a file takes a
 * process's locks on it away on Linux and macOS.
 *
 * @throws {WarehouseUnreadableError} it is a folder, or a file of another kind.
 */
export function assertDuckDbFile(path: string): void {
  const found = statSync(path);
  if (found.isDirectory()) {
    throw refusal(path, `is a folder. Name a file in it, e.g. duckdb:${path.replace(/[\\/]$/, '')}/shop.duckdb.`);
  }
  if (!found.isFile()) throw refusal(path, 'is no plain file. Name another.');
  if (found.size === 0) {
    throw refusal(
      path,
      'is an empty file, as it is left when it could not be created to its end. Remove it, then run.',
    );
  }
  const beginning = readBeginning(path);
  // DuckDB says better why a file cannot be read.
  if (beginning === null || beginning.endsWith(MAGIC)) return;
  throw refusal(
    path,
    'is no DuckDB file: it does not begin as one. Nothing was changed. Name another; or, if it was a warehouse and is damaged, move it away and run "storehouse run --from-bronze" to build it again from its batches.',
  );
}
