import type { ContractColumn } from '../../../core/contract.ts';
import type { Feed } from '../../../core/ports/source.ts';

/** The file's column that a contract column is read from; null for constants and unmapped ones. */
export function fileColumnOf({ config }: Feed, contractColumn: string): string | null {
  const mapping = Object.hasOwn(config.columns, contractColumn) ? config.columns[contractColumn] : undefined;
  if (mapping === undefined || typeof mapping === 'string') return mapping ?? null;
  return 'column' in mapping ? mapping.column : null;
}

/** Columns of the file that the feed reads. */
export function mappedColumns(feed: Feed): readonly string[] {
  return Object.keys(feed.config.columns).flatMap((name) => fileColumnOf(feed, name) ?? []);
}

/** Contract columns that are read from a column of the file. */
export function contractColumnsOf(feed: Feed, fileColumn: string): readonly ContractColumn[] {
  return feed.contract.columns.filter(({ name }) => fileColumnOf(feed, name) === fileColumn);
}
