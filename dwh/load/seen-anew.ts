import { LAST_READING } from './complete-files.ts';
import { AS_OF, bit, heldKeys, intoSeen, lastSeen, seenOf, step } from './seen.ts';
import { joinOn, prefixed, type Statement } from './sql-text.ts';
import type { VersionedDimension } from './versions.ts';

/*
 * Presence as the run works it out beside what is there, in rows that have its number: from files that all speak anew,
 * or from a copy into which files fall whose instant others follow.
 */

/** What is to hold of a key at a file's instant. */
type Wanted = 'held' | 'deleted';

/** Rows of the run that begin as those that are there; of replayed files only their keys'. */
export function copySeen(dimension: VersionedDimension, isReplayOnly: boolean): Statement {
  const { entity, naturalKey: keys } = dimension;
  const staged = `\nWHERE EXISTS (SELECT 1 FROM stg.${entity}_row AS s WHERE ${joinOn('s', 'p', keys)})`;
  const sql = `${intoSeen(dimension)}
SELECT ${prefixed('p', keys)}, p.since_utc, p.is_deleted, p.is_first, @run_id
FROM ${seenOf(dimension)} AS p${isReplayOnly ? staged : ''}`;
  return step(`copy presence of ${isReplayOnly ? 'replayed ' : ''}${entity}`, sql);
}

/** Keys of which the run's rows do not say at the file's instant what the file says. */
function wrongKeys(dimension: VersionedDimension, wanted: Wanted): string {
  const keys = dimension.naturalKey;
  const [held, last] = [heldKeys(dimension), lastSeen(dimension, 'run')];
  if (wanted === 'held') {
    return `(
  SELECT ${prefixed('f', keys)}
  FROM ${held}
  LEFT JOIN ${last} ON ${joinOn('l', 'f', keys)}
  WHERE l.is_deleted IS NULL OR l.is_deleted = ${bit(true)}
) AS w`;
  }
  // A key that the file itself was the first to hold has been there once, whatever its rows say now.
  return `(
  SELECT ${prefixed('l', keys)}
  FROM ${last}
  LEFT JOIN ${held} ON ${joinOn('f', 'l', keys)}
  WHERE l.is_deleted = ${bit(false)} AND f.is_held IS NULL AND (l.is_first = ${bit(false)} OR l.since_utc < ${AS_OF})
) AS w`;
}

function nextSeen(dimension: VersionedDimension): string {
  const keys = dimension.naturalKey;
  return `(
  SELECT ${prefixed('q', keys)}, MIN(q.since_utc) AS next_utc
  FROM ${seenOf(dimension)} AS q
  WHERE q.since_utc > ${AS_OF} AND q.run_id = @run_id
  GROUP BY ${prefixed('q', keys)}
) AS n`;
}

/**
 * What a file says whose instant other rows follow. It says it up to the next whole file, of which is known that it said
 * the opposite; without one before the next row, which says the same, that row is none any more.
 */
function seenBetween(dimension: VersionedDimension, wanted: Wanted): readonly Statement[] {
  const { entity, naturalKey: keys } = dimension;
  const seen = seenOf(dimension);
  const wrong = wrongKeys(dimension, wanted);
  const [says, opposite] = wanted === 'held' ? [bit(false), bit(true)] : [bit(true), bit(false)];
  const after = `${intoSeen(dimension)}
SELECT ${prefixed('w', keys)}, MIN(c.as_of_utc), ${opposite}, ${bit(false)}, @run_id
FROM ${wrong}
LEFT JOIN ${nextSeen(dimension)} ON ${joinOn('n', 'w', keys)}
INNER JOIN ops.complete_file AS c ON c.entity = '${entity}' AND c.verdict = 'whole' AND c.as_of_utc > ${AS_OF}
  AND (n.next_utc IS NULL OR c.as_of_utc < n.next_utc)
WHERE ${LAST_READING}
GROUP BY ${prefixed('w', keys)}`;
  const merged = `DELETE FROM ${seen}
WHERE run_id = @run_id AND is_deleted = ${says}
  AND EXISTS (
    SELECT 1
    FROM ${wrong}
    INNER JOIN ${nextSeen(dimension)} ON ${joinOn('n', 'w', keys)}
    WHERE ${joinOn('w', seen, keys)} AND n.next_utc = ${seen}.since_utc
  )`;
  const undone = `DELETE FROM ${seen}
WHERE run_id = @run_id AND since_utc = ${AS_OF}
  AND EXISTS (SELECT 1 FROM ${wrong} WHERE ${joinOn('w', seen, keys)})`;
  const said = `${intoSeen(dimension)}
SELECT ${prefixed('w', keys)}, ${AS_OF}, ${says}, ${bit(false)}, @run_id
FROM ${wrong}`;
  return [
    step(`end what is ${wanted} of ${entity} at the next whole file`, after),
    step(`join what is ${wanted} of ${entity} with what follows`, merged),
    step(`undo what was not ${wanted} of ${entity}`, undone),
    step(`say what is ${wanted} of ${entity}`, said),
  ];
}

