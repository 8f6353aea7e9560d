import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { WarehouseError, WarehouseLockedError } from '../../core/errors.ts';
import { DuckDbWarehouse } from './duckdb-warehouse.ts';
import { showsPresentState } from './present-state.ts';
import { DuckDbReadCopies, type ReadCopy } from './read-copies.ts';
import { unlessRefused } from './system-error.ts';

/** Copies go while we choose one; a reader that is that unlucky three times meets something else. */
const ATTEMPTS = 3;

export interface OpenedForReading {
  readonly warehouse: DuckDbWarehouse;
  /** The copy that is read; null where it is the file itself. */
  readonly copy: { readonly takenAt: Date; readonly heldBy: string | null } | null;
}

/** Another's mishap with a copy, removed or damaged, is no reason not to read: the next is tried. */
async function openFirst(
  file: string,
  copies: readonly ReadCopy[],
  memoryMb: number,
  heldBy: string | null,
): Promise<OpenedForReading | null> {
  for (const { path, takenAt } of copies) {
    try {
      return { warehouse: await DuckDbWarehouse.openCopy(path, file, memoryMb), copy: { takenAt, heldBy } };
    } catch (error) {
      if (!(error instanceof WarehouseError)) throw error;
    }
  }
  return null;
}

/** What to read while another process has the file, which `locked` says. */
async function openAnyCopy(
  file: string,
  readCopies: DuckDbReadCopies,
  memoryMb: number,
  locked: WarehouseLockedError,
): Promise<OpenedForReading> {
  const heldBy = String(locked.context.holder);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const copies = await unlessRefused(() => readCopies.list(), []);
    const opened = await openFirst(file, copies, memoryMb, heldBy);
    if (opened !== null) return opened;
    if (copies.length === 0) break;
  }
  throw new WarehouseLockedError(
    `${locked.message} There is no read copy of it to read meanwhile: a run makes one when it ends, unless "readCopies" is 0.`,
    { context: locked.context, cause: locked },
  );
}

/**
 * Opens what a command that only reads is to read: the newest copy where it shows the present state, so that a run can
 * start at any time, or where another process writes to the file, so that nobody waits for it; else the file itself.
 * `plan` takes a file that is not there for an empty warehouse.
 *
 * @throws {WarehouseLockedError} another process writes, and there is no copy.
 * @throws {WarehouseUnreadableError} there is no such file, whatever copies there are, or it is damaged.
 */
export async function openForReading(path: string, mode: 'read' | 'plan', memoryMb: number): Promise<OpenedForReading> {
  const file = resolve(path);
  const readCopies = new DuckDbReadCopies(file);
  const [newest] = existsSync(file) ? await unlessRefused(() => readCopies.list(), []) : [];
  if (newest !== undefined && (await showsPresentState(file, newest.path))) {
    const opened = await openFirst(file, [newest], memoryMb, null);
    if (opened !== null) return opened;
  }
  try {
    return { warehouse: await DuckDbWarehouse.open(file, mode, memoryMb), copy: null };
  } catch (error) {
    if (!(error instanceof WarehouseLockedError)) throw error;
    return openAnyCopy(file, readCopies, memoryMb, error);
  }
}
