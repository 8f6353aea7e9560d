import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SqlServerSettings } from '../../connect/sqlserver/settings.ts';
import { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import { parseWarehouseUrl } from '../../connect/warehouse-url.ts';
import type { Logger } from '../../core/logger.ts';
import { type OpenedSqlServer, openSqlServerWarehouse } from '../../dwh/sqlserver/open-sqlserver-warehouse.ts';

/** A server to test on: `mssql://user:password@host:1433/database`. The login creates and drops databases of its own. */
export const SQLSERVER_URL = process.env.SQLSERVER_URL === '' ? undefined : process.env.SQLSERVER_URL;

/** Stands in the name of what is skipped, so that nobody takes silence for success. */
export const SKIPPED = SQLSERVER_URL === undefined ? ' (skipped: SQLSERVER_URL is not set)' : '';

export const SILENT: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface TestDatabase {
  /** URL of an empty database that nobody else uses. */
  readonly url: string;
  drop(): Promise<void>;
}

export function sqlServerSettings(url: string): SqlServerSettings {
  const parsed = parseWarehouseUrl(url);
  if (parsed.kind !== 'sqlserver') throw new Error('The URL is not one of SQL Server.');
  return parsed.settings;
}

export function connectTo(url: string): Promise<SqlServerConnection> {
  const signal = new AbortController().signal;
  return SqlServerConnection.open(sqlServerSettings(url), { tokens: null, purpose: 'test', signal });
}

export function openSqlServer(url: string, mode: 'read' | 'write' | 'plan'): Promise<OpenedSqlServer> {
  return openSqlServerWarehouse(sqlServerSettings(url), mode, {
    log: SILENT,
    signal: new AbortController().signal,
    security: null,
    showDeviceCode: () => {},
  });
}

async function runOnServer(...statements: readonly string[]): Promise<void> {
  const connection = await connectTo(SQLSERVER_URL ?? '');
  try {
    for (const sql of statements) await connection.batch(sql);
  } finally {
    connection.close();
  }
}

/** Babelfish takes a cancel and lets the statement go on. */
export async function honoursCancels(): Promise<boolean> {
  const connection = await connectTo(SQLSERVER_URL ?? '');
  try {
    const { rows } = await connection.run("SELECT CAST(SERVERPROPERTY('BabelfishVersion') AS nvarchar(40)) AS version");
    return rows[0]?.[0] === null;
  } finally {
    connection.close();
  }
}

/** A database is dropped once the last of its sessions, some of killed processes, is gone; Babelfish creates one at a time. */
async function untilDone(sql: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnServer(sql);
    } catch (error) {
      if (attempt === 50) throw error;
      await delay(100);
    }
  }
}

/** Creates an empty database on the server of `SQLSERVER_URL`. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `storehouse_${randomBytes(6).toString('hex')}`;
  await untilDone(`CREATE DATABASE ${name}`);
  const url = new URL(SQLSERVER_URL ?? '');
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => untilDone(`DROP DATABASE ${name}`) };
}
