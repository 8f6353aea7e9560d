import type { SqlType } from '../model/table.ts';

/**
 * All text is compared by code point, as DuckDB does, whatever the collation of the database: keys that differ in case
 * are different keys. Version 100 is known to every SQL Server since 2008, to Azure SQL and to Babelfish, and BIN2 is
 * the same in all versions; the UTF-8 variants are for varchar.
 */
const COLLATION = 'Latin1_General_100_BIN2';

/** A warehouse type as DDL writes it. */
export function sqlServerType(type: SqlType): string {
  return type.startsWith('nvarchar') ? `${type} COLLATE ${COLLATION}` : type;
}

/** One row of INFORMATION_SCHEMA.COLUMNS, as far as it says the type. */
export interface CatalogType {
  readonly dataType: string;
  /** In characters; -1 stands for `max`. */
  readonly maximumLength: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly datetimePrecision: number | null;
}

const WITH_DATETIME_PRECISION: readonly string[] = ['datetime2', 'datetimeoffset', 'time'];

/** A type from the catalog, spelled as `SqlType` spells it, so that the two can be compared. */
export function catalogTypeOf({ dataType, maximumLength, precision, scale, datetimePrecision }: CatalogType): string {
  const name = dataType.toLowerCase();
  if (maximumLength !== null) return `${name}(${maximumLength === -1 ? 'max' : maximumLength})`;
  // numeric is another word for decimal.
  if (name === 'decimal' || name === 'numeric') return `decimal(${precision ?? 0}, ${scale ?? 0})`;
  if (WITH_DATETIME_PRECISION.includes(name)) return `${name}(${datetimePrecision ?? 0})`;
  return name;
}
