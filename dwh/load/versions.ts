import { entitiesOf, lastColumn } from '../model/history-tables.ts';
import { dimensionOf, targetOf } from '../model/model.ts';
import type { Dimension, Versions } from '../model/star.ts';
import { attributeColumns, keyOf } from '../model/table-columns.ts';
import { isCollected } from '../model/tables.ts';
import { TABLE_LOCK } from '../tsql/table-lock.ts';
import { highestGivenKey } from './given-keys.ts';
import { FIRST_INSTANT, LAST_INSTANT } from './instants.ts';
import { inPart, isInPart, type Parts, partsOfKeys } from './parts.ts';
import { differs, joinOn, prefixed, type Statement } from './sql-text.ts';

/** A dimension that keeps history. */
export interface VersionedDimension extends Dimension {
  readonly versions: Versions;
}

export function isVersioned(dimension: Dimension): dimension is VersionedDimension {
  return dimension.versions !== null;
}

/** The dimension with all its parts, of which one entity fills some columns. */
export function wholeOf(load: VersionedDimension): VersionedDimension {
  const whole = dimensionOf(load.name);
  if (isCollected(whole) || !isVersioned(whole)) throw new Error(`The dimension "${load.name}" keeps no history.`);
  return whole;
}

/** What one entity tells of the members: its history, and the columns it fills. */
interface Teller {
  readonly entity: string;
  readonly history: string;
  /** When complete files began and ceased to hold the members; null where none ever was. */
  readonly seen: string | null;
  /** Alias of its history in the statement: of the row of a moment, of a version's last and of the newest. */
  readonly alias: string;
  readonly tracked: readonly string[];
  /** Columns that show the last value of the version's own time. */
  readonly ofVersion: ReadonlySet<string>;
  readonly columns: readonly string[];
}

function tellersOf(dimension: VersionedDimension, hasSeen: boolean): readonly Teller[] {
  return entitiesOf(dimension).map((entity, index): Teller => {
    const load = targetOf(entity);
    const versions = load.kind === 'dimension' && load.versions !== null ? load.versions : dimension.versions;
    return {
      entity,
      history: `hist.${entity}`,
      seen: hasSeen ? `hist.${entity}_seen` : null,
      alias: String(index + 1),
      tracked: versions.tracked,
      ofVersion: new Set([...versions.tracked, ...versions.carried]),
      columns: load.columns.map(({ column }) => column),
    };
  });
}

/** Columns that say which row of each history holds at a moment. */
function marksOf(tellers: readonly Teller[]): readonly string[] {
  return tellers.flatMap(({ alias, seen }) => [`at_${alias}`, ...(seen === null ? [] : [`seen_${alias}`])]);
}

/**
 * What an entity tells while complete files hold the member: of the dimension's own entity all but whether it is deleted
 * goes on, of a further one nothing.
 */
function whileThere(name: string, alias: string, seen: string, value: string): string {
  const isGone = `CASE WHEN ${seen}.is_deleted = CAST(1 AS bit) THEN`;
  if (name === 'is_deleted') return `${isGone} CAST(1 AS bit) ELSE ${value} END`;
  return alias === '1' ? value : `${isGone} NULL ELSE ${value} END`;
}

/** Members whose history this run has changed, under a further condition. */
function touched(dimension: VersionedDimension, tellers: readonly Teller[], condition = ''): string {
  const natural = prefixed('h', dimension.naturalKey);
  const each = tellers.flatMap(({ history, seen }) =>
    (seen === null ? [history] : [history, seen]).map(
      (table) => `SELECT DISTINCT ${natural} FROM ${table} AS h WHERE h.run_id = @run_id${condition}`,
    ),
  );
  return each.join('\n  UNION\n  ');
}

interface Tracked {
  readonly name: string;
  readonly alias: string;
  readonly nullable: boolean;
}

