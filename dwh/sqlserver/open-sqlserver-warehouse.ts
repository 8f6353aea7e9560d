import { createTokenProvider } from '../../connect/entra/create-token-provider.ts';
import { locationOf, type SqlServerSettings } from '../../connect/sqlserver/settings.ts';
import type { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import type { SecurityConfig } from '../../core/config/schema.ts';
import { InvariantError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { RetryPolicy } from '../../core/retry.ts';
import type { Dialect } from '../load/dialect.ts';
import { laneLock, RECONNECT_WAIT_MS, START_WAIT_MS, takeLock, writerLock } from './app-lock.ts';
import { askCapabilities, assertBuilt, assertPlannable, assertSeesAll, assertVersion } from './ask-server.ts';
import { SQL_SERVER, type SqlServerCapabilities } from './capabilities.ts';
import { CommitMark } from './commit-mark.ts';
import { sqlServerDialect } from './dialect.ts';
import { ServerSession, type SessionOptions } from './server-session.ts';
import { SqlServerWarehouse } from './sqlserver-warehouse.ts';

export interface SqlServerServices {
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Null where it is not known: what is there is left as it is. */
  readonly security: SecurityConfig | null;
  showDeviceCode(message: string): void;
  /** Shows a person that there is a pause, and why. */
  tell?(message: string): void;
  readonly patience?: RetryPolicy;
  readonly cancelTimeoutMs?: number;
}

export interface OpenedSqlServer {
  readonly warehouse: SqlServerWarehouse;
  readonly dialect: Dialect;
}

/** Lanes are told apart, so that a lane whose connection was lost waits for its own old session to end. */
function lanesOf(options: SessionOptions): readonly ServerSession[] {
  const { settings } = options;
  return Array.from({ length: settings.bulkConnections }, (_, index) => {
    const resource = laneLock(settings.database, index);
    return new ServerSession({ ...options, purpose: 'bulk load', isLetIn: true }, (connection) =>
      takeLock(connection, resource, RECONNECT_WAIT_MS, locationOf(settings)),
    );
  });
}

interface WriterOptions {
  readonly settings: SqlServerSettings;
  readonly security: SecurityConfig | null;
  readonly mark: CommitMark;
}

/** A connection that replaces a lost one waits longer for the lock: the server has to notice the loss first. */
async function becomeWriter(
  connection: SqlServerConnection,
  isFirst: boolean,
  { settings, security, mark }: WriterOptions,
): Promise<void> {
  const waitMs = isFirst ? START_WAIT_MS : RECONNECT_WAIT_MS;
  await takeLock(connection, writerLock(settings.database), waitMs, locationOf(settings));
  if (!isFirst) return;
  await assertSeesAll(connection, settings, security);
  await mark.read(connection);
}

/**
 * Connects to the database. `write` makes this process the one that loads it; `read` needs a warehouse that is there;
 * `plan` takes an empty database for an empty warehouse.
 *
 * @throws {WarehouseUnreachableError} nobody answers there, or nobody who can be trusted.
 * @throws {WarehouseLoginError} the login was refused.
 * @throws {WarehouseLockedError} another process is loading it.
 * @throws {WarehouseUnsupportedError} the server is too old.
 */
export async function openSqlServerWarehouse(
  settings: SqlServerSettings,
  mode: 'read' | 'write' | 'plan',
  { log, signal, security, showDeviceCode, ...rest }: SqlServerServices,
): Promise<OpenedSqlServer> {
  const { authentication } = settings;
  const tokens = authentication.kind === 'sql' ? null : createTokenProvider(authentication, { showDeviceCode });
  const options: SessionOptions = { settings, tokens, purpose: mode, signal, log, ...rest };
  const mark = new CommitMark();
  let capabilities: SqlServerCapabilities | undefined;
  const writer: WriterOptions = { settings, security, mark };
  const session = new ServerSession(options, async (connection, isFirst) => {
    if (isFirst) await assertVersion(connection, settings);
    if (isFirst && mode === 'read') await assertBuilt(connection, settings);
    if (isFirst && mode === 'plan') await assertPlannable(connection, settings);
    if (mode === 'write') await becomeWriter(connection, isFirst, writer);
    capabilities ??= mode === 'read' ? SQL_SERVER : await askCapabilities(connection);
  });
  await session.open();
  if (capabilities === undefined) throw new InvariantError('The server was not asked what it can do.');
  const lanes = mode === 'write' ? lanesOf(options) : [];
  const parts = { location: locationOf(settings), session, lanes, mark, isReadOnly: mode !== 'write' };
  return {
    warehouse: new SqlServerWarehouse(parts),
    dialect: sqlServerDialect(capabilities, security),
  };
}
