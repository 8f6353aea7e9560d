import type { FileFormat } from '../../../core/config/schema.ts';

/** A file's format and columns, kept in the ledger: a refused row is typed again without its file. */
export interface FileLayout {
  readonly format: FileFormat['type'];
  /** In file order, with DuckDB's types; none of JSON lines, whose rows name their columns themselves. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Null for what is not one, and for files taken before layouts were kept. */
export function readLayout(text: string | null): FileLayout | null {
  if (text === null) return null;
  const parsed: unknown = JSON.parse(text);
  if (!isRecord(parsed) || !Array.isArray(parsed.columns)) return null;
  const { format } = parsed;
  if (format !== 'csv' && format !== 'jsonl' && format !== 'parquet') return null;
  const columns = parsed.columns.filter(isRecord).map(({ name, type }) => ({ name: String(name), type: String(type) }));
  return { format, columns };
}
