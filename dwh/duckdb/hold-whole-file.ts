import { type DuckDbDatabase, openDatabase } from '../../connect/duckdb/open-database.ts';
import { WarehouseStatementError } from '../../core/errors.ts';
import { hasLog } from './present-state.ts';

/** Another process can open, change and be killed between two of our steps, but hardly three times. */
const ATTEMPTS = 3;

/** Writes what a killed process left in the log into the file, as the next run would. */
async function takeInLog(file: string, memoryMb: number): Promise<void> {
  const database = await openDatabase(file, 'write', memoryMb);
  try {
    await database.connection.run('CHECKPOINT');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WarehouseStatementError(`The log of ${file} could not be written into the file: ${reason}`, { cause });
  } finally {
    database.close();
  }
}

/**
 * Opens a warehouse file for reading when all of its state is in the file, and brings it there before. While it is
 * open nobody can write, but only until this process closes another descriptor of the file: then the lock is gone.
 *
 * @throws {WarehouseLockedError} another process writes to the file.
 * @throws {WarehouseUnreadableError} there is no such file, or it is damaged.
 */
export async function holdWholeFile(file: string, memoryMb: number): Promise<DuckDbDatabase> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const database = await openDatabase(file, 'read', memoryMb);
    if (!(await hasLog(file))) return database;
    database.close();
    await takeInLog(file, memoryMb);
  }
  throw new WarehouseStatementError(
    `The log beside ${file} is not taken into the file. Run "storehouse run", and look at the message it ends with.`,
    { context: { path: file } },
  );
}
