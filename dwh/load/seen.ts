import { FIRST_INSTANT } from './instants.ts';
import { joinOn, prefixed, type Statement } from './sql-text.ts';
import type { VersionedDimension } from './versions.ts';

/*
 * Presence of members with history: a row each time that complete files begin or cease to hold the key, as of the file
 * that shows it. Apart from the history of what the rows say, so that rows that come late or are corrected leave it alone.
 *
 * Of each key, in the order of `since_utc`:
 * - no two rows are of the same instant;
 * - the first row is `is_first` and says that the key is there; no other is `is_first`. It is no change: a member's first
 *   version is valid from the beginning;
 * - then `is_deleted` alternates.
 *
 * A row that says that the key is gone is of a whole file that lacks it; until the next row, no file that was believed
 * held it. A row that says that it is there is of a file that holds it; until the next row, every whole file held it. So
 * what comes between two rows changes presence only up to the first whole file after it.
 *
 * Files that are newer than all others add rows at the end. Whatever else comes is worked out in rows of its own, those
 * of the run, which then replace the others where they differ.
 */

export const AS_OF = 'CAST(@as_of AS datetime2(3))';

/** `stored`: all rows. `run`: only those that the run works out. */
export type Scope = 'stored' | 'run';

export const bit = (value: boolean): string => `CAST(${value ? 1 : 0} AS bit)`;

export function seenOf({ entity }: VersionedDimension): string {
  return `hist.${entity}_seen`;
}

function within(scope: Scope, row: string): string {
  return scope === 'run' ? ` AND ${row}.run_id = @run_id` : '';
}

export function intoSeen(dimension: VersionedDimension): string {
  return `INSERT INTO ${seenOf(dimension)} (${dimension.naturalKey.join(', ')}, since_utc, is_deleted, is_first, run_id)`;
}

export const step = (name: string, sql: string): Statement => ({ name, sql, changesStar: false });

/** Whether each key is there, as the files up to the given one say. */
export function lastSeen(dimension: VersionedDimension, scope: Scope): string {
  const keys = dimension.naturalKey;
  const seen = seenOf(dimension);
  return `(
  SELECT ${prefixed('p', keys)}, p.since_utc, p.is_deleted, p.is_first
  FROM ${seen} AS p
  INNER JOIN (
    SELECT ${prefixed('q', keys)}, MAX(q.since_utc) AS last_utc
    FROM ${seen} AS q
    WHERE q.since_utc <= ${AS_OF}${within(scope, 'q')}
    GROUP BY ${prefixed('q', keys)}
  ) AS m ON ${joinOn('m', 'p', keys)} AND m.last_utc = p.since_utc${within(scope, 'p')}
) AS l`;
}

export function heldKeys({ entity, naturalKey }: VersionedDimension): string {
  return `(
  SELECT DISTINCT ${prefixed('s', naturalKey)}, 1 AS is_held
  FROM stg.${entity}_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f`;
}

/**
 * Members that no file tells of already count as held, so that the first complete file can delete them. Those that a
 * known file holds get their place when it is read again.
 */
export function rememberMembers(dimension: VersionedDimension, scope: Scope): Statement {
  const { entity, naturalKey: keys } = dimension;
  const run = scope === 'run' ? '@run_id' : 'MIN(h.run_id)';
  const sql = `${intoSeen(dimension)}
SELECT ${prefixed('h', keys)}, ${FIRST_INSTANT}, ${bit(false)}, ${bit(true)}, ${run}
FROM hist.${entity} AS h
WHERE NOT EXISTS (
  SELECT 1
  FROM stg.${entity}_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND c.is_known = ${bit(true)}
  WHERE ${joinOn('s', 'h', keys)}
)
GROUP BY ${prefixed('h', keys)}`;
  return step(`remember members of ${entity}`, sql);
}

/** Keys that are there, and those of them that the file lacks. */
export function seenLosses(dimension: VersionedDimension, scope: Scope): string {
  return `SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM ${lastSeen(dimension, scope)}
LEFT JOIN ${heldKeys(dimension)} ON ${joinOn('f', 'l', dimension.naturalKey)}
WHERE l.is_deleted = ${bit(false)}`;
}

/** Of a file that is newer than all rows: the keys that it lacks are gone. */
export function seenDeletes(dimension: VersionedDimension, scope: Scope): Statement {
  const { entity, naturalKey: keys } = dimension;
  const sql = `${intoSeen(dimension)}
SELECT ${prefixed('l', keys)}, ${AS_OF}, ${bit(true)}, ${bit(false)}, @run_id
FROM ${lastSeen(dimension, scope)}
LEFT JOIN ${heldKeys(dimension)} ON ${joinOn('f', 'l', keys)}
WHERE l.is_deleted = ${bit(false)} AND f.is_held IS NULL`;
  return step(`delete members of ${entity}`, sql);
}

/** The keys that it holds are back. */
export function seenReturns(dimension: VersionedDimension, scope: Scope): Statement {
  const { entity, naturalKey: keys } = dimension;
  const sql = `${intoSeen(dimension)}
SELECT ${prefixed('f', keys)}, ${AS_OF}, ${bit(false)}, ${bit(false)}, @run_id
FROM ${heldKeys(dimension)}
INNER JOIN ${lastSeen(dimension, scope)} ON ${joinOn('l', 'f', keys)}
WHERE l.is_deleted = ${bit(true)}`;
  return step(`let members of ${entity} return`, sql);
}

/** Or there for the first time. */
export function seenFirst(dimension: VersionedDimension, scope: Scope): Statement {
  const { entity, naturalKey: keys } = dimension;
  const known = `SELECT 1 FROM ${seenOf(dimension)} AS p WHERE ${joinOn('p', 'f', keys)}${within(scope, 'p')}`;
  const sql = `${intoSeen(dimension)}
SELECT ${prefixed('f', keys)}, ${AS_OF}, ${bit(false)}, ${bit(true)}, @run_id
FROM ${heldKeys(dimension)}
WHERE NOT EXISTS (${known})`;
  return step(`remember new members of ${entity}`, sql);
}
