import { type BulkLoad, Connection, type ConnectionConfiguration, Request } from 'tedious';
import type { TdsServer } from './server.ts';

type Options = NonNullable<ConnectionConfiguration['options']>;
type Authentication = NonNullable<ConnectionConfiguration['authentication']>;

const SQL_LOGIN: Authentication = { type: 'default', options: { userName: 'loader', password: 'pa$$wörd' } };

/** What the driver's callbacks and events say, as a promise and values. */
export class TediousClient {
  readonly connection: Connection;
  /** The numbers of all errors the server sent; the driver's own errors do not carry those of a login. */
  readonly errorNumbers: number[] = [];
  /** The first error after which the connection is of no use. */
  readonly broken: Promise<Error>;

  private constructor(connection: Connection) {
    this.connection = connection;
    connection.on('errorMessage', ({ number }) => this.errorNumbers.push(number));
    this.broken = new Promise((resolve) => connection.on('error', resolve));
  }

  static to(server: TdsServer, options: Options = {}, authentication = SQL_LOGIN): TediousClient {
    const connection = new Connection({
      server: 'localhost',
      authentication,
      options: {
        port: server.port,
        database: 'storehouse',
        appName: 'tests',
        encrypt: false,
        useUTC: true,
        // The driver's own retries would hide the answers they retry.
        maxRetriesOnTransientErrors: 0,
        ...options,
      },
    });
    return new TediousClient(connection);
  }

  static async connected(server: TdsServer, options: Options = {}): Promise<TediousClient> {
    const client = TediousClient.to(server, options);
    const error = await client.connect();
    if (error !== undefined) throw error;
    return client;
  }

  /** The error if the client is not let in. */
  connect(): Promise<Error | undefined> {
    return new Promise((resolve) => this.connection.connect(resolve));
  }

  batch(sql: string): Promise<Outcome> {
    return this.#run(sql, (request) => this.connection.execSqlBatch(request));
  }

  execute(sql: string, addParameters: (request: Request) => void): Promise<Outcome> {
    return this.#run(sql, (request) => {
      addParameters(request);
      this.connection.execSql(request);
    });
  }

  call(procedure: string, addParameters: (request: Request) => void): Promise<Outcome> {
    return this.#run(procedure, (request) => {
      addParameters(request);
      this.connection.callProcedure(request);
    });
  }

  bulk(describe: (load: BulkLoad) => void, rows: Iterable<unknown[]>): Promise<Outcome> {
    return new Promise((resolve) => {
      const load = this.connection.newBulkLoad('stg.t', (error, rowCount) =>
        resolve({ error: error ?? undefined, rows: [], rowCount }),
      );
      describe(load);
      this.connection.execBulkLoad(load, rows);
    });
  }

  #run(sql: string, start: (request: Request) => void): Promise<Outcome> {
    return new Promise((resolve) => {
      const rows: unknown[][] = [];
      const request = new Request(sql, (error, rowCount) => resolve({ error: error ?? undefined, rows, rowCount }));
      request.on('row', (columns: readonly { readonly value: unknown }[]) => {
        rows.push(columns.map(({ value }) => value));
      });
      start(request);
    });
  }
}

export interface Outcome {
  readonly error: Error | undefined;
  readonly rows: readonly (readonly unknown[])[];
  readonly rowCount: number | undefined;
}
