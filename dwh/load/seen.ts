import { FIRST_INSTANT } from './instants.ts';
import { joinOn, prefixed, type Statement } from './sql-text.ts';
import type { VersionedDimension } from './versions.ts';

/*
 * Presence of members with history: a row each time that a complete file begins or ceases to hold the key, as of the
 * file. Apart from the history of what the rows say, so that rows that come late or are corrected leave it alone.
 */

const AS_OF = 'CAST(@as_of AS datetime2(3))';

function seenOf({ entity }: VersionedDimension): string {
  return `hist.${entity}_seen`;
}

/** Whether each key is there, as the files up to the given one say. */
function lastSeen(dimension: VersionedDimension): string {
  const keys = dimension.naturalKey;
  const seen = seenOf(dimension);
  return `(
  SELECT ${prefixed('p', keys)}, p.since_utc, p.is_deleted
  FROM ${seen} AS p
  INNER JOIN (
    SELECT ${keys.join(', ')}, MAX(since_utc) AS last_utc FROM ${seen} WHERE since_utc <= ${AS_OF} GROUP BY ${keys.join(', ')}
  ) AS m ON ${joinOn('m', 'p', keys)} AND m.last_utc = p.since_utc
) AS l`;
}

function heldKeys({ entity, naturalKey }: VersionedDimension): string {
  return `(
  SELECT DISTINCT ${prefixed('s', naturalKey)}, 1 AS is_held
  FROM stg.${entity}_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f`;
}

/**
 * Before the first complete file: members that were there already count as held, so that it can delete them. Those that
 * a known file holds get their place when it is read again.
 */
export function rememberMembers(dimension: VersionedDimension): Statement {
  const { entity, naturalKey: keys } = dimension;
  const sql = `INSERT INTO ${seenOf(dimension)} (${keys.join(', ')}, since_utc, is_deleted, is_first, run_id)
SELECT DISTINCT ${prefixed('h', keys)}, ${FIRST_INSTANT}, CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM hist.${entity} AS h
WHERE NOT EXISTS (
  SELECT 1
  FROM stg.${entity}_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND c.is_known = CAST(1 AS bit)
  WHERE ${joinOn('s', 'h', keys)}
)`;
  return { name: `remember members of ${entity}`, sql, changesStar: false };
}

/** Keys that are there, and those of them that the file lacks. */
export function seenLosses(dimension: VersionedDimension): string {
  return `SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM ${lastSeen(dimension)}
LEFT JOIN ${heldKeys(dimension)} ON ${joinOn('f', 'l', dimension.naturalKey)}
WHERE l.is_deleted = CAST(0 AS bit)`;
}

/** A file that is read again can find its own word; that is set right in place. */
function amend(dimension: VersionedDimension, isDeleted: 0 | 1): Statement {
  const { entity, naturalKey: keys } = dimension;
  const seen = seenOf(dimension);
  const held = `SELECT 1 FROM stg.${entity}_row AS s WHERE ${joinOn('s', seen, keys)} AND s.batch_id = @batch_id AND s.source_id = @source_id`;
  const sql = `UPDATE ${seen}
SET is_deleted = CAST(${isDeleted} AS bit), is_first = CAST(0 AS bit), run_id = @run_id
WHERE since_utc = ${AS_OF} AND is_deleted = CAST(${1 - isDeleted} AS bit)
  AND ${isDeleted === 1 ? 'NOT ' : ''}EXISTS (${held})`;
  return { name: `amend what was ${isDeleted === 1 ? 'held' : 'deleted'} of ${entity}`, sql, changesStar: false };
}

export function seenDeletes(dimension: VersionedDimension): readonly Statement[] {
  const { entity, naturalKey: keys } = dimension;
  const sql = `INSERT INTO ${seenOf(dimension)} (${keys.join(', ')}, since_utc, is_deleted, is_first, run_id)
SELECT ${prefixed('l', keys)}, ${AS_OF}, CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM ${lastSeen(dimension)}
LEFT JOIN ${heldKeys(dimension)} ON ${joinOn('f', 'l', keys)}
WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL`;
  return [amend(dimension, 1), { name: `delete members of ${entity}`, sql, changesStar: false }];
}

export function seenReturns(dimension: VersionedDimension): readonly Statement[] {
  const { entity, naturalKey: keys } = dimension;
  const sql = `INSERT INTO ${seenOf(dimension)} (${keys.join(', ')}, since_utc, is_deleted, is_first, run_id)
SELECT ${prefixed('f', keys)}, ${AS_OF}, CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM ${heldKeys(dimension)}
INNER JOIN ${lastSeen(dimension)} ON ${joinOn('l', 'f', keys)}
WHERE l.is_deleted = CAST(1 AS bit)`;
  return [amend(dimension, 0), { name: `let members of ${entity} return`, sql, changesStar: false }];
}

export function seenFirst(dimension: VersionedDimension): Statement {
  const { entity, naturalKey: keys } = dimension;
  const sql = `INSERT INTO ${seenOf(dimension)} (${keys.join(', ')}, since_utc, is_deleted, is_first, run_id)
SELECT ${prefixed('f', keys)}, ${AS_OF}, CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM ${heldKeys(dimension)}
WHERE NOT EXISTS (SELECT 1 FROM ${seenOf(dimension)} AS p WHERE ${joinOn('p', 'f', keys)} AND p.since_utc <= ${AS_OF})`;
  return { name: `remember new members of ${entity}`, sql, changesStar: false };
}

/** Keys of rows that come after the word of their file: it came too late itself, or had refused the row until now. */
function lateKeys({ entity, naturalKey: keys }: VersionedDimension): string {
  return `(
  SELECT ${prefixed('s', keys)}, MIN(c.as_of_utc) AS first_utc
  FROM stg.${entity}_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  GROUP BY ${prefixed('s', keys)}
) AS k`;
}

/** Members that nobody had seen are there from their file on, until the first whole one after it. */
export function seenLate(dimension: VersionedDimension): readonly Statement[] {
  const { entity, naturalKey: keys } = dimension;
  const seen = seenOf(dimension);
  const into = `INSERT INTO ${seen} (${keys.join(', ')}, since_utc, is_deleted, is_first, run_id)`;
  const gone = `${into}
SELECT ${prefixed('k', keys)}, MIN(w.as_of_utc), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM ${lateKeys(dimension)}
INNER JOIN ops.complete_file AS w ON w.entity = '${entity}' AND w.verdict = 'whole' AND w.as_of_utc > k.first_utc
WHERE NOT EXISTS (SELECT 1 FROM ${seen} AS p WHERE ${joinOn('p', 'k', keys)})
GROUP BY ${prefixed('k', keys)}`;
  const first = `${into}
SELECT ${prefixed('k', keys)}, k.first_utc, CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM ${lateKeys(dimension)}
WHERE NOT EXISTS (SELECT 1 FROM ${seen} AS p WHERE ${joinOn('p', 'k', keys)} AND p.since_utc <= k.first_utc)`;
  return [
    { name: `delete late members of ${entity}`, sql: gone, changesStar: false },
    { name: `remember late members of ${entity}`, sql: first, changesStar: false },
  ];
}