/** What makes a version: the columns that the model tracks, and whether the source still has the member. */
function trackedColumns(dimension: VersionedDimension, tellers: readonly Teller[]): readonly Tracked[] {
  const columns = attributeColumns(dimension);
  const tracked = tellers.flatMap(({ alias, tracked: names }) =>
    names.map(
      (name): Tracked => ({ name, alias, nullable: columns.find((one) => one.name === name)?.nullable ?? true }),
    ),
  );
  return [...tracked, { name: 'is_deleted', alias: '1', nullable: tellers.length > 1 }];
}

/** What one entity has told of the touched members, change by change. */
function statesOfOne(dimension: VersionedDimension, { history, tracked }: Teller): string {
  const natural = dimension.naturalKey;
  return `states AS (
  SELECT ${prefixed('h', natural)}, h.since_utc, h.since_utc AS at_1, ${prefixed('h', [...tracked, 'is_deleted'])}
  FROM ${history} AS h
  INNER JOIN touched AS t ON ${joinOn('t', 'h', natural)}${inPart('h', natural)}
)`;
}

/**
 * What several entities have told: every moment at which one of them tells something, with the change of each that holds
 * then. That is its last one so far or, before its first, that one, since a first state holds from the beginning.
 */
function statesOfSeveral(dimension: VersionedDimension, tellers: readonly Teller[]): string {
  const natural = dimension.naturalKey;
  const moments = (table: string): string =>
    `SELECT ${prefixed('h', natural)}, h.since_utc FROM ${table} AS h INNER JOIN touched AS t ON ${joinOn('t', 'h', natural)}${inPart('h', natural)}`;
  const told = tellers.flatMap(({ history, seen }) => [
    moments(history),
    ...(seen === null ? [] : [`${moments(seen)} WHERE h.is_first = CAST(0 AS bit)`]),
  ]);
  const member = `PARTITION BY ${prefixed('m', natural)}`;
  const held = tellers.flatMap(({ alias, seen }) => [
    `COALESCE(MAX(h${alias}.since_utc) OVER (${member} ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING),
      MIN(h${alias}.since_utc) OVER (${member})) AS at_${alias}`,
    ...(seen === null
      ? []
      : [`MAX(g${alias}.since_utc) OVER (${member} ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS seen_${alias}`]),
  ]);
  const joins = (moment: (kind: 'at' | 'seen', alias: string) => string): string =>
    tellers
      .flatMap(({ history, seen, alias }) => [
        `LEFT JOIN ${history} AS h${alias} ON ${joinOn(`h${alias}`, 'm', natural)} AND h${alias}.since_utc = m.${moment('at', alias)}${inPart(`h${alias}`, natural)}`,
        ...(seen === null
          ? []
          : [
              `LEFT JOIN ${seen} AS g${alias} ON ${joinOn(`g${alias}`, 'm', natural)} AND g${alias}.since_utc = m.${moment('seen', alias)} AND g${alias}.is_first = CAST(0 AS bit)${inPart(`g${alias}`, natural)}`,
            ]),
      ])
      .join('\n  ');
  const tracked = trackedColumns(dimension, tellers).map(({ name, alias }) => {
    const value = `h${alias}.${name}`;
    return tellers.some((teller) => teller.seen !== null)
      ? `${whileThere(name, alias, `g${alias}`, value)} AS ${name}`
      : value;
  });
  return `told AS (
  ${told.join('\n  UNION\n  ')}
), moments AS (
  SELECT ${prefixed('m', natural)}, m.since_utc,
    ${held.join(',\n    ')}
  FROM told AS m
  ${joins(() => 'since_utc')}
), states AS (
  SELECT ${prefixed('m', [...natural, 'since_utc', ...marksOf(tellers)])}, ${tracked.join(', ')}
  FROM moments AS m
  ${joins((kind, alias) => `${kind}_${alias}`)}
)`;
}

function states(dimension: VersionedDimension, tellers: readonly Teller[]): string {
  const [first, ...others] = tellers;
  return first === undefined || first.seen !== null || others.length > 0
    ? statesOfSeveral(dimension, tellers)
    : statesOfOne(dimension, first);
}

