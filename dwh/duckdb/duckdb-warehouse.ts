import { existsSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import { type DuckDBConnection, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import { type DuckDbDatabase, openDatabase } from '../../connect/duckdb/open-database.ts';
import { memoryError } from '../../connect/duckdb/out-of-memory.ts';
import { DEFAULT_MEMORY_LIMIT_MB } from '../../core/config/schema.ts';
import { AppError, InterruptedError, WarehouseStatementError, WarehouseUnreadableError } from '../../core/errors.ts';
import type {
  Catalog,
  Parameters,
  ResultSet,
  RowSet,
  Session,
  StagingTarget,
  StagingWriter,
  Warehouse,
} from '../../core/ports/warehouse.ts';
import { SCHEMAS } from '../model/table.ts';
import { readResult } from './read-result.ts';
import { DuckDbStagingWriter } from './staging-writer.ts';
import { translateGenerated } from './translate/translate-generated.ts';
import { translateSelect } from './translate/translate-select.ts';

/**
 * Rows go in as one list of texts a column, which DuckDB casts: a statement per row makes 2,000 rows a second, a tuple
 * of parameters per row 10,000.
 */
const ROWS_PER_INSERT = 1000;

/** Longest piece of a statement that an error quotes. */
const QUOTED_SQL = 300;

/** The embedded warehouse: one DuckDB file, owned by the process that opened it for writing. */
export class DuckDbWarehouse implements Warehouse {
  readonly engine = 'duckdb';
  readonly location: string;
  readonly #database: DuckDbDatabase;
  /** Statements that are running; a cancellation means them and no later one. */
  #running = 0;
  #isCancelled = false;
  /** First failure of the open transaction. */
  #failure: unknown;

  private constructor(database: DuckDbDatabase, path = database.path) {
    this.#database = database;
    this.location = `duckdb:${path}`;
  }

  /**
   * Opens `path`. `read` needs an existing file and lets others read too; `plan` reads, and takes a file that is
   * not there for an empty warehouse. `memoryMb` is what DuckDB may hold in memory.
   */
  static async open(
    path: string,
    mode: 'read' | 'write' | 'plan',
    memoryMb = DEFAULT_MEMORY_LIMIT_MB,
  ): Promise<DuckDbWarehouse> {
    const file = resolve(path);
    assertName(file);
    if (mode === 'plan' && !existsSync(file)) {
      return new DuckDbWarehouse(await openDatabase(':memory:', 'write', memoryMb));
    }
    return new DuckDbWarehouse(await openDatabase(file, mode === 'write' ? 'write' : 'read', memoryMb));
  }

  /** Opens a read copy of the warehouse file `path`, for which it stands. */
  static async openCopy(copy: string, path: string, memoryMb: number): Promise<DuckDbWarehouse> {
    return new DuckDbWarehouse(await openDatabase(copy, 'read', memoryMb), resolve(path));
  }

  get #connection(): DuckDBConnection {
    return this.#database.connection;
  }

  async execute(sql: string, parameters: Parameters = {}): Promise<number> {
    const translated = translateGenerated(sql);
    return this.#guard(sql, async () => {
      const result = await this.#connection.run(translated.sql, pick(parameters, translated.parameters));
      return result.rowsChanged;
    });
  }

  async query(sql: string, parameters: Parameters = {}): Promise<ResultSet> {
    const translated = translateGenerated(sql);
    return this.#guard(sql, async () =>
      readResult(await this.#connection.run(translated.sql, pick(parameters, translated.parameters))),
    );
  }

  async select(sql: string, label: string): Promise<ResultSet> {
    const translated = translateSelect(sql, { file: label });
    return this.#guard(sql, async () => readResult(await this.#connection.run(translated.sql)));
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    await this.#guard('BEGIN', () => this.#connection.run('BEGIN TRANSACTION'));
    this.#failure = undefined;
    try {
      const result = await work(this);
      // After a failed statement, even one that `work` caught, DuckDB's COMMIT reports success and keeps nothing.
      if (this.#failure !== undefined) throw this.#failure;
      await this.#guard('COMMIT', () => this.#connection.run('COMMIT'));
      return result;
    } catch (error) {
      await this.#rollBack();
      throw error;
    }
  }

  async openStaging(target: StagingTarget): Promise<StagingWriter> {
    return this.#guard(target.table, async () => {
      const writer = await DuckDbStagingWriter.open(this.#connection, target);
      return {
        append: (chunk) => this.#guard(target.table, () => writer.append(chunk)),
        close: () => this.#guard(target.table, () => writer.close()),
      };
    });
  }

  async insertRows(_session: Session, table: string, rows: RowSet): Promise<void> {
    for (let start = 0; start < rows.rows.length; start += ROWS_PER_INSERT) {
      const slice = rows.rows.slice(start, start + ROWS_PER_INSERT);
      const lists = rows.columns.map((_, column) => listValue(slice.map((row) => asText(row[column]))));
      const unnested = rows.columns.map((_, column) => `unnest($${column + 1})`).join(', ');
      const sql = `INSERT INTO ${table} (${rows.columns.join(', ')}) SELECT ${unnested}`;
      const types = rows.columns.map(() => LIST(VARCHAR));
      await this.#guard(sql, () => this.#connection.run(sql, lists, types));
    }
  }

  async inspect(): Promise<Catalog> {
    const sql = `SELECT schema_name || '.' || table_name, column_name, data_type FROM duckdb_columns()
      WHERE NOT internal AND schema_name IN ('dim', 'fact', 'hist', 'stg', 'ops')
        AND table_name IN (SELECT table_name FROM duckdb_tables())
      ORDER BY 1, column_index`;
    const result = await this.#guard(sql, async () => readResult(await this.#connection.run(sql)));
    const tables = new Map<string, Map<string, string>>();
    for (const [table, column, type] of result.rows) {
      const columns = tables.get(String(table)) ?? new Map<string, string>();
      tables.set(String(table), columns.set(String(column), String(type)));
    }
    const views = await this.query(
      "SELECT CONCAT(v.table_schema, '.', v.table_name) AS name FROM information_schema.views AS v",
    );
    return {
      tables: [...tables].map(([name, columns]) => ({ name, columns })),
      views: new Set(views.rows.map(([name]) => String(name))),
    };
  }

  async applyPlan(statements: readonly string[]): Promise<void> {
    await this.transaction(async () => {
      for (const sql of statements) await this.#guard(sql, () => this.#connection.run(sql));
    });
  }

  async cancel(): Promise<void> {
    if (this.#running === 0) return;
    this.#isCancelled = true;
    this.#connection.interrupt();
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  /** DuckDB reports failures as plain errors with text; whatever it was, the statement is what to show. */
  async #guard<T>(sql: string, work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work();
    } catch (cause) {
      this.#failure ??= this.#translate(sql, cause);
      throw this.#translate(sql, cause);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#isCancelled = false;
    }
  }

  #translate(sql: string, cause: unknown): AppError {
    if (cause instanceof AppError) return cause;
    if (this.#isCancelled) {
      return new InterruptedError('The running statement was cancelled; nothing of its transaction was kept.', {
        cause,
      });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    const shown = sql.length > QUOTED_SQL ? `${sql.slice(0, QUOTED_SQL)} …` : sql;
    const outOfMemory = memoryError(cause, this.#database.memoryMb, shown);
    if (outOfMemory !== null) return outOfMemory;
    return new WarehouseStatementError(`The warehouse refused a statement: ${reason}\nStatement: ${shown}`, { cause });
  }

  /**
   * Some failures end the transaction by themselves, and DuckDB says by text alone that there is nothing left to roll
   * back. But then another can begin.
   */
  async #rollBack(): Promise<void> {
    try {
      await this.#connection.run('ROLLBACK');
    } catch (error) {
      if (!(await this.#isOutsideTransaction())) throw error;
    }
  }

  async #isOutsideTransaction(): Promise<boolean> {
    try {
      await this.#connection.run('BEGIN TRANSACTION');
      await this.#connection.run('ROLLBACK');
      return true;
    } catch {
      // Why the first statement failed is the news.
      return false;
    }
  }
}

/** DuckDB calls the database after its file, and then cannot tell `dim.date` in dim.duckdb from a schema's table. */
function assertName(file: string): void {
  const { name } = parse(file);
  if (!SCHEMAS.some((schema) => schema === name.toLowerCase())) return;
  throw new WarehouseUnreadableError(
    `A warehouse file cannot be called "${name}": that is the name of a schema in it. Choose another name, e.g. shop.duckdb.`,
    { context: { file } },
  );
}

function asText(value: string | number | boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function pick(parameters: Parameters, names: readonly string[]): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    names.map((name) => {
      const value = parameters[name];
      if (value === undefined) throw new WarehouseStatementError(`The statement needs a value for @${name}.`);
      return [name, value];
    }),
  );
}
