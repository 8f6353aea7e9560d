import { type BulkLoad, Connection, Request, TYPES } from 'tedious';
import { InterruptedError } from '../../core/errors.ts';
import type { TokenProvider } from '../entra/tokens.ts';
import { driverConfiguration } from './driver-configuration.ts';
import { locationOf, type SqlServerSettings } from './settings.ts';
import { connectError, type ServerMessage, statementError } from './translate-error.ts';

/** Longest text that is sent as nvarchar(4000); longer ones are nvarchar(max). */
const SHORT_TEXT = 4000;
const COMMIT = 'COMMIT TRANSACTION';
/** How many rows a statement changed is needed, and a server's `user options` may leave it unsaid. */
const COUNT_ROWS = 'SET NOCOUNT OFF';
const FIRST = { sql: COUNT_ROWS, isCancelled: false, isCommit: false } as const;

export type ParameterValue = string | number | boolean | null;

export interface ServerColumn {
  readonly name: string;
  /** Name of the type in the driver, e.g. `NVarChar`, `DecimalN`. */
  readonly type: string;
  readonly scale: number | undefined;
  readonly bytes: number | undefined;
}

export interface ServerResult {
  readonly columns: readonly ServerColumn[];
  /** As the driver gives them: Date, number, string, boolean, Buffer or null. */
  readonly rows: readonly (readonly unknown[])[];
  readonly changedRows: number;
}

export type BulkType = 'int' | 'bigint' | 'date' | 'datetime2(3)' | { readonly textLength: number };

export interface BulkColumn {
  readonly name: string;
  readonly type: BulkType;
  readonly nullable: boolean;
}

/** One bulk load: rows go in as they are iterated, all of them or none. */
export interface BulkRequest {
  readonly table: string;
  readonly columns: readonly BulkColumn[];
  readonly rows: Iterable<unknown[]>;
  /** Takes a lock that other bulk loads share and nobody else, which also keeps the log small. */
  readonly lockTable: boolean;
}

export interface ConnectOptions {
  /** Null for an SQL login. */
  readonly tokens: TokenProvider | null;
  /** Shown to DBAs in the list of sessions. */
  readonly purpose: string;
  readonly signal: AbortSignal;
  /** How long a server may take to acknowledge a cancellation before the connection is dropped instead. */
  readonly cancelTimeoutMs?: number;
}

function addBulkColumn(bulk: BulkLoad, { name, type, nullable }: BulkColumn): void {
  if (typeof type === 'object') {
    bulk.addColumn(name, TYPES.NVarChar, {
      length: type.textLength > SHORT_TEXT ? Infinity : type.textLength,
      nullable,
    });
    return;
  }
  const types = { int: TYPES.Int, bigint: TYPES.BigInt, date: TYPES.Date, 'datetime2(3)': TYPES.DateTime2 } as const;
  bulk.addColumn(name, types[type], { nullable, ...(type === 'datetime2(3)' ? { scale: 3 } : {}) });
}

function addParameter(request: Request, name: string, value: ParameterValue): void {
  if (typeof value === 'boolean') request.addParameter(name, TYPES.Bit, value);
  else if (typeof value === 'number') {
    const isInt = Number.isInteger(value) && Math.abs(value) < 2 ** 31;
    request.addParameter(name, isInt ? TYPES.Int : TYPES.BigInt, isInt ? value : String(value));
  } else {
    const length = (value?.length ?? 0) > SHORT_TEXT ? Infinity : SHORT_TEXT;
    request.addParameter(name, TYPES.NVarChar, value, { length });
  }
}

function logIn(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

/** Still a part of connecting, and as patient. */
function countRows(connection: Connection, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new Request(COUNT_ROWS, (error) => (error ? reject(error) : resolve()));
    request.setTimeout(timeoutMs);
    connection.execSqlBatch(request);
  });
}

/** One connection, which runs one request at a time. Failures come translated; nothing is retried here. */
export class SqlServerConnection {
  readonly #connection: Connection;
  readonly #settings: SqlServerSettings;
  #isOpen = true;
  #isRunning = false;
  #isCancelled = false;

  private constructor(connection: Connection, settings: SqlServerSettings) {
    this.#connection = connection;
    this.#settings = settings;
    connection.on('end', () => {
      this.#isOpen = false;
    });
    // The request that was running fails with it; without one, the next request does.
    connection.on('error', () => {
      this.#isOpen = false;
    });
  }