/** Runs of states without a change in a tracked column. */
function runsOfStates(dimension: VersionedDimension, tellers: readonly Teller[]): string {
  const natural = dimension.naturalKey;
  const tracked = trackedColumns(dimension, tellers);
  const byTime = `OVER (PARTITION BY ${prefixed('m', natural)} ORDER BY m.since_utc)`;
  const changed = tracked.map(({ name, nullable }) => differs(`m.${name}`, `m.previous_${name}`, nullable));
  const ats = marksOf(tellers);
  return `states_before AS (
  SELECT ${prefixed('m', natural)}, m.since_utc, ${prefixed('m', ats)}, ${tracked.map(({ name }) => `m.${name}`).join(', ')},
    LAG(m.since_utc) ${byTime} AS previous_utc,
    ${tracked.map(({ name }) => `LAG(m.${name}) ${byTime} AS previous_${name}`).join(',\n    ')}
  FROM states AS m
), starts AS (
  SELECT ${prefixed('m', natural)}, m.since_utc, ${prefixed('m', ats)},
    CASE WHEN m.previous_utc IS NULL OR ${changed.join('\n      OR ')} THEN 1 ELSE 0 END AS is_start
  FROM states_before AS m
), numbered AS (
  SELECT ${prefixed('m', natural)}, m.since_utc, ${prefixed('m', ats)},
    SUM(m.is_start) OVER (PARTITION BY ${prefixed('m', natural)} ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS version_number
  FROM starts AS m
), runs AS (
  SELECT ${prefixed('m', natural)}, m.version_number, MIN(m.since_utc) AS since_utc,
    ${ats.map((at) => `MAX(m.${at}) AS ${at}`).join(', ')}, MIN(d.since_utc) AS keyed_utc
  FROM numbered AS m
  LEFT JOIN dim.${dimension.name} AS d ON ${joinOn('d', 'm', natural)} AND d.since_utc = m.since_utc${inPart('d', natural)}
  GROUP BY ${prefixed('m', natural)}, m.version_number
)`;
}

/** From which row of a history a version takes a column: the last of its own time, or the member's newest. */
function valuesOf(dimension: VersionedDimension, tellers: readonly Teller[]): readonly string[] {
  const columns = attributeColumns(dimension);
  const hasSeen = tellers.some(({ seen }) => seen !== null);
  const values = tellers.flatMap(({ alias, columns: names, ofVersion }) =>
    names.map((name) => {
      const row = ofVersion.has(name) ? 'l' : 'n';
      const told = `${row}${alias}.${name}`;
      const value = hasSeen ? whileThere(name, alias, `${row}g${alias}`, told) : told;
      return columns.find((one) => one.name === name)?.nullable === false ? `COALESCE(${value}, -1)` : value;
    }),
  );
  const deleted = 'COALESCE(l1.is_deleted, CAST(0 AS bit))';
  return [...values, hasSeen ? whileThere('is_deleted', '1', 'lg1', deleted) : deleted];
}

/**
 * Works the spans of versions out from the history, whatever came in which order: a version is a run of states in which
 * no tracked column changes. It keeps the surrogate key of the earliest version that began within it; the first takes
 * over an inferred member's. What a version tells comes later: with all of it, DuckDB would hold half a dozen wide joins
 * at once.
 */
