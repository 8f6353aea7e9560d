import type { Chunk } from '../chunk.ts';

/**
 * A value as the warehouse gives it back: decimals as text with all digits of their scale, dates as `yyyy-MM-dd`,
 * instants as `yyyy-MM-dd HH:mm:ss.SSS`, whole numbers as number, or as text where a number could not hold them.
 */
export type Cell = string | number | boolean | null;

export type Parameters = Readonly<Record<string, string | number | boolean | null>>;

export interface ResultColumn {
  readonly name: string;
  /** T-SQL type, without length. */
  readonly type: string;
}

export interface ResultSet {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Runs generated statements, written in portable T-SQL with `@name` parameters. */
export interface Session {
  /**
   * Runs one statement and returns the rows it changed.
   *
   * @throws {WarehouseStatementError} the statement failed; inside a transaction, everything of it is undone.
   */
  execute(sql: string, parameters?: Parameters): Promise<number>;
  /** Runs one SELECT. For small results: everything is held in memory. */
  query(sql: string, parameters?: Parameters): Promise<ResultSet>;
}

/** Appends to one staging table, outside any transaction; rows of a batch that never completes are swept. */
export interface StagingWriter {
  /** Rows get `batchId` and consecutive row ids, in call order. */
  append(chunk: Chunk): Promise<void>;
  /** Makes everything appended durable. */
  close(): Promise<void>;
}

/** Rows for a table, by column name. */
export interface RowSet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

export interface StagingTarget {
  /** Schema-qualified. */
  readonly table: string;
  readonly batchId: number;
  /** Names of the columns after batch_id, row_id, source_id and source_row, in table order. */
  readonly columns: readonly string[];
}

/** What the catalog of the warehouse says. */
export interface ActualTable {
  /** Schema-qualified. */
  readonly name: string;
  /** Column name to type, in the engine's own spelling, comparable with `expectedType`. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Tables with their columns, and the names of the views, schema-qualified. */
export interface Catalog {
  readonly tables: readonly ActualTable[];
  readonly views: ReadonlySet<string>;
}

/**
 * The warehouse: one model, several engines. One writer at a time; opening for writing fails when there is another.
 */
export interface Warehouse extends Session {
  readonly engine: 'duckdb' | 'sqlserver';
  /** For messages, without secrets. */
  readonly location: string;
  /**
   * Commits when `work` returns, rolls back when it throws. Not nested.
   * Kill the process at any moment: either all of it is there afterwards or nothing.
   * Where a server can lose a transaction to a deadlock or a broken connection, `work` runs again from its start,
   * so it must keep what it has found to itself until it returns.
   */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  openStaging(target: StagingTarget): Promise<StagingWriter>;
  /** Bulk-inserts a small set of rows (ledger entries, refused rows, calendar days). */
  insertRows(session: Session, table: string, rows: RowSet): Promise<void>;
  /** Runs a person's or a file's single SELECT in portable T-SQL; `label` stands for it in errors. */
  select(sql: string, label: string): Promise<ResultSet>;
  inspect(): Promise<Catalog>;
  /** Runs statements of a schema plan, in the engine's own SQL, in one transaction where the engine allows. */
  applyPlan(statements: readonly string[]): Promise<void>;
  /** Stops the running statement, if any. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}
