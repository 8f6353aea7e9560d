import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { filledVectors } from '../../connect/duckdb/fill-vectors.ts';
import type { Chunk } from '../../core/chunk.ts';
import { InvariantError } from '../../core/errors.ts';
import type { StagingTarget, StagingWriter } from '../../core/ports/warehouse.ts';

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
    for (const vector of filledVectors(chunk, this.#target.batchId, this.#nextRowId)) {
      this.#appender.appendDataChunk(vector);
    }
    this.#nextRowId += chunk.rowCount;
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
}