function findSpans(dimension: VersionedDimension, tellers: readonly Teller[], parts: Parts): Statement {
  const { name, naturalKey: natural } = dimension;
  const [table, key] = [`dim.${name}`, keyOf(name)];
  const marks = marksOf(tellers);
  const kept = `COALESCE(d.${key}, i.${key})`;
  const perMember = `OVER (PARTITION BY ${prefixed('r', natural)} ORDER BY r.version_number)`;
  const newest = marks.map((mark) => `MAX(r.${mark}) OVER (PARTITION BY ${prefixed('r', natural)}) AS newest_${mark}`);
  const columns = [...natural, 'since_utc', key, 'valid_from_utc', 'next_utc', 'new_number', ...marks];
  const sql = `WITH touched AS (
  ${touched(dimension, tellers, inPart('h', natural))}
), ${states(dimension, tellers)}, ${runsOfStates(dimension, tellers)}
INSERT INTO stg.${name}_span${TABLE_LOCK} (${[...columns, ...marks.map((mark) => `newest_${mark}`)].join(', ')})
SELECT ${prefixed('r', natural)}, r.since_utc, ${kept},
  CASE WHEN r.version_number = 1 THEN ${FIRST_INSTANT} ELSE r.since_utc END AS valid_from_utc,
  LEAD(r.since_utc) ${perMember} AS next_utc,
  o.last_number + SUM(CASE WHEN ${kept} IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY ${prefixed('r', natural)}, r.version_number ROWS UNBOUNDED PRECEDING) AS new_number,
  ${[...marks.map((mark) => `r.${mark}`), ...newest].join(',\n  ')}
FROM runs AS r
CROSS JOIN (SELECT COALESCE(MAX(new_number), 0) AS last_number FROM stg.${name}_span) AS o
LEFT JOIN ${table} AS d ON ${joinOn('d', 'r', natural)} AND d.since_utc = r.keyed_utc${inPart('d', natural)}
LEFT JOIN ${table} AS i ON ${joinOn('i', 'r', natural)} AND i.is_inferred = 1 AND i.since_utc IS NULL AND r.version_number = 1${inPart('i', natural)}`;
  return { name: `find spans of ${table}`, sql, changesStar: false, parts };
}

/** What each version tells. A member that only a further entity tells of is inferred still. */
function tellVersions(dimension: VersionedDimension, tellers: readonly Teller[], parts: Parts): Statement {
  const { name, naturalKey: natural } = dimension;
  const [table, key] = [`dim.${name}`, keyOf(name)];
  const ats = tellers.map(({ alias }) => `at_${alias}`);
  const attributes = attributeColumns(dimension).map((column) => column.name);
  const lasts = tellers.map(({ entity }) => lastColumn(entity));
  const kind = tellers.length === 1 ? 'INNER' : 'LEFT';
  const join = (rows: string, row: string, mark: string): string =>
    `JOIN ${rows} AS ${row} ON ${joinOn(row, 's', natural)} AND ${row}.since_utc = s.${mark}${inPart(row, natural)}`;
  const joins = tellers.flatMap(({ history, alias, seen }) => [
    `${kind} ${join(history, `l${alias}`, `at_${alias}`)}`,
    `${kind} ${join(history, `n${alias}`, `newest_at_${alias}`)}`,
    ...(seen === null
      ? []
      : [
          `LEFT ${join(seen, `lg${alias}`, `seen_${alias}`)}`,
          `LEFT ${join(seen, `ng${alias}`, `newest_seen_${alias}`)}`,
        ]),
  ]);
  const sql = `INSERT INTO stg.${name}_version${TABLE_LOCK} (${[key, ...natural, ...attributes, 'is_deleted', 'since_utc', ...lasts].join(', ')}, valid_from_utc, valid_to_utc, is_current, is_inferred, is_new)
SELECT COALESCE(s.${key}, m.max_key + s.new_number), ${prefixed('s', natural)},
  ${valuesOf(dimension, tellers).join(', ')},
  s.since_utc, ${prefixed('s', ats)}, s.valid_from_utc, COALESCE(s.next_utc, ${LAST_INSTANT}),
  CASE WHEN s.next_utc IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.at_1 IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.${key} IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END
FROM stg.${name}_span AS s
${joins.join('\n')}
CROSS JOIN ${highestGivenKey(dimension)} AS m
WHERE ${isInPart('s', natural)}`;
  return { name: `tell versions of ${table}`, sql, changesStar: false, parts };
}

/** The versions that members whose history has changed have now. */
export function workOutVersions(dimension: VersionedDimension, hasSeen: boolean): readonly Statement[] {
  const tellers = tellersOf(dimension, hasSeen);
  const parts = partsOfKeys(dimension.naturalKey, touched(dimension, tellers));
  return [findSpans(dimension, tellers, parts), tellVersions(dimension, tellers, parts)];
}
