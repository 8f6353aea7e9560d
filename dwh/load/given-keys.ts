import { model } from '../model/model.ts';
import type { CollectedDimension, Dimension } from '../model/star.ts';
import { keyOf } from '../model/table-columns.ts';
import { isCollected } from '../model/tables.ts';
import type { Statement } from './sql-text.ts';

/** Versions that no change begins any more are dropped, and so are placeholders of aliases that found their member. */
function losesMembers(dimension: Dimension | CollectedDimension): dimension is Dimension {
  return !isCollected(dimension) && (dimension.versions !== null || dimension.alias !== null);
}

/**
 * A row with the highest surrogate key ever given, as `max_key`; new members get those after it. A key that was freed may
 * still be in an extract, where it must not become another member.
 */
export function highestGivenKey(dimension: Dimension | CollectedDimension): string {
  const [table, key] = [`dim.${dimension.name}`, keyOf(dimension.name)];
  if (!losesMembers(dimension)) return `(SELECT COALESCE(MAX(${key}), 0) AS max_key FROM ${table} WHERE ${key} > 0)`;
  return `(
  SELECT COALESCE(MAX(k.last_key), 0) AS max_key
  FROM (
    SELECT MAX(${key}) AS last_key FROM ${table} WHERE ${key} > 0
    UNION ALL
    SELECT last_key FROM ops.given_key WHERE dimension = '${dimension.name}'
  ) AS k
)`;
}

/** Before members are dropped: the one with the highest key may be among them. */
export function rememberGivenKeys(dimension: Dimension): readonly Statement[] {
  if (!losesMembers(dimension)) return [];
  const sql = `UPDATE ops.given_key
SET last_key = m.max_key
FROM (SELECT MAX(${keyOf(dimension.name)}) AS max_key FROM dim.${dimension.name}) AS m
WHERE ops.given_key.dimension = '${dimension.name}' AND m.max_key > ops.given_key.last_key`;
  return [{ name: `remember the keys given in dim.${dimension.name}`, sql, changesStar: false }];
}

/** Every warehouse has a row for each dimension that can lose members. */
export function seedGivenKeys(): readonly Statement[] {
  return model.loadedDimensions.filter(losesMembers).map(({ name }) => ({
    name: `keys given in dim.${name}`,
    sql: `INSERT INTO ops.given_key (dimension, last_key)
SELECT '${name}', 0
WHERE NOT EXISTS (SELECT 1 FROM ops.given_key AS g WHERE g.dimension = '${name}')`,
    changesStar: false,
  }));
}
