import type { SqlType } from '../model/table.ts';

/** DuckDB's name of a warehouse type, as its catalog spells it. */
export function duckDbType(type: SqlType): string {
  if (type.startsWith('nvarchar')) return 'VARCHAR';
  if (type.startsWith('decimal')) return type.replace('decimal', 'DECIMAL').replace(', ', ',');
  switch (type) {
    case 'int':
      return 'INTEGER';
    case 'bigint':
      return 'BIGINT';
    case 'bit':
      return 'BOOLEAN';
    case 'date':
      return 'DATE';
    default:
      return 'TIMESTAMP';
  }
}

/** T-SQL's name of a DuckDB result type, for people who read results. */
export function tSqlTypeName(duckDbName: string): string {
  const base = duckDbName.replace(/\(.*$/, '');
  const names: Readonly<Record<string, string>> = {
    BIGINT: 'bigint',
    BOOLEAN: 'bit',
    DATE: 'date',
    DECIMAL: 'decimal',
    DOUBLE: 'float',
    FLOAT: 'float',
    HUGEINT: 'bigint',
    INTEGER: 'int',
    SMALLINT: 'int',
    TIMESTAMP: 'datetime2',
    TINYINT: 'int',
    VARCHAR: 'nvarchar',
  };
  return names[base] ?? base.toLowerCase();
}
