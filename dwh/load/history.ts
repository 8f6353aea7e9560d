import type { Dimension, Versions } from '../model/star.ts';
import { dimensionTable, keyOf } from '../model/tables.ts';
import { TABLE_LOCK } from '../tsql/table-lock.ts';
import { FIRST_INSTANT, LAST_INSTANT } from './instants.ts';
import { anyDiffers, differs, joinOn, prefixed, type Statement } from './sql-text.ts';

/** A dimension that keeps history. */
export interface VersionedDimension extends Dimension {
  readonly versions: Versions;
}

export function isVersioned(dimension: Dimension): dimension is VersionedDimension {
  return dimension.versions !== null;
}

interface Names {
  readonly table: string;
  readonly history: string;
  readonly ready: string;
  readonly version: string;
  readonly key: string;
  readonly natural: readonly string[];
  readonly attributes: readonly string[];
}

function namesOf(dimension: VersionedDimension): Names {
  return {
    table: `dim.${dimension.name}`,
    history: `hist.${dimension.entity}`,
    ready: `stg.${dimension.entity}_ready`,
    version: `stg.${dimension.entity}_version`,
    key: keyOf(dimension.name),
    natural: dimension.naturalKey,
    attributes: dimension.columns.map(({ column }) => column),
  };
}

/** Into the history goes whatever says something new of its instant, even if no version comes of it. */
function keepHistory(dimension: VersionedDimension): readonly Statement[] {
  const { history, ready, natural, attributes } = namesOf(dimension);
  const identity = [...natural, 'since_utc'];
  const content = [...attributes, 'batch_id'];
  const corrected = `UPDATE ${history}
SET ${content.map((name) => `${name} = r.${name}`).join(', ')}, is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (SELECT ${[...identity, ...content].join(', ')} FROM ${ready} WHERE row_class = 'updated') AS r
WHERE ${joinOn('r', history, identity)}`;
  const added = `INSERT INTO ${history} (${[...identity, ...content].join(', ')}, is_deleted, run_id)
SELECT ${prefixed('r', [...identity, ...content])}, CAST(0 AS bit), @run_id
FROM ${ready} AS r
WHERE r.row_class = 'inserted'`;
  return [
    { name: `correct ${history}`, sql: corrected, changesStar: false },
    { name: `add to ${history}`, sql: added, changesStar: false },
  ];
}

/** What makes a version: the columns that the model tracks, and whether the source still has the member. */
function trackedColumns({ versions: { tracked }, ...dimension }: VersionedDimension) {
  const columns = dimensionTable({ ...dimension, versions: null }).columns.filter(({ name }) => tracked.includes(name));
  return [...columns, { name: 'is_deleted', type: 'bit', nullable: false, description: '' } as const];
}

/** From which row of the history a version takes a column: the last of its own time, or the member's newest. */
function sourceOf({ versions }: VersionedDimension, column: string): string {
  const isOwn = [...versions.tracked, ...versions.carried, 'is_deleted'].includes(column);
  return isOwn ? `l.${column}` : `n.${column}`;
}

/** Runs of rows without a change in a tracked column, of all members whose history this run has changed. */
function runsOfHistory(dimension: VersionedDimension): string {
  const { history, table, natural } = namesOf(dimension);
  const tracked = trackedColumns(dimension);
  const before = tracked.map(({ name }) => ({ left: `h.${name}`, right: `h.previous_${name}` }));
  const changed = tracked.map(({ nullable }, index) =>
    differs(before[index]?.left ?? '', before[index]?.right ?? '', nullable),
  );
  const byTime = `OVER (PARTITION BY ${prefixed('h', natural)} ORDER BY h.since_utc)`;
  return `touched AS (
  SELECT DISTINCT ${natural.join(', ')} FROM ${history} WHERE run_id = @run_id
), rows_before AS (
  SELECT ${prefixed('h', natural)}, h.since_utc, ${tracked.map(({ name }) => `h.${name}`).join(', ')},
    LAG(h.since_utc) ${byTime} AS previous_utc,
    ${tracked.map(({ name }) => `LAG(h.${name}) ${byTime} AS previous_${name}`).join(',\n    ')}
  FROM ${history} AS h
  INNER JOIN touched AS t ON ${joinOn('t', 'h', natural)}
), starts AS (
  SELECT ${prefixed('h', natural)}, h.since_utc,
    CASE WHEN h.previous_utc IS NULL OR ${changed.join('\n      OR ')} THEN 1 ELSE 0 END AS is_start
  FROM rows_before AS h
), numbered AS (
  SELECT ${prefixed('h', natural)}, h.since_utc,
    SUM(h.is_start) OVER (PARTITION BY ${prefixed('h', natural)} ORDER BY h.since_utc ROWS UNBOUNDED PRECEDING) AS version_number
  FROM starts AS h
), runs AS (
  SELECT ${prefixed('h', natural)}, h.version_number, MIN(h.since_utc) AS since_utc, MAX(h.since_utc) AS last_utc,
    MIN(d.since_utc) AS keyed_utc
  FROM numbered AS h
  LEFT JOIN ${table} AS d ON ${joinOn('d', 'h', natural)} AND d.since_utc = h.since_utc
  GROUP BY ${prefixed('h', natural)}, h.version_number
)`;
}

/**
 * Works the versions out from the history, whatever came in which order: a version is a run of changes in which no
 * tracked column changes. It keeps the surrogate key of the earliest version that began within it; the first takes
 * over an inferred member's.
 */
