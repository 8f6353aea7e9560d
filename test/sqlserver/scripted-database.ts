import { type Answer, begun, committed, done, failure, rolledBack, rows } from '../tds-server/answers.ts';
import { int, nvarchar, type Value } from '../tds-server/columns.ts';
import type { Connection } from '../tds-server/connection.ts';
import type { BulkRows, RemoteCall, Request } from '../tds-server/requests.ts';

/** What the server says it is. */
export interface ServerVersion {
  readonly major: number;
  readonly edition: number;
  readonly babelfish: string | null;
}

export const SQL_SERVER_2022: ServerVersion = { major: 16, edition: 3, babelfish: null };

/** The columns of `stg.item_row`, as INFORMATION_SCHEMA gives them. */
const STAGING_COLUMNS: readonly (readonly Value[])[] = [
  ['batch_id', 'int', null, 'NO'],
  ['row_id', 'bigint', null, 'NO'],
  ['source_id', 'int', null, 'NO'],
  ['source_row', 'int', null, 'NO'],
  ['code', 'nvarchar', 10, 'YES'],
  ['day', 'date', null, 'YES'],
  ['note', 'nvarchar', -1, 'YES'],
];

const ROW_ID = 1;
const IS_COUNTING = /^SET NOCOUNT OFF$/i;

export function parameter(request: RemoteCall, name: string): Value {
  return request.parameters.find((candidate) => candidate.name === name)?.value ?? null;
}

/** As much of a database as the adapter's own statements need: who writes, what is committed, which rows are staged. */
export class ScriptedDatabase {
  readonly version: ServerVersion;
  readonly isEmpty: boolean;
  /** Whether the server's `user options` have NOCOUNT: a session says no counts before it has switched that off. */
  readonly hasNoCount: boolean;
  /** In `ops.last_commit`. */
  token: Value;
  /** In `stg.item_row`, in the order of arrival. */
  staged: readonly (readonly Value[])[] = [];
  readonly #tokens = new Map<Connection, Value>();
  readonly #counting = new Set<Connection>();
  #lastTransaction = 0n;

  constructor(version: ServerVersion = SQL_SERVER_2022, isEmpty = false, hasNoCount = false) {
    this.version = version;
    this.isEmpty = isEmpty;
    this.hasNoCount = hasNoCount;
    this.token = isEmpty ? null : 'from-the-last-run';
  }

  /** What a healthy server does and says. Nothing means that all went well. */
  answer(request: Request, connection: Connection): Answer | undefined {
    if (request.kind === 'transaction') return this.#transact(request.action, connection);
    if (request.kind === 'bulk') return this.#stage(request);
    if (request.kind === 'batch') return this.#run(request.sql, request.transaction, connection);
    return request.kind === 'rpc' ? this.#call(request, connection) : undefined;
  }

  #transact(action: string, connection: Connection): Answer | undefined {
    if (action === 'begin') {
      this.#tokens.set(connection, this.token);
      this.#lastTransaction += 1n;
      return begun(this.#lastTransaction);
    }
    this.token = this.#tokens.get(connection) ?? null;
    return committed(this.#lastTransaction);
  }

  #run(sql: string, transaction: bigint, connection: Connection): Answer | undefined {
    if (IS_COUNTING.test(sql)) this.#counting.add(connection);
    return sql.includes('ROLLBACK') && transaction !== 0n ? rolledBack(transaction) : undefined;
  }

  #stage(request: BulkRows): Answer {
    this.staged = [...this.staged, ...request.rows];
    return done(request.rows.length);
  }

  #call(request: RemoteCall, connection: Connection): Answer | undefined {
    const { sql } = request;
    if (sql.includes('ProductMajorVersion')) return this.#versionRow();
    if (sql.includes('sp_getapplock')) return rows([int('outcome')], [[0]]);
    if (sql.startsWith('SELECT OBJECT_ID(')) return rows([int('object_id')], [[this.isEmpty ? null : 77]]);
    if (sql.startsWith('SELECT c.token')) return rows([nvarchar('token', 36)], [[this.token]]);
    if (sql.startsWith('UPDATE ops.last_commit')) {
      this.#tokens.set(connection, parameter(request, '@token'));
      return this.hasNoCount && !this.#counting.has(connection) ? undefined : done(1);
    }
    if (sql.startsWith('INSERT INTO ops.last_commit')) return this.#insertToken(request, connection);
    if (sql.includes('INFORMATION_SCHEMA.COLUMNS')) return stagingColumns();
    if (sql.startsWith('SELECT COUNT(*)')) return rows([int('row_count')], [[this.staged.length]]);
    return sql.startsWith('DELETE FROM stg.item_row') ? this.#remove(request) : undefined;
  }

  /** The row that an UPDATE of the same transaction has found is there. */
  #insertToken(request: RemoteCall, connection: Connection): Answer {
    const token = parameter(request, '@token');
    if (this.#tokens.get(connection) === token) return failure(2627, 'Violation of PRIMARY KEY constraint.');
    this.#tokens.set(connection, token);
    return done(1);
  }

  #versionRow(): Answer {
    const { major, edition, babelfish } = this.version;
    const columns = [int('major_version'), int('engine_edition'), nvarchar('product_version', 40)];
    return rows([...columns, nvarchar('babelfish_version', 40)], [[major, edition, `${major}.0.1000.6`, babelfish]]);
  }

  #remove(request: RemoteCall): Answer {
    const [first, last] = [Number(parameter(request, '@first')), Number(parameter(request, '@last'))];
    const kept = this.staged.filter((row) => Number(row[ROW_ID]) < first || Number(row[ROW_ID]) > last);
    const removed = this.staged.length - kept.length;
    this.staged = kept;
    return done(removed);
  }
}

function stagingColumns(): Answer {
  const columns = [nvarchar('COLUMN_NAME', 128), nvarchar('DATA_TYPE', 128), int('CHARACTER_MAXIMUM_LENGTH')];
  return rows([...columns, nvarchar('IS_NULLABLE', 3)], STAGING_COLUMNS);
}
