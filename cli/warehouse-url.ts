import { ConfigurationError } from '../core/errors.ts';

/** Whatever else was given may hold a password, so only a text that looks like a plain path is repeated. */
const PLAIN_PATH = /^[\w .\\/:~-]+$/;

/**
 * The path in `duckdb:PATH`.
 *
 * @throws {ConfigurationError} it is not a warehouse that Storehouse can load yet; the message shows no credentials.
 */
export function warehousePath(url: string): string {
  const path = /^duckdb:(.+)$/.exec(url)?.[1];
  if (path !== undefined) return path;
  const scheme = /^(sqlserver|mssql|jdbc):/i.exec(url)?.[1];
  if (scheme !== undefined) {
    throw new ConfigurationError(
      `warehouse: SQL Server ("${scheme.toLowerCase()}:…") is not supported as a warehouse yet. Use an embedded one, duckdb:PATH, e.g. duckdb:warehouse.duckdb.`,
    );
  }
  const given = PLAIN_PATH.test(url) ? `"${url}"` : 'The given text';
  const example = PLAIN_PATH.test(url) && !url.includes(':') ? `duckdb:${url}` : 'duckdb:warehouse.duckdb';
  throw new ConfigurationError(`warehouse: ${given} is not a warehouse. Write duckdb:PATH, e.g. ${example}.`);
}
