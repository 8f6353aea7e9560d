import { meaningOf } from '../../connect/sqlserver/error-table.ts';
import { locationOf, type SqlServerSettings } from '../../connect/sqlserver/settings.ts';
import type { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import type { SecurityConfig } from '../../core/config/schema.ts';
import {
  WarehousePermissionError,
  WarehouseStatementError,
  WarehouseUnreadableError,
  WarehouseUnsupportedError,
} from '../../core/errors.ts';
import { capabilityProbes, LEAST, type SqlServerCapabilities } from './capabilities.ts';

/** SQL Server 2019. */
const OLDEST_MAJOR_VERSION = 15;

/**
 * Editions of the engine that Microsoft runs and keeps current, whatever version they report: Azure SQL Database, Managed
 * Instance, SQL Edge, SQL database in Fabric. Numbers as SERVERPROPERTY documents them for `EngineEdition`.
 */
const MANAGED_EDITIONS: ReadonlySet<number> = new Set([5, 8, 9, 12]);

/** Pools of Synapse and warehouses of Fabric have neither the keys nor the statements of a load. */
const OTHER_EDITIONS: ReadonlyMap<number, string> = new Map([
  [6, 'a dedicated pool of Azure Synapse'],
  [11, 'a serverless pool of Azure Synapse or a warehouse of Microsoft Fabric'],
]);

const VERSION = `SELECT CAST(SERVERPROPERTY('ProductMajorVersion') AS int) AS major_version,
  CAST(SERVERPROPERTY('EngineEdition') AS int) AS engine_edition,
  CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(40)) AS product_version,
  CAST(SERVERPROPERTY('BabelfishVersion') AS nvarchar(40)) AS babelfish_version`;

const NEEDED = 'Storehouse needs SQL Server 2019 (15.0) or later, or Azure SQL.';

/**
 * @throws {WarehouseUnsupportedError} the server is older than SQL Server 2019, or another product behind the same protocol.
 */
export async function assertVersion(connection: SqlServerConnection, settings: SqlServerSettings): Promise<void> {
  const { rows } = await connection.run(VERSION);
  const [major, edition, version, babelfish] = rows[0] ?? [];
  const other = typeof edition === 'number' ? OTHER_EDITIONS.get(edition) : undefined;
  if (other !== undefined) {
    throw new WarehouseUnsupportedError(`${locationOf(settings)} is ${other}. ${NEEDED}`, {
      context: { location: locationOf(settings), engineEdition: Number(edition) },
    });
  }
  const isKept = typeof edition === 'number' && MANAGED_EDITIONS.has(edition);
  if (isKept || babelfish !== null || (typeof major === 'number' && major >= OLDEST_MAJOR_VERSION)) return;
  throw new WarehouseUnsupportedError(`${locationOf(settings)} is SQL Server ${String(version)}. ${NEEDED}`, {
    context: { location: locationOf(settings), version: String(version) },
  });
}

/**
 * @throws {WarehouseUnreadableError} nobody has built a warehouse in the database yet.
 */
export async function assertBuilt(connection: SqlServerConnection, settings: SqlServerSettings): Promise<void> {
  const { rows } = await connection.run("SELECT OBJECT_ID(N'ops.run') AS object_id");
  if (rows[0]?.[0] !== null) return;
  throw new WarehouseUnreadableError(
    `${locationOf(settings)} holds no warehouse of Storehouse yet, or none that this login may read. Build it with "storehouse run", or ask the DBA to make the login a member of storehouse_reader.`,
    { context: { location: locationOf(settings) } },
  );
}

// NULL where the role is not there yet: the schema plan that makes it asks again.
const SEES_ALL = "SELECT IS_ROLEMEMBER(N'storehouse_loader') AS is_loader, IS_ROLEMEMBER(N'db_owner') AS is_owner";

/**
 * Whoever loads where data are masked or rows are filtered must not be subject to it, or the loads would compare with
 * masked values and insert again what they do not see.
 *
 * @throws {WarehousePermissionError} the login is neither a loader nor an owner.
 */
export async function assertSeesAll(
  connection: SqlServerConnection,
  settings: SqlServerSettings,
  security: SecurityConfig | null,
): Promise<void> {
  if (security === null || (!security.maskPersonalData && security.rowAccess === 'off')) return;
  const { rows } = await connection.run(SEES_ALL);
  const [isLoader, isOwner] = rows[0] ?? [];
  if (isLoader === null || isLoader === 1 || isOwner === 1) return;
  throw new WarehousePermissionError(
    `The login does not see all of ${locationOf(settings)}: the configuration's "security" hides data from it. Ask the DBA to make it a member of storehouse_loader.`,
    { context: { location: locationOf(settings) } },
  );
}

/**
 * A reader does not see the tables of loads, so a comparison with the model would say that they are missing.
 *
 * @throws {WarehousePermissionError} the login sees only a part of the warehouse.
 */
export async function assertPlannable(connection: SqlServerConnection, settings: SqlServerSettings): Promise<void> {
  const { rows } = await connection.run(
    "SELECT OBJECT_ID(N'ops.run') AS for_readers, OBJECT_ID(N'ops.view_text') AS for_loaders",
  );
  const [forReaders, forLoaders] = rows[0] ?? [];
  if (forReaders === null || forLoaders !== null) return;
  throw new WarehousePermissionError(
    `The login sees only what readers see of ${locationOf(settings)}, so it cannot be compared with the model. Use the login that loads, or ask the DBA to make this one a member of storehouse_loader.`,
    { context: { location: locationOf(settings) } },
  );
}

/** A server that refuses a statement says so with a number; what was cancelled, took too long or broke has none. No room says nothing. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof WarehouseStatementError) || error.retryable) return false;
  const { number } = error.context;
  return typeof number === 'number' && meaningOf(number) !== 'space';
}

/** Asks the server what it has; a probe that it refuses means that it has not. */
export async function askCapabilities(connection: SqlServerConnection): Promise<SqlServerCapabilities> {
  const found = { ...LEAST };
  for (const { name, sql } of capabilityProbes) {
    try {
      await connection.batch(sql);
      found[name] = true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return found;
}
