import type { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import type { Parameters, ResultSet, Session } from '../../core/ports/warehouse.ts';
import { parametersOf } from './parameters.ts';
import { asJsonQuery, readJsonRows } from './read-exactly.ts';
import { hasInexactDecimal, readResult } from './read-result.ts';

/** Runs one SELECT with all digits of its decimals. */
export async function readRows(
  connection: SqlServerConnection,
  sql: string,
  parameters: Parameters = {},
): Promise<ResultSet> {
  const values = parametersOf(sql, parameters);
  const result = await connection.run(sql, values);
  if (!hasInexactDecimal(result)) return readResult(result);
  const exact = await connection.run(asJsonQuery(sql), values);
  return readJsonRows(result.columns, exact.rows);
}

/** Statements inside one transaction, on one connection. */
export class ServerTransaction implements Session {
  readonly connection: SqlServerConnection;
  #failure: unknown;

  constructor(connection: SqlServerConnection) {
    this.connection = connection;
  }

  /** First failure of a statement: the server has undone everything, even if the work went on. */
  get failure(): unknown {
    return this.#failure;
  }

  execute(sql: string, parameters: Parameters = {}): Promise<number> {
    return this.#note(async () => (await this.connection.run(sql, parametersOf(sql, parameters))).changedRows);
  }

  query(sql: string, parameters: Parameters = {}): Promise<ResultSet> {
    return this.#note(() => readRows(this.connection, sql, parameters));
  }

  /** A statement in the server's own SQL, such as DDL. */
  async run(sql: string): Promise<void> {
    await this.#note(() => this.connection.batch(sql));
  }

  async #note<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }
}
