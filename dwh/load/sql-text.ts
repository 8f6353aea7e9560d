import type { TableColumn } from '../model/table.ts';
import type { Parts } from './parts.ts';

/** One generated statement, named for logs, `plan --sql` and errors. Portable T-SQL. */
export interface Statement {
  readonly name: string;
  readonly sql: string;
  /** Changes rows that reports read, rather than staging. */
  readonly changesStar: boolean;
  /** It runs once for each part, from `@first` to `@last`. */
  readonly parts?: Parts;
}

/** Null-safe inequality: true where the two sides differ, never unknown. */
export function differs(left: string, right: string, nullable: boolean): string {
  if (!nullable) return `${left} <> ${right}`;
  return `${left} <> ${right} OR (${left} IS NULL AND ${right} IS NOT NULL) OR (${left} IS NOT NULL AND ${right} IS NULL)`;
}

/** True where any of the columns differs between two aliases. */
export function anyDiffers(left: string, right: string, columns: readonly TableColumn[]): string {
  return columns
    .map((column) => differs(`${left}.${column.name}`, `${right}.${column.name}`, column.nullable))
    .join('\n    OR ');
}

/** True where all the columns are equal, NULL being equal to NULL. */
export function allEqual(left: string, right: string, columns: readonly TableColumn[]): string {
  return columns
    .map(({ name, nullable }) =>
      nullable
        ? `(${left}.${name} = ${right}.${name} OR (${left}.${name} IS NULL AND ${right}.${name} IS NULL))`
        : `${left}.${name} = ${right}.${name}`,
    )
    .join('\n    AND ');
}

export function prefixed(alias: string, names: readonly string[]): string {
  return names.map((name) => `${alias}.${name}`).join(', ');
}

/** `left.a = right.a AND left.b = right.b` */
export function joinOn(left: string, right: string, names: readonly string[]): string {
  return names.map((name) => `${left}.${name} = ${right}.${name}`).join(' AND ');
}
