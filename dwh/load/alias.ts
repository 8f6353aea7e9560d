import type { EntityContract } from '../../core/contract.ts';
import type { Dimension, DimensionLookup, Fact } from '../model/star.ts';
import { keyOf } from '../model/table-columns.ts';
import { lookupsOf } from './lookups.ts';
import { differs, joinOn, prefixed, type Statement } from './sql-text.ts';

/** An aliased entity says when it changed, or a late row could not be told from a new one. */
function changedColumn(contract: EntityContract): string {
  if (contract.changedAt === undefined)
    throw new Error(`The entity "${contract.entity}" has an alias but no changedAt.`);
  return contract.changedAt;
}

/** Which member each staged alias belongs to: the latest row that says so. Losers and copies count too. */
function links(contract: EntityContract, key: string): string {
  const changed = changedColumn(contract);
  return `(
  SELECT n.${contract.alias}, n.${key}, n.${changed}, n.batch_id
  FROM (
    SELECT s.${contract.alias}, s.${key}, s.${changed}, s.batch_id,
      ROW_NUMBER() OVER (PARTITION BY s.${contract.alias} ORDER BY s.${changed} DESC, s.batch_id DESC, s.row_id DESC) AS recency
    FROM stg.${contract.entity}_row AS s
    WHERE s.${contract.alias} IS NOT NULL
  ) AS n
  WHERE n.recency = 1
) AS v`;
}

/** A placeholder becomes the real member, keeping its surrogate key, unless that member is there already. */
function takeOverPlaceholders(dimension: Dimension, contract: EntityContract, key: string): Statement {
  const table = `dim.${dimension.name}`;
  const sql = `UPDATE ${table}
SET ${key} = w.${key}
FROM (
  SELECT MIN(d.${key}) AS placeholder, v.${key}
  FROM ${links(contract, key)}
  INNER JOIN ${table} AS d ON d.${key} = CONCAT('alias:', v.${contract.alias}) AND d.is_inferred = 1
  WHERE NOT EXISTS (SELECT 1 FROM ${table} AS e WHERE e.${key} = v.${key})
  GROUP BY v.${key}
) AS w
WHERE w.placeholder = ${table}.${key}`;
  return { name: `take over placeholders of ${table}`, sql, changesStar: true };
}

/** A replayed row does not take an alias back that a later batch may have given away, unless its change is later. */
function isNotOlder(table: string, alias: string, key: string, changed: string): string {
  return `(v.${changed} > ${table}.${changed} OR ${table}.${key} = CONCAT('alias:', ${table}.${alias})
    OR NOT EXISTS (
      SELECT 1 FROM ops.batch AS b
      INNER JOIN ops.batch AS l ON l.entity = b.entity AND l.batch_id > b.batch_id AND l.status = 'published'
      WHERE b.batch_id = v.batch_id AND b.status = 'published'
    ))`;
}

function upsertAliases(dimension: Dimension, contract: EntityContract, key: string): readonly Statement[] {
  const table = `dim.${dimension.name}_alias`;
  const alias = contract.alias ?? '';
  const changed = changedColumn(contract);
  const update = `UPDATE ${table}
SET ${key} = v.${key}, ${changed} = v.${changed}, run_id = @run_id
FROM ${links(contract, key)}
WHERE v.${alias} = ${table}.${alias}
  AND (v.${changed} >= ${table}.${changed} OR ${table}.${changed} IS NULL)
  AND ${isNotOlder(table, alias, key, changed)}
  AND (v.${key} <> ${table}.${key} OR ${differs(`v.${changed}`, `${table}.${changed}`, true)})`;
  const insert = `INSERT INTO ${table} (${alias}, ${key}, ${changed}, run_id)
SELECT v.${alias}, v.${key}, v.${changed}, @run_id
FROM ${links(contract, key)}
WHERE NOT EXISTS (SELECT 1 FROM ${table} AS a WHERE a.${alias} = v.${alias})`;
  return [
    { name: `update ${table}`, sql: update, changesStar: true },
    { name: `insert into ${table}`, sql: insert, changesStar: true },
  ];
}

/** Statements before the dimension itself is loaded. */
export function beforeAliasedLoad(dimension: Dimension, contract: EntityContract): readonly Statement[] {
  const key = dimension.naturalKey[0] ?? '';
  return [takeOverPlaceholders(dimension, contract, key), ...upsertAliases(dimension, contract, key)];
}

function repoint(fact: Fact, lookup: DimensionLookup, dimension: Dimension): Statement {
  const table = `fact.${fact.name}`;
  const key = keyOf(dimension.name);
  const natural = dimension.naturalKey[0] ?? '';
  const version =
    dimension.versions !== null && lookup.asOf !== undefined
      ? ` AND f.${lookup.asOf} >= d.valid_from_utc AND f.${lookup.asOf} < d.valid_to_utc`
      : '';
  const sql = `UPDATE ${table}
SET ${lookup.column} = v.${key}, run_id = @run_id
FROM (
  SELECT ${prefixed('f', fact.naturalKey)}, d.${key}
  FROM ${table} AS f
  INNER JOIN dim.${dimension.name}_alias AS a ON a.${lookup.alias} = f.${lookup.alias}
  INNER JOIN dim.${dimension.name} AS d ON d.${natural} = a.${natural}${version}
  WHERE f.${lookup.from[0]} IS NULL AND d.${key} <> f.${lookup.column} AND a.run_id = @run_id
) AS v
WHERE ${joinOn('v', table, fact.naturalKey)}`;
  return { name: `re-point ${table} to aliases of dim.${dimension.name}`, sql, changesStar: true };
}

/** A placeholder that no fact needs any more. */
export function dropPlaceholders(dimension: Dimension, contract: EntityContract): Statement {
  const table = `dim.${dimension.name}`;
  const key = dimension.naturalKey[0] ?? '';
  const sql = `DELETE FROM ${table}
WHERE is_inferred = 1
  AND EXISTS (
    SELECT 1 FROM ${table}_alias AS a
    WHERE CONCAT('alias:', a.${contract.alias}) = ${table}.${key} AND a.${key} <> ${table}.${key}
  )`;
  return { name: `drop placeholders of ${table}`, sql, changesStar: true };
}

/** After the dimension is loaded, facts follow aliases that found their member, or changed it. */
export function repointAliases(dimension: Dimension): readonly Statement[] {
  return lookupsOf(dimension.name)
    .filter(({ lookup }) => lookup.alias !== undefined)
    .map(({ fact, lookup }) => repoint(fact, lookup, dimension));
}
