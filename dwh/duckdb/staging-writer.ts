import {
  BIGINT,
  DATE,
  type DuckDBAppender,
  type DuckDBConnection,
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
import { InvariantError } from '../../core/errors.ts';
import type { StagingTarget, StagingWriter } from '../../core/ports/warehouse.ts';

/** DuckDB's own vector size; a larger data chunk is refused. */
const VECTOR_ROWS = 2048;
const MICROS_PER_MS = 1000n;

const TYPES: Readonly<Record<ValueType, DuckDBType>> = {
  text: VARCHAR,
  decimal: VARCHAR,
  int: INTEGER,
  date: DATE,
  datetime: TIMESTAMP,
};

function toDuckDb(type: ValueType, value: Value): DuckDBValue {
  if (value === null || typeof value === 'string') return value;
  if (type === 'date') return new DuckDBDateValue(value);
  if (type === 'datetime') return new DuckDBTimestampValue(BigInt(value) * MICROS_PER_MS);
  return value;
}

/** Appends typed chunks through DuckDB's appender, a vector at a time. */
export class DuckDbStagingWriter implements StagingWriter {
  readonly #appender: DuckDBAppender;
  readonly #target: StagingTarget;
  #nextRowId = 1;

  private constructor(appender: DuckDBAppender, target: StagingTarget) {
    this.#appender = appender;
    this.#target = target;
  }

  static async open(connection: DuckDBConnection, target: StagingTarget): Promise<DuckDbStagingWriter> {
    const [schema = '', name = ''] = target.table.split('.');
    return new DuckDbStagingWriter(await connection.createAppender(name, schema), target);
  }

  async append(chunk: Chunk): Promise<void> {
    this.#checkColumns(chunk);
    const types = [INTEGER, INTEGER, INTEGER, BIGINT, ...chunk.columns.map((column) => TYPES[column.type])];
    for (let start = 0; start < chunk.rowCount; start += VECTOR_ROWS) {
      const rows = Math.min(VECTOR_ROWS, chunk.rowCount - start);
      const vector = DuckDBDataChunk.create(types, rows);
      this.#fillOrigin(vector, chunk, start, rows);
      chunk.columns.forEach((column, index) => {
        fill(vector, index + 4, column, start, rows);
      });
      this.#appender.appendDataChunk(vector);
    }
  }

  async close(): Promise<void> {
    this.#appender.closeSync();
  }

  /** The appender knows columns by position alone: one that is out of place would go into its neighbour. */
  #checkColumns(chunk: Chunk): void {
    const { columns, table } = this.#target;
    const isInPlace =
      chunk.columns.length === columns.length && chunk.columns.every(({ name }, index) => name === columns[index]);
    if (isInPlace) return;
    const names = chunk.columns.map(({ name }) => name).join(', ');
    throw new InvariantError(`A chunk for ${table} has the columns ${names}, not ${columns.join(', ')}.`);
  }

  #fillOrigin(vector: DuckDBDataChunk, chunk: Chunk, start: number, rows: number): void {
    const columns = [0, 1, 2, 3].map((index) => vector.getColumnVector(index));
    const [batch, row, source, sourceRow] = columns;
    for (let index = 0; index < rows; index++) {
      batch?.setItem(index, this.#target.batchId);
      row?.setItem(index, this.#nextRowId++);
      source?.setItem(index, chunk.sourceId);
      sourceRow?.setItem(index, BigInt(chunk.rowNumbers[start + index] ?? 0));
    }
    for (const column of columns) column.flush();
  }
}

function fill(chunk: DuckDBDataChunk, index: number, column: ChunkColumn, start: number, rows: number): void {
  const vector = chunk.getColumnVector(index);
  for (let row = 0; row < rows; row++) {
    vector.setItem(row, toDuckDb(column.type, column.values[start + row] ?? null));
  }
  vector.flush();
}