  /**
   * @throws {WarehouseUnreachableError} nobody answers, or nobody who can be trusted; `retryable` where waiting may help.
   * @throws {WarehouseLoginError} the server refused the login.
   * @throws {InterruptedError} the signal was raised meanwhile.
   */
  static async open(settings: SqlServerSettings, options: ConnectOptions): Promise<SqlServerConnection> {
    const token = options.tokens === null ? null : await options.tokens.token(options.signal);
    const connection = new Connection(driverConfiguration(settings, token, options));
    let said: ServerMessage | undefined;
    connection.on('errorMessage', (message) => {
      said ??= message;
    });
    let isStopped = false;
    const stop = (): void => {
      isStopped = true;
      connection.close();
    };
    options.signal.addEventListener('abort', stop, { once: true });
    let isLoggedIn = false;
    try {
      await logIn(connection);
      isLoggedIn = true;
      await countRows(connection, settings.connectTimeoutMs);
      return new SqlServerConnection(connection, settings);
    } catch (cause) {
      connection.close();
      if (isStopped) throw new InterruptedError(`Stopped while connecting to ${locationOf(settings)}.`, { cause });
      if (isLoggedIn && said !== undefined) throw statementError({ ...FIRST, settings }, cause);
      throw connectError(settings, cause, said, settings.connectTimeoutMs);
    } finally {
      options.signal.removeEventListener('abort', stop);
    }
  }

  /** False once the connection is known to be lost or closed. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Runs one statement with parameters, which become part of no text. */
  run(sql: string, parameters: Readonly<Record<string, ParameterValue>> = {}): Promise<ServerResult> {
    return this.#request(sql, (request) => {
      for (const [name, value] of Object.entries(parameters)) addParameter(request, name, value);
      this.#connection.execSql(request);
    });
  }

  /** Runs a batch without parameters as it stands: DDL, several statements. */
  batch(sql: string): Promise<ServerResult> {
    return this.#request(sql, (request) => this.#connection.execSqlBatch(request));
  }

  begin(): Promise<void> {
    return this.#transact('BEGIN TRANSACTION', (done) => this.#connection.beginTransaction(done));
  }

  /** A failure is `retryable` where there was no answer: what became of it has to be looked up. */
  commit(): Promise<void> {
    return this.#transact(COMMIT, (done) => this.#connection.commitTransaction(done));
  }

  /** Undoes the open transaction, if the server has not done so by itself. */
  async rollBack(): Promise<void> {
    await this.batch('IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION');
  }

  /** Returns the number of rows the server took. A failure closes the connection: some servers read nothing right after it. */
  async bulk({ table, columns, rows, lockTable }: BulkRequest): Promise<number> {
    try {
      return await this.#guard(`INSERT BULK ${table}`, (resolve, reject) => {
        const bulk = this.#connection.newBulkLoad(table, { keepNulls: true, lockTable }, (error, rowCount) =>
          error ? reject(error) : resolve(rowCount ?? 0),
        );
        for (const column of columns) addBulkColumn(bulk, column);
        this.#connection.execBulkLoad(bulk, rows);
      });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Asks the server to stop what is running; the request fails with INTERRUPTED once it has, or after some seconds. */
  cancel(): void {
    if (!this.#isRunning) return;
    this.#isCancelled = true;
    this.#connection.cancel();
  }

  close(): void {
    this.#isOpen = false;
    this.#connection.close();
  }

  #request(sql: string, send: (request: Request) => void): Promise<ServerResult> {
    return this.#guard(sql, (resolve, reject) => {
      let columns: readonly ServerColumn[] = [];
      const rows: unknown[][] = [];
      const request = new Request(sql, (error, rowCount) =>
        error ? reject(error) : resolve({ columns, rows, changedRows: rowCount ?? 0 }),
      );
      request.on('columnMetadata', (metadata) => {
        columns = Array.isArray(metadata)
          ? metadata.map(({ colName, type, scale, dataLength }) => ({
              name: colName,
              type: type.name,
              scale,
              bytes: dataLength,
            }))
          : [];
      });
      request.on('row', (row: readonly { readonly value: unknown }[]) => {
        rows.push(row.map(({ value }) => value));
      });
      send(request);
    });
  }

  #transact(sql: string, send: (done: (error?: Error | null) => void) => void): Promise<void> {
    return this.#guard(sql, (resolve, reject) => send((error) => (error ? reject(error) : resolve())));
  }

  async #guard<T>(
    sql: string,
    work: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
  ): Promise<T> {
    this.#isRunning = true;
    try {
      return await new Promise<T>(work);
    } catch (cause) {
      const [settings, isCancelled, isCommit] = [this.#settings, this.#isCancelled, sql === COMMIT];
      throw statementError({ sql, settings, isCancelled, isCommit }, cause);
    } finally {
      this.#isRunning = false;
      this.#isCancelled = false;
    }
  }
}
