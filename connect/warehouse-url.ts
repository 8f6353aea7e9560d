import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigurationError } from '../core/errors.ts';
import { isMeantForSqlServer, parseSqlServerUrl, SQL_SERVER_URL_FORM } from './sqlserver/parse-url.ts';
import { DEFAULT_PORT, type SqlServerSettings } from './sqlserver/settings.ts';

export type WarehouseUrl =
  | { readonly kind: 'duckdb'; readonly path: string }
  | { readonly kind: 'sqlserver'; readonly settings: SqlServerSettings };

/** Whatever else was given may hold a password, so only a text that looks like a plain path is repeated. */
const PLAIN_PATH = /^[\w .\\/:~-]+$/;

/**
 * What a warehouse's URL means; nothing is opened.
 *
 * @throws {ConfigurationError} it is not one; the message shows no credentials.
 */
export function parseWarehouseUrl(url: string): WarehouseUrl {
  const path = /^duckdb:(.+)$/.exec(url)?.[1];
  if (path !== undefined) return { kind: 'duckdb', path };
  if (isMeantForSqlServer(url)) return { kind: 'sqlserver', settings: parseSqlServerUrl(url) };
  const given = PLAIN_PATH.test(url) ? `"${url}"` : 'The given text';
  const example = PLAIN_PATH.test(url) && !url.includes(':') ? `duckdb:${url}` : 'duckdb:warehouse.duckdb';
  throw new ConfigurationError(
    `warehouse: ${given} is not a warehouse. Write duckdb:PATH, e.g. ${example}, or ${SQL_SERVER_URL_FORM}.`,
  );
}

/** A URL, and where its relative paths start. */
export interface WarehouseUrlPlace {
  readonly url: string;
  readonly directory: string;
}

function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return null;
  }
}

/** Of a file that need not be there; links are followed as far as something is. */
function fileIdentity(path: string): string {
  const folder = realPath(dirname(path));
  return realPath(path) ?? (folder === null ? path : join(folder, basename(path)));
}

/** Names as servers take them by default: upper and lower case mean the same. */
function serverIdentity({ host, port, instance, database }: SqlServerSettings): string {
  return [host, instance ?? port ?? DEFAULT_PORT, database].join('/').toLowerCase();
}

function identityOf({ url, directory }: WarehouseUrlPlace): string {
  const warehouse = parseWarehouseUrl(url);
  const identity =
    warehouse.kind === 'duckdb' ? fileIdentity(resolve(directory, warehouse.path)) : serverIdentity(warehouse.settings);
  return `${warehouse.kind} ${identity}`;
}

/**
 * Whether two URLs name one warehouse, however they are spelled: the same file, or the same database of the same host and
 * port; by which login does not matter. Nothing is opened. A text that is no URL of a warehouse names none.
 */
export function isSameWarehouse(one: WarehouseUrlPlace, other: WarehouseUrlPlace): boolean {
  try {
    return identityOf(one) === identityOf(other);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return false;
  }
}
