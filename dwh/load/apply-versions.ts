import { attributeColumns, keyOf } from '../model/table-columns.ts';
import { dimensionTable } from '../model/tables.ts';
import { differs, joinOn, prefixed, type Statement } from './sql-text.ts';
import type { VersionedDimension } from './versions.ts';

/** Columns of a dimension row that say when it is valid and what it is. */
const VALIDITY = ['since_utc', 'valid_from_utc', 'valid_to_utc', 'is_current', 'is_deleted', 'is_inferred'] as const;

export function applyVersions(dimension: VersionedDimension): readonly Statement[] {
  const { name, naturalKey: natural } = dimension;
  const [table, version, key] = [`dim.${name}`, `stg.${name}_version`, keyOf(name)];
  const names = [...attributeColumns(dimension).map((column) => column.name), ...VALIDITY];
  const columns = dimensionTable(dimension).columns.filter((column) => names.includes(column.name));
  const differing = columns
    .map((column) => differs(`v.${column.name}`, `${table}.${column.name}`, column.nullable))
    .join('\n    OR ');
  const update = `UPDATE ${table}
SET ${names.map((column) => `${column} = v.${column}`).join(',\n  ')},
  run_id = @run_id
FROM (SELECT ${[key, ...names].join(', ')} FROM ${version} WHERE is_new = 0) AS v
WHERE v.${key} = ${table}.${key}
  AND (${differing})`;
  const insert = `INSERT INTO ${table} (${[key, ...natural, ...names].join(', ')}, run_id)
SELECT ${prefixed('v', [key, ...natural, ...names])}, @run_id
FROM ${version} AS v
WHERE v.is_new = 1`;
  return [
    { name: `update ${table}`, sql: update, changesStar: true },
    { name: `insert into ${table}`, sql: insert, changesStar: true },
  ];
}

/** Of versions that no change begins any more, once no fact refers to them. */
export function dropVersions({ name, naturalKey }: VersionedDimension): Statement {
  const [table, version, key] = [`dim.${name}`, `stg.${name}_version`, keyOf(name)];
  const sql = `DELETE FROM ${table}
WHERE EXISTS (SELECT 1 FROM ${version} AS v WHERE ${joinOn('v', table, naturalKey)})
  AND NOT EXISTS (SELECT 1 FROM ${version} AS v WHERE v.${key} = ${table}.${key})`;
  return { name: `drop versions of ${table} that are none any more`, sql, changesStar: true };
}
