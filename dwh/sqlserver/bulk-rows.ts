import type { Chunk, ChunkColumn } from '../../core/chunk.ts';

const DAY_MS = 86_400_000;

/** One chunk on its way, with the row ids it was given. */
export interface Piece {
  readonly chunk: Chunk;
  readonly firstRowId: number;
}

/**
 * Rows as the driver's bulk load takes them: batch_id, row_id, source_id, source_row, then the columns of the chunk.
 * Nothing is awaited in between: a turn of the event loop a row costs more than the row.
 */
export function* rowsOf({ chunk, firstRowId }: Piece, batchId: number): Generator<unknown[]> {
  const columns = chunk.columns.map(driverValues);
  for (let index = 0; index < chunk.rowCount; index++) {
    const row: unknown[] = [batchId, firstRowId + index, chunk.sourceId, chunk.rowNumbers[index]];
    for (const valueAt of columns) row.push(valueAt(index));
    yield row;
  }
}

/** The driver takes dates and instants as Date. */
function driverValues({ type, values }: ChunkColumn): (index: number) => unknown {
  if (type !== 'date' && type !== 'datetime') return (index) => values[index] ?? null;
  const unitMs = type === 'date' ? DAY_MS : 1;
  return (index) => {
    const value = values[index];
    return typeof value === 'number' ? new Date(value * unitMs) : null;
  };
}
