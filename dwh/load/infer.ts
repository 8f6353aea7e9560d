import { dimensionOf } from '../model/model.ts';
import type { CollectedDimension, Dimension, DimensionLookup } from '../model/star.ts';
import { keyOf } from '../model/table-columns.ts';
import { isCollected } from '../model/tables.ts';
import { highestGivenKey } from './given-keys.ts';
import { FIRST_INSTANT, LAST_INSTANT } from './instants.ts';
import { settledRows } from './settle.ts';
import type { Statement } from './sql-text.ts';

/**
 * Losers of their keys name members too: had the versions come one run after the other, each would have, and both
 * ways must end with the same warehouse. Only rows that wait name nobody yet, nor do copies of any row: what they name
 * their twin names too, unless it waits.
 */
const NAMES_MEMBERS = "(c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate'))";

/** Columns and values of a dimension row that are the same for every new row. */
function versionDefaults(dimension: Dimension): readonly (readonly [string, string])[] {
  const present = ['is_deleted', 'CAST(0 AS bit)'] as const;
  if (dimension.versions === null) return [present];
  return [['valid_from_utc', FIRST_INSTANT], ['valid_to_utc', LAST_INSTANT], ['is_current', 'CAST(1 AS bit)'], present];
}

function fixedColumns(dimension: Dimension | CollectedDimension): readonly (readonly [string, string])[] {
  if (isCollected(dimension)) {
    return [...dimension.attributes.map(({ name, otherwise }) => [name, otherwise] as const), ['run_id', '@run_id']];
  }
  const unknown = dimension.columns
    .filter((column) => column.kind === 'dimension')
    .map((column) => [column.column, '-1'] as const);
  return [...unknown, ...versionDefaults(dimension), ['is_inferred', 'CAST(1 AS bit)'], ['run_id', '@run_id']];
}

/** The natural key that a staged row asks for; parts that are missing from a key of several are the empty text. */
export function askedKey(lookup: DimensionLookup, naturalKey: readonly string[]): readonly string[] {
  if (lookup.alias !== undefined) return [`COALESCE(s.${lookup.from[0]}, a_${lookup.column}.${naturalKey[0]})`];
  if (lookup.from.length === 1) return lookup.from.map((name) => `s.${name}`);
  return lookup.from.map((name) => `COALESCE(s.${name}, '')`);
}

export function aliasJoin(lookup: DimensionLookup): string {
  if (lookup.alias === undefined) return '';
  return `\nLEFT JOIN dim.${lookup.dimension}_alias AS a_${lookup.column} ON a_${lookup.column}.${lookup.alias} = s.${lookup.alias}`;
}

function isAsked(lookup: DimensionLookup, naturalKey: readonly string[]): string {
  if (lookup.alias !== undefined) return `${askedKey(lookup, naturalKey)[0]} IS NOT NULL`;
  return `(${lookup.from.map((name) => `s.${name} IS NOT NULL`).join(' OR ')})`;
}

/** An alias nobody has claimed gets a placeholder, `alias:<alias>`, which the real row takes over when it comes. */
export function inferAliases(entity: string, lookup: DimensionLookup): Statement {
  const [key] = dimensionOf(lookup.dimension).naturalKey;
  const table = `dim.${lookup.dimension}_alias`;
  const sql = `INSERT INTO ${table} (${lookup.alias}, ${key}, run_id)
SELECT n.${lookup.alias}, CONCAT('alias:', n.${lookup.alias}), @run_id
FROM (
  SELECT DISTINCT s.${lookup.alias}
  FROM ${settledRows(entity)}
  WHERE ${NAMES_MEMBERS} AND s.${lookup.from[0]} IS NULL AND s.${lookup.alias} IS NOT NULL
) AS n
WHERE NOT EXISTS (SELECT 1 FROM ${table} AS a WHERE a.${lookup.alias} = n.${lookup.alias})`;
  return { name: `infer aliases of ${lookup.dimension} from ${entity}`, sql, changesStar: true };
}

/** Creates the members that staged rows name and the dimension does not have. */
export function inferMembers(entity: string, lookup: DimensionLookup): Statement {
  const dimension = dimensionOf(lookup.dimension);
  const key = keyOf(dimension.name);
  const natural = dimension.naturalKey;
  const fixed = fixedColumns(dimension);
  const asked = askedKey(lookup, natural).map((expression, index) => `${expression} AS ${natural[index]}`);
  const known = natural.map((name) => `d.${name} = n.${name}`).join(' AND ');
  const sql = `INSERT INTO dim.${dimension.name} (${[key, ...natural, ...fixed.map(([name]) => name)].join(', ')})
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY ${natural.map((name) => `n.${name}`).join(', ')}),
  ${natural.map((name) => `n.${name}`).join(', ')}, ${fixed.map(([, value]) => value).join(', ')}
FROM (
  SELECT DISTINCT ${asked.join(', ')}
  FROM ${settledRows(entity)}${aliasJoin(lookup)}
  WHERE ${NAMES_MEMBERS} AND ${isAsked(lookup, natural)}
) AS n
CROSS JOIN ${highestGivenKey(dimension)} AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.${dimension.name} AS d WHERE ${known})`;
  return { name: `infer members of ${lookup.dimension} from ${entity}`, sql, changesStar: true };
}
