import { setTimeout as delay } from 'node:timers/promises';
import { WarehouseError, WarehouseLockedError } from '../../core/errors.ts';
import { DuckDbWarehouse } from './duckdb-warehouse.ts';

/** As long as a person waits without a doubt, and longer than any command of Storehouse reads but a heavy query. */
const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 50;

/** Readers share the file, a writer has it alone. */
async function isOnlyRead(path: string): Promise<boolean> {
  try {
    await (await DuckDbWarehouse.open(path, 'read')).close();
    return true;
  } catch (error) {
    if (!(error instanceof WarehouseError)) throw error;
    return false;
  }
}

export interface Patience {
  readonly signal: AbortSignal;
  /** Told once, when there is something to wait for. */
  readonly tell: (message: string) => void;
}

/**
 * Opens a warehouse file for writing, and creates it. For others that only read it, it waits a few seconds: a look at
 * the status must not make a nightly run fail. For a writer it does not.
 *
 * @throws {WarehouseLockedError} another process writes, or still reads.
 */
export async function openForWriting(
  path: string,
  memoryMb: number,
  { signal, tell }: Patience,
): Promise<DuckDbWarehouse> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let hasTold = false; ; hasTold = true) {
    try {
      return await DuckDbWarehouse.open(path, 'write', memoryMb);
    } catch (error) {
      if (!(error instanceof WarehouseLockedError) || signal.aborted || performance.now() > giveUpAt) throw error;
      if (!hasTold) {
        if (!(await isOnlyRead(path))) throw error;
        tell(
          `Waiting up to ${PATIENCE_MS / 1000} seconds for ${String(error.context.holder)}, which reads the warehouse.`,
        );
      }
      await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {
        throw error;
      });
    }
  }
}