function workOutVersions(dimension: VersionedDimension): Statement {
  const { history, table, version, key, natural, attributes } = namesOf(dimension);
  const copied = [...attributes, 'is_deleted'];
  const kept = `COALESCE(d.${key}, i.${key})`;
  const perMember = `OVER (PARTITION BY ${prefixed('r', natural)} ORDER BY r.version_number)`;
  const sql = `WITH ${runsOfHistory(dimension)}, spans AS (
  SELECT ${prefixed('r', natural)}, r.since_utc, r.last_utc, ${kept} AS ${key},
    CASE WHEN r.version_number = 1 THEN ${FIRST_INSTANT} ELSE r.since_utc END AS valid_from_utc,
    LEAD(r.since_utc) ${perMember} AS next_utc,
    MAX(r.last_utc) OVER (PARTITION BY ${prefixed('r', natural)}) AS newest_utc,
    SUM(CASE WHEN ${kept} IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY ${prefixed('r', natural)}, r.version_number ROWS UNBOUNDED PRECEDING) AS new_number
  FROM runs AS r
  LEFT JOIN ${table} AS d ON ${joinOn('d', 'r', natural)} AND d.since_utc = r.keyed_utc
  LEFT JOIN ${table} AS i ON ${joinOn('i', 'r', natural)} AND i.is_inferred = 1 AND r.version_number = 1
)
INSERT INTO ${version}${TABLE_LOCK} (${[key, ...natural, ...copied].join(', ')}, since_utc, last_utc, valid_from_utc, valid_to_utc, is_current, is_new)
SELECT COALESCE(s.${key}, m.max_key + s.new_number), ${prefixed('s', natural)},
  ${copied.map((name) => sourceOf(dimension, name)).join(', ')},
  s.since_utc, s.last_utc, s.valid_from_utc, COALESCE(s.next_utc, ${LAST_INSTANT}),
  CASE WHEN s.next_utc IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.${key} IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END
FROM spans AS s
INNER JOIN ${history} AS l ON ${joinOn('l', 's', natural)} AND l.since_utc = s.last_utc
INNER JOIN ${history} AS n ON ${joinOn('n', 's', natural)} AND n.since_utc = s.newest_utc
CROSS JOIN (SELECT COALESCE(MAX(${key}), 0) AS max_key FROM ${table} WHERE ${key} > 0) AS m`;
  return { name: `work out versions of ${table}`, sql, changesStar: false };
}

/**
 * A row that is new to the history is `inserted` only where a new version begins with it. It is `updated` where it
 * begins one that was there, an inferred member's too, or is the last word within one; else later rows hide it.
 */
function settleClasses(dimension: VersionedDimension): Statement {
  const { ready, version, natural } = namesOf(dimension);
  const sql = `UPDATE ${ready}
SET row_class = c.row_class
FROM (
  SELECT r.batch_id, r.row_id,
    CASE WHEN b.is_new IS NOT NULL OR e.is_new IS NOT NULL THEN 'updated' ELSE 'superseded' END AS row_class
  FROM ${ready} AS r
  LEFT JOIN ${version} AS b ON ${joinOn('b', 'r', natural)} AND b.since_utc = r.since_utc
  LEFT JOIN ${version} AS e ON ${joinOn('e', 'r', natural)} AND e.last_utc = r.since_utc
  WHERE r.row_class = 'inserted' AND (b.is_new IS NULL OR b.is_new = 0)
) AS c
WHERE c.batch_id = ${ready}.batch_id AND c.row_id = ${ready}.row_id`;
  return { name: `settle classes of ${dimension.entity}`, sql, changesStar: false };
}

const VALIDITY = ['since_utc', 'valid_from_utc', 'valid_to_utc', 'is_current', 'is_deleted'] as const;

function applyVersions(dimension: VersionedDimension): readonly Statement[] {
  const { table, version, key, natural, attributes } = namesOf(dimension);
  const names = [...attributes, ...VALIDITY];
  const columns = dimensionTable(dimension).columns.filter(({ name }) => names.includes(name));
  const update = `UPDATE ${table}
SET ${names.map((name) => `${name} = v.${name}`).join(',\n  ')},
  is_inferred = CAST(0 AS bit), run_id = @run_id
FROM (SELECT ${[key, ...names].join(', ')} FROM ${version} WHERE is_new = 0) AS v
WHERE v.${key} = ${table}.${key}
  AND (${table}.is_inferred = 1 OR ${anyDiffers('v', table, columns)})`;
  const insert = `INSERT INTO ${table} (${[key, ...natural, ...names].join(', ')}, is_inferred, run_id)
SELECT ${prefixed('v', [key, ...natural, ...names])}, CAST(0 AS bit), @run_id
FROM ${version} AS v
WHERE v.is_new = 1`;
  return [
    { name: `update ${table}`, sql: update, changesStar: true },
    { name: `insert into ${table}`, sql: insert, changesStar: true },
  ];
}

/** Of versions that no change begins any more, once no fact refers to them. */
export function dropVersions(dimension: VersionedDimension): Statement {
  const { table, version, key, natural } = namesOf(dimension);
  const sql = `DELETE FROM ${table}
WHERE EXISTS (SELECT 1 FROM ${version} AS v WHERE ${joinOn('v', table, natural)})
  AND NOT EXISTS (SELECT 1 FROM ${version} AS v WHERE v.${key} = ${table}.${key})`;
  return { name: `drop versions of ${table} that are none any more`, sql, changesStar: true };
}

/** From ready rows to versions; facts still have to follow, and then {@link dropVersions}. */
export function versionStatements(dimension: VersionedDimension): readonly Statement[] {
  return [...keepHistory(dimension), workOutVersions(dimension), settleClasses(dimension), ...applyVersions(dimension)];
}
