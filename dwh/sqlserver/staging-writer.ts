import type { BulkColumn, BulkType } from '../../connect/sqlserver/sql-server-connection.ts';
import type { Chunk } from '../../core/chunk.ts';
import { InvariantError } from '../../core/errors.ts';
import type { Cell, Session, StagingTarget, StagingWriter } from '../../core/ports/warehouse.ts';
import { type Piece, rowsOf } from './bulk-rows.ts';
import type { ServerSession } from './server-session.ts';

const ORIGIN = ['batch_id', 'row_id', 'source_id', 'source_row'];

/** Name, type, length (-1 for max) and `YES` or `NO`, as the catalog has them. */
function bulkColumn([name, dataType, length, isNullable]: readonly Cell[]): BulkColumn {
  return { name: String(name), type: bulkType(String(dataType), Number(length)), nullable: isNullable === 'YES' };
}

function bulkType(dataType: string, length: number): BulkType {
  switch (dataType) {
    case 'int':
    case 'bigint':
    case 'date':
      return dataType;
    case 'datetime2':
      return 'datetime2(3)';
    case 'nvarchar':
      return { textLength: length < 0 ? Number.POSITIVE_INFINITY : length };
    default:
      throw new InvariantError(`A staging table has a column of type ${dataType}, which nothing stages.`);
  }
}

/**
 * Loads chunks side by side over several connections, each chunk as one bulk load of its own: all of it is there or
 * nothing, and a chunk whose connection was lost is removed and sent again.
 */
export class SqlServerStagingWriter implements StagingWriter {
  readonly #target: StagingTarget;
  readonly #columns: readonly BulkColumn[];
  readonly #lanes: readonly ServerSession[];
  readonly #session: Session;
  /** The chunk each lane is loading. */
  readonly #running = new Map<ServerSession, Promise<void>>();
  #failure: unknown;
  #nextRowId = 1;

  /** `catalog`: the columns of the table as {@link bulkColumn} takes them, in table order. */
  constructor(
    target: StagingTarget,
    catalog: readonly (readonly Cell[])[],
    lanes: readonly ServerSession[],
    session: Session,
  ) {
    this.#target = target;
    this.#columns = catalog.map(bulkColumn);
    this.#lanes = lanes;
    this.#session = session;
    this.#assertColumns('The table', this.#columns.slice(ORIGIN.length));
  }

  /** Resolves as soon as a connection has taken the chunk; a failure shows with a later call. */
  async append(chunk: Chunk): Promise<void> {
    this.#assertColumns('A chunk', chunk.columns);
    this.#assertLengths(chunk);
    const piece = { chunk, firstRowId: this.#nextRowId };
    this.#nextRowId += chunk.rowCount;
    if (chunk.rowCount === 0) return;
    const lane = await this.#freeLane();
    if (this.#failure !== undefined) throw this.#failure;
    const loading = this.#load(lane, piece)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#running.delete(lane));
    this.#running.set(lane, loading);
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.values());
    if (this.#failure !== undefined) throw this.#failure;
    await this.#assertComplete();
  }

  async #freeLane(): Promise<ServerSession> {
    while (true) {
      const lane = this.#lanes.find((candidate) => !this.#running.has(candidate));
      if (lane !== undefined) return lane;
      await Promise.race(this.#running.values());
    }
  }

  async #load(lane: ServerSession, piece: Piece): Promise<void> {
    const { table, batchId } = this.#target;
    let isFirst = true;
    await lane.attempt(async (connection) => {
      if (!isFirst) {
        // The lost connection may have loaded the chunk without being able to say so.
        await connection.run(`DELETE FROM ${table} WHERE batch_id = @batch_id AND row_id BETWEEN @first AND @last`, {
          batch_id: batchId,
          first: piece.firstRowId,
          last: piece.firstRowId + piece.chunk.rowCount - 1,
        });
      }
      isFirst = false;
      const rows = rowsOf(piece, batchId);
      await connection.bulk({ table, columns: this.#columns, rows, lockTable: true });
    });
  }

  /** What a server says it took is not what it has: the rows are counted. */
  async #assertComplete(): Promise<void> {
    const { table, batchId } = this.#target;
    const sql = `SELECT COUNT(*) AS row_count FROM ${table} WHERE batch_id = @batch_id`;
    const { rows } = await this.#session.query(sql, { batch_id: batchId });
    const [found, sent] = [Number(rows[0]?.[0]), this.#nextRowId - 1];
    if (found !== sent) throw new InvariantError(`Of ${sent} rows sent to ${table}, ${found} are there.`);
  }

  /** Rows are arrays: a column that is out of place would go into its neighbour. */
  #assertColumns(what: string, found: readonly { readonly name: string }[]): void {
    const { columns, table } = this.#target;
    if (found.length === columns.length && found.every(({ name }, index) => name === columns[index])) return;
    const names = found.map(({ name }) => name).join(', ');
    throw new InvariantError(`${what} for ${table} has the columns ${names}, not ${columns.join(', ')}.`);
  }

  /** The edge refuses long texts, so one that gets here is a defect; a server would refuse the chunk without a name. */
  #assertLengths(chunk: Chunk): void {
    chunk.columns.forEach((column, index) => {
      const type = this.#columns[index + ORIGIN.length]?.type;
      if (typeof type !== 'object') return;
      const row = column.values.findIndex((value) => typeof value === 'string' && value.length > type.textLength);
      if (row < 0) return;
      throw new InvariantError(
        `A text for ${this.#target.table}.${column.name} is longer than its ${type.textLength} characters.`,
        { context: { sourceId: chunk.sourceId, rowNumber: chunk.rowNumbers[row] ?? 0 } },
      );
    });
  }
}
