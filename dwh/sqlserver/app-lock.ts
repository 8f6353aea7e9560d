import type { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import { WarehouseLockedError } from '../../core/errors.ts';

/**
 * Held by the one process that loads the warehouse, as long as its connection lives. SQL Server keeps the locks of
 * databases apart, but not everything that speaks its protocol does, so the database is part of the name.
 */
export function writerLock(database: string): string {
  return `storehouse/${database}/writer`;
}

/** Held by each connection of the writer that bulk loads. */
export function laneLock(database: string, lane: number): string {
  return `storehouse/${database}/bulk/${lane}`;
}

/** A server lets go of a killed process's locks within moments. */
export const START_WAIT_MS = 3000;
/** After a lost connection the server may take a while to notice, and to finish or undo what was going on. */
export const RECONNECT_WAIT_MS = 60_000;

const GET_LOCK = `DECLARE @outcome int;
EXEC @outcome = sp_getapplock @Resource = @resource, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = @wait_ms;
SELECT @outcome AS outcome;`;

/** Needs VIEW SERVER STATE, which a loader need not have. */
const HOLDER = `SELECT s.host_name, s.program_name, s.host_process_id, s.session_id
FROM sys.dm_tran_locks AS l
INNER JOIN sys.dm_exec_sessions AS s ON s.session_id = l.request_session_id
WHERE l.resource_type = 'APPLICATION' AND l.request_status = 'GRANT' AND l.resource_database_id = DB_ID()
  AND l.resource_description LIKE '%' + @resource + '%'`;

async function holderOf(connection: SqlServerConnection, resource: string): Promise<string> {
  try {
    const { rows } = await connection.run(HOLDER, { resource: resource.slice(0, 32) });
    const [host, program, pid, session] = rows[0] ?? [];
    if (session === undefined) return 'another process';
    return `process ${String(pid)} on ${String(host)} (${String(program)}, session ${String(session)})`;
  } catch {
    // Who it is helps, but to know that it is somebody is enough.
    return 'another process';
  }
}

/**
 * Takes a lock that lives as long as the connection.
 *
 * @throws {WarehouseLockedError} somebody else still has it after `waitMs`.
 */
export async function takeLock(
  connection: SqlServerConnection,
  resource: string,
  waitMs: number,
  location: string,
): Promise<void> {
  const { rows } = await connection.run(GET_LOCK, { resource, wait_ms: waitMs });
  // 0 and 1 mean granted; below 0 it was not.
  if (Number(rows[0]?.[0]) >= 0) return;
  const holder = await holderOf(connection, resource);
  throw new WarehouseLockedError(
    `The warehouse ${location} is in use by ${holder}. Wait until it has finished, or stop it, and run the command again.`,
    { context: { location, resource } },
  );
}
