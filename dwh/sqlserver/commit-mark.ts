import { randomUUID } from 'node:crypto';
import type { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';

const EXISTS = "SELECT OBJECT_ID(N'ops.last_commit', N'U') AS object_id";
const READ = 'SELECT c.token FROM ops.last_commit AS c WHERE c.slot = 1';
const UPDATE = 'UPDATE ops.last_commit SET token = @token, committed_utc = SYSUTCDATETIME() WHERE slot = 1';
const INSERT = 'INSERT INTO ops.last_commit (slot, token, committed_utc) VALUES (1, @token, SYSUTCDATETIME())';

/** What became of a transaction whose COMMIT got no answer. */
export type Outcome = 'committed' | 'undone' | 'unknown';

/**
 * Every transaction of the writer leaves a token of its own in `ops.last_commit`, so that a connection that is lost
 * during COMMIT is settled by looking whether the token is there.
 */
export class CommitMark {
  /** Null before the first transaction of a new warehouse. */
  #last: string | null = null;
  #hasTable = false;

  /** Reads what the last transaction left; called when this process has become the writer. */
  async read(connection: SqlServerConnection): Promise<void> {
    this.#last = await this.#stored(connection);
  }

  /** The last statement of a transaction. Without the table, which the first transaction of all creates, it does nothing. */
  async put(connection: SqlServerConnection): Promise<string | null> {
    // Within a transaction the table may be there and still go away with it, so only `keep` remembers that it is there.
    if (!this.#hasTable && !(await exists(connection))) return null;
    const token = randomUUID();
    const { changedRows } = await connection.run(UPDATE, { token });
    if (changedRows === 0) await connection.run(INSERT, { token });
    return token;
  }

  /** The transaction that put `token` is known to be committed. */
  keep(token: string | null): void {
    if (token === null) return;
    this.#last = token;
    this.#hasTable = true;
  }

  /**
   * Call with the writer's lock held again, which the lost connection's session has given back only once its
   * transaction had ended. `unknown` means that somebody else has written since.
   */
  async outcomeOf(token: string | null, connection: SqlServerConnection): Promise<Outcome> {
    const stored = await this.#stored(connection);
    if (token !== null && stored === token) return 'committed';
    return stored === this.#last ? 'undone' : 'unknown';
  }

  async #stored(connection: SqlServerConnection): Promise<string | null> {
    if (!(await exists(connection))) return null;
    const { rows } = await connection.run(READ);
    return rows[0] === undefined ? null : String(rows[0][0]);
  }
}

async function exists(connection: SqlServerConnection): Promise<boolean> {
  return (await connection.run(EXISTS)).rows[0]?.[0] !== null;
}