/** Files before the newest: the keys that they hold are there, and those are gone that a whole one lacks. */
export function seenHeldBetween(dimension: VersionedDimension): readonly Statement[] {
  return seenBetween(dimension, 'held');
}

export function seenDeletedBetween(dimension: VersionedDimension): readonly Statement[] {
  return seenBetween(dimension, 'deleted');
}

/** Makes the first row of each key, and no other, `is_first`. */
export function markFirst(dimension: VersionedDimension): readonly Statement[] {
  const { entity, naturalKey: keys } = dimension;
  const seen = seenOf(dimension);
  const earlier = `EXISTS (
    SELECT 1 FROM ${seen} AS p WHERE p.run_id = @run_id AND ${joinOn('p', seen, keys)} AND p.since_utc < ${seen}.since_utc
  )`;
  return [true, false].map((isFirst) =>
    step(
      `mark what is ${isFirst ? '' : 'not '}the first of ${entity}`,
      `UPDATE ${seen}
SET is_first = ${bit(isFirst)}
WHERE run_id = @run_id AND is_first = ${bit(!isFirst)} AND ${isFirst ? 'NOT ' : ''}${earlier}`,
    ),
  );
}

function sameRow(keys: readonly string[], left: string, right: string): string {
  const columns = [...keys, 'since_utc', 'is_deleted', 'is_first'];
  return joinOn(left, right, columns);
}

/** By instant and whether keys went or came back then, how many rows of the run say what nobody had said. */
export function countNews(dimension: VersionedDimension): string {
  const seen = seenOf(dimension);
  return `SELECT n.since_utc, n.is_deleted, COUNT(*) AS key_count
FROM ${seen} AS n
WHERE n.run_id = @run_id AND n.is_first = ${bit(false)}
  AND NOT EXISTS (SELECT 1 FROM ${seen} AS o WHERE o.run_id <> @run_id AND ${sameRow(dimension.naturalKey, 'o', 'n')})
GROUP BY n.since_utc, n.is_deleted`;
}

/** The run's rows replace the others of their keys where one of these is not among them; those that are the same go. */
export function replaceSeen(dimension: VersionedDimension): readonly Statement[] {
  const { entity, naturalKey: keys } = dimension;
  const seen = seenOf(dimension);
  const same = (left: string, right: string): string => sameRow(keys, left, right);
  const replaced = `DELETE FROM ${seen}
WHERE run_id <> @run_id
  AND EXISTS (
    SELECT 1
    FROM ${seen} AS o
    WHERE o.run_id <> @run_id AND ${joinOn('o', seen, keys)}
      AND EXISTS (SELECT 1 FROM ${seen} AS n WHERE n.run_id = @run_id AND ${joinOn('n', 'o', keys)})
      AND NOT EXISTS (SELECT 1 FROM ${seen} AS n WHERE n.run_id = @run_id AND ${same('n', 'o')})
  )`;
  const unchanged = `DELETE FROM ${seen}
WHERE run_id = @run_id
  AND EXISTS (SELECT 1 FROM ${seen} AS o WHERE o.run_id <> @run_id AND ${same('o', seen)})`;
  return [
    step(`forget what was said otherwise of ${entity}`, replaced),
    step(`forget what was said again of ${entity}`, unchanged),
  ];
}
