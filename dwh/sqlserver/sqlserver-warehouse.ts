import type { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import { AppError, InvariantError, WarehouseLockedError, WarehouseStatementError } from '../../core/errors.ts';
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
import { lintScript } from '../tsql/lint-script.ts';
import { refuseFindings } from '../tsql/refuse-findings.ts';
import { readScript } from '../tsql/script.ts';
import type { CommitMark } from './commit-mark.ts';
import { insertRows } from './insert-rows.ts';
import { readCatalog } from './read-catalog.ts';
import type { ServerSession } from './server-session.ts';
import { readRows, ServerTransaction } from './server-transaction.ts';
import { SqlServerStagingWriter } from './staging-writer.ts';

export interface SqlServerParts {
  /** For messages, without secrets. */
  readonly location: string;
  readonly session: ServerSession;
  /** Connections for bulk loads, opened when they are first needed. */
  readonly lanes: readonly ServerSession[];
  readonly mark: CommitMark;
  readonly isReadOnly: boolean;
}

/** A transaction whose COMMIT got no answer. */
interface Doubt<T> {
  readonly token: string | null;
  readonly result: T;
}

/** The warehouse in a database of SQL Server, Azure SQL or what speaks their protocol and T-SQL. */
export class SqlServerWarehouse implements Warehouse {
  readonly engine = 'sqlserver';
  readonly location: string;
  readonly #parts: SqlServerParts;
  #transaction: ServerTransaction | undefined;
  #isCommitting = false;

  constructor(parts: SqlServerParts) {
    this.#parts = parts;
    this.location = parts.location;
  }

  /** Outside a transaction, one of its own: so a lost connection never leaves a change that was made twice or not at all. */
  async execute(sql: string, parameters: Parameters = {}): Promise<number> {
    if (this.#transaction !== undefined) return this.#transaction.execute(sql, parameters);
    return this.transaction((session) => session.execute(sql, parameters));
  }

  async query(sql: string, parameters: Parameters = {}): Promise<ResultSet> {
    if (this.#transaction !== undefined) return this.#transaction.query(sql, parameters);
    return this.#parts.session.attempt((connection) => readRows(connection, sql, parameters));
  }

  async select(sql: string, label: string): Promise<ResultSet> {
    refuseFindings(lintScript(readScript(sql, label)));
    return this.query(sql);
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.#parts.isReadOnly) {
      throw new WarehouseStatementError(`${this.location} was opened to read, so nothing can be changed.`);
    }
    if (this.#transaction !== undefined) throw new InvariantError('A transaction was begun inside another.');
    let doubt: Doubt<T> | undefined;
    return this.#parts.session.attempt(async (connection) => {
      if (doubt !== undefined) {
        const isCommitted = await this.#settle(doubt.token, connection);
        if (isCommitted) return doubt.result;
        doubt = undefined;
      }
      const [result, token] = await this.#run(connection, work);
      try {
        await this.#commit(connection);
      } catch (error) {
        // Whatever the server says of a COMMIT that it may repeat, only a new session can tell what became of it.
        connection.close();
        if (error instanceof AppError && error.retryable) doubt = { token, result };
        throw error;
      }
      this.#parts.mark.keep(token);
      return result;
    });
  }

  async openStaging(target: StagingTarget): Promise<StagingWriter> {
    const { rows } = await this.query(
      `SELECT c.COLUMN_NAME, c.DATA_TYPE, c.CHARACTER_MAXIMUM_LENGTH, c.IS_NULLABLE
FROM INFORMATION_SCHEMA.COLUMNS AS c
WHERE CONCAT(c.TABLE_SCHEMA, '.', c.TABLE_NAME) = @table_name
ORDER BY c.ORDINAL_POSITION`,
      { table_name: target.table },
    );
    return new SqlServerStagingWriter(target, rows, this.#parts.lanes, this);
  }

  insertRows(session: Session, table: string, rows: RowSet): Promise<void> {
    return insertRows(session, table, rows);
  }

  async inspect(): Promise<Catalog> {
    return readCatalog(this);
  }

  async applyPlan(statements: readonly string[]): Promise<void> {
    await this.transaction(async () => {
      for (const sql of statements) await this.#transaction?.run(sql);
    });
  }

  /** A COMMIT on its way is not stopped: afterwards nobody could say what became of it. */
  async cancel(): Promise<void> {
    if (!this.#isCommitting) this.#parts.session.cancel();
    for (const lane of this.#parts.lanes) lane.cancel();
  }

  async close(): Promise<void> {
    for (const session of [this.#parts.session, ...this.#parts.lanes]) session.close();
  }

  /** The work of one transaction up to its COMMIT. */
  async #run<T>(
    connection: SqlServerConnection,
    work: (session: Session) => Promise<T>,
  ): Promise<readonly [T, string | null]> {
    await connection.begin();
    const transaction = new ServerTransaction(connection);
    this.#transaction = transaction;
    try {
      const result = await work(transaction);
      if (transaction.failure !== undefined) throw transaction.failure;
      return [result, await this.#parts.mark.put(connection)];
    } catch (error) {
      await undo(connection);
      throw error;
    } finally {
      this.#transaction = undefined;
    }
  }

  async #commit(connection: SqlServerConnection): Promise<void> {
    this.#isCommitting = true;
    try {
      await connection.commit();
    } finally {
      this.#isCommitting = false;
    }
  }

  async #settle(token: string | null, connection: SqlServerConnection): Promise<boolean> {
    const outcome = await this.#parts.mark.outcomeOf(token, connection);
    if (outcome === 'unknown') {
      throw new WarehouseLockedError(
        `The connection to ${this.location} was lost during a COMMIT, and another process has written since. Run the command again: it goes on from what is there.`,
        { context: { location: this.location } },
      );
    }
    if (outcome === 'committed') this.#parts.mark.keep(token);
    return outcome === 'committed';
  }
}

/** A connection that cannot undo is closed, and then the server does. */
async function undo(connection: SqlServerConnection): Promise<void> {
  try {
    await connection.rollBack();
  } catch {
    connection.close();
  }
}
