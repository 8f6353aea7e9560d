import { WarehouseMemoryError } from '../../core/errors.ts';

/**
 * DuckDB tells by the text alone that it needs more memory than it may use, and says the same of a disk that is full
 * while it spills, for which more memory is no remedy.
 */
export function memoryError(cause: unknown, memoryMb: number, statement: string | null): WarehouseMemoryError | null {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (!reason.startsWith('Out of Memory Error') || /max_temp_directory_size|offload/.test(reason)) return null;
  return new WarehouseMemoryError(
    `DuckDB needs more than the ${memoryMb} MB of memory that it may use. Nothing of the transaction was kept. Set "memoryLimitMb" in the configuration to more, and run the command again.`,
    { context: { memoryLimitMb: memoryMb, statement }, cause },
  );
}
