import { model } from '../model/model.ts';
import type { Dimension, Fact, ParentCopy } from '../model/star.ts';
import { keyOf } from '../model/table-columns.ts';
import { highestGivenKey } from './given-keys.ts';
import { joinOn, type Statement } from './sql-text.ts';

function tableOf(target: Dimension | Fact): string {
  return `${target.kind === 'dimension' ? 'dim' : 'fact'}.${target.name}`;
}

/** Overwrites rows that changed; an inferred member becomes a real one and keeps its surrogate key. */
export function updateTarget(target: Dimension | Fact): Statement {
  const table = tableOf(target);
  const names = target.columns.map((column) => column.column);
  const known = target.kind === 'dimension' ? ['is_inferred = CAST(0 AS bit)'] : [];
  const sets = [...names.map((name) => `${name} = r.${name}`), ...known, 'run_id = @run_id'];
  const sql = `UPDATE ${table}
SET ${sets.join(',\n  ')}
FROM (SELECT ${[...target.naturalKey, ...names].join(', ')} FROM stg.${target.entity}_ready WHERE row_class = 'updated') AS r
WHERE ${joinOn('r', table, target.naturalKey)}`;
  return { name: `update ${table}`, sql, changesStar: true };
}

export function insertTarget(target: Dimension | Fact): Statement {
  const table = tableOf(target);
  const key = target.kind === 'dimension' ? keyOf(target.name) : target.surrogateKey;
  const fixed: readonly (readonly [string, string])[] = [
    ...(target.kind === 'dimension' ? [['is_inferred', 'CAST(0 AS bit)'] as const] : []),
    ['is_deleted', 'CAST(0 AS bit)'],
    ['run_id', '@run_id'],
  ];
  const names = [...target.naturalKey, ...target.columns.map((column) => column.column)];
  const keyColumn = key === null ? [] : [key];
  const keyValue =
    key === null
      ? []
      : [`m.max_key + ROW_NUMBER() OVER (ORDER BY ${target.naturalKey.map((name) => `r.${name}`).join(', ')})`];
  const highest =
    target.kind === 'dimension'
      ? highestGivenKey(target)
      : `(SELECT COALESCE(MAX(${key}), 0) AS max_key FROM ${table} WHERE ${key} > 0)`;
  const maximum = key === null ? '' : `\nCROSS JOIN ${highest} AS m`;
  const sql = `INSERT INTO ${table} (${[...keyColumn, ...names, ...fixed.map(([name]) => name)].join(', ')})
SELECT ${[...keyValue, ...names.map((name) => `r.${name}`), ...fixed.map(([, value]) => value)].join(', ')}
FROM stg.${target.entity}_ready AS r${maximum}
WHERE r.row_class = 'inserted'`;
  return { name: `insert into ${table}`, sql, changesStar: true };
}

function keepChildInStep(parent: Fact, child: Fact): Statement | null {
  const copies = child.columns.filter(
    (column): column is ParentCopy => column.kind === 'parent' && column.from !== parent.surrogateKey,
  );
  if (parent.surrogateKey === null || copies.length === 0) return null;
  const table = `fact.${child.name}`;
  const key = parent.surrogateKey;
  const changed = copies.map(({ column, from }) => `p.${from} <> ${table}.${column}`).join(' OR ');
  const sql = `UPDATE ${table}
SET ${[...copies.map(({ column, from }) => `${column} = p.${from}`), 'run_id = @run_id'].join(', ')}
FROM (SELECT ${[key, ...copies.map(({ from }) => from)].join(', ')} FROM fact.${parent.name} WHERE run_id = @run_id) AS p
WHERE p.${key} = ${table}.${key} AND (${changed})`;
  return { name: `keep ${table} in step with fact.${parent.name}`, sql, changesStar: true };
}

/** Columns that children took over from rows this run changed. */
export function keepChildrenInStep(parent: Fact): readonly Statement[] {
  return model.facts
    .filter((fact) => fact.parent === parent.name)
    .map((child) => keepChildInStep(parent, child))
    .filter((statement) => statement !== null);
}
