import {
  BIGINT,
  DATE,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import type { Chunk, ChunkColumn, Value } from '../../core/chunk.ts';
import type { ValueType } from '../../core/contract.ts';

/** DuckDB's own vector size; a larger data chunk is refused. All vectors of a chunk but the last have as many rows. */
export const VECTOR_ROWS = 2048;
const MICROS_PER_MS = 1000n;

const TYPES: Readonly<Record<ValueType, DuckDBType>> = {
  text: VARCHAR,
  decimal: VARCHAR,
  int: INTEGER,
  date: DATE,
  datetime: TIMESTAMP,
};

/** Types of the columns of {@link filledVectors}, as a CREATE TABLE takes them. */
export const STAGED_TYPES: Readonly<Record<ValueType, string>> = {
  text: 'VARCHAR',
  decimal: 'VARCHAR',
  int: 'INTEGER',
  date: 'DATE',
  datetime: 'TIMESTAMP',
};

interface Filled {
  readonly batchId: number;
  readonly firstRowId: number;
  readonly vectors: readonly DuckDBDataChunk[];
}

/** Filling costs three times what appending does, and the embedded warehouse and bronze append the same. */
const filledChunks = new WeakMap<Chunk, Filled>();

/**
 * A chunk in DuckDB's form: batch id, row id (consecutive from `firstRowId`), source id, source row, and the chunk's
 * columns. Asked for the same again, it gives the same vectors, which nobody may change.
 */
export function filledVectors(chunk: Chunk, batchId: number, firstRowId: number): readonly DuckDBDataChunk[] {
  const known = filledChunks.get(chunk);
  if (known?.batchId === batchId && known.firstRowId === firstRowId) return known.vectors;
  const types = [INTEGER, INTEGER, INTEGER, BIGINT, ...chunk.columns.map((column) => TYPES[column.type])];
  const vectors: DuckDBDataChunk[] = [];
  for (let start = 0; start < chunk.rowCount; start += VECTOR_ROWS) {
    const rows = Math.min(VECTOR_ROWS, chunk.rowCount - start);
    const vector = DuckDBDataChunk.create(types, rows);
    fillOrigin(vector, chunk, { batchId, firstRowId: firstRowId + start, start, rows });
    chunk.columns.forEach((column, index) => {
      fill(vector, index + 4, column, start, rows);
    });
    vectors.push(vector);
  }
  filledChunks.set(chunk, { batchId, firstRowId, vectors });
  return vectors;
}

interface Piece {
  readonly batchId: number;
  readonly firstRowId: number;
  readonly start: number;
  readonly rows: number;
}

function fillOrigin(vector: DuckDBDataChunk, chunk: Chunk, { batchId, firstRowId, start, rows }: Piece): void {
  const columns = [0, 1, 2, 3].map((index) => vector.getColumnVector(index));
  const [batch, row, source, sourceRow] = columns;
  for (let index = 0; index < rows; index++) {
    batch?.setItem(index, batchId);
    row?.setItem(index, firstRowId + index);
    source?.setItem(index, chunk.sourceId);
    sourceRow?.setItem(index, BigInt(chunk.rowNumbers[start + index] ?? 0));
  }
  for (const column of columns) column.flush();
}

function fill(chunk: DuckDBDataChunk, index: number, column: ChunkColumn, start: number, rows: number): void {
  const vector = chunk.getColumnVector(index);
  for (let row = 0; row < rows; row++) {
    vector.setItem(row, toDuckDb(column.type, column.values[start + row] ?? null));
  }
  vector.flush();
}

function toDuckDb(type: ValueType, value: Value): DuckDBValue {
  if (value === null || typeof value === 'string') return value;
  if (type === 'date') return new DuckDBDateValue(value);
  if (type === 'datetime') return new DuckDBTimestampValue(BigInt(value) * MICROS_PER_MS);
  return value;
}
