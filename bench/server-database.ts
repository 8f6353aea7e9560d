import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SqlServerConnection } from '../connect/sqlserver/sql-server-connection.ts';
import { connectTo } from '../test/servers/sqlserver.ts';

const DROP_ATTEMPTS = 120;
const DROP_WAIT_MS = 250;

/** Null, with a loud word, when nobody has said where a server is. */
export function serverUrl(): string | null {
  const url = process.env.SQLSERVER_URL;
  if (url !== undefined && url !== '') return url;
  console.log(
    '*** SQL Server SKIPPED: SQLSERVER_URL is not set. Set it to mssql://user:password@host:1433/database of a login that may create databases. ***\n',
  );
  return null;
}

/** Of this, nothing is printed: it has the password in it. */
export function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export function atPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.href;
}

export async function onServer<T>(url: string, work: (connection: SqlServerConnection) => Promise<T>): Promise<T> {
  const connection = await connectTo(url);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

/** Sessions of processes that have just ended keep a database for a moment. */
async function dropDatabase(url: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await onServer(url, (connection) => connection.batch(`DROP DATABASE ${name}`));
      return;
    } catch (error) {
      if (attempt === DROP_ATTEMPTS) {
        throw new Error(`The database ${name} could not be dropped. Drop it by hand.`, { cause: error });
      }
      await delay(DROP_WAIT_MS);
    }
  }
}

/** Hands `work` the URL of a new database `storehouse_bench_…` on the server, and drops it afterwards. */
export async function withDatabase<T>(url: string, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const name = `storehouse_bench_${randomBytes(4).toString('hex')}`;
  await onServer(url, (connection) => connection.batch(`CREATE DATABASE ${name}`));
  try {
    return await work(inDatabase(url, name));
  } finally {
    await dropDatabase(url, name);
  }
}
