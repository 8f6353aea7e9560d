import { ConfigurationError } from '../core/errors.ts';
import { isMeantForSqlServer, parseSqlServerUrl, SQL_SERVER_URL_FORM } from './sqlserver/parse-url.ts';
import type { SqlServerSettings } from './sqlserver/settings.ts';

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
