import { lastColumn } from '../model/history-tables.ts';
import { applyVersions } from './apply-versions.ts';
import { joinOn, prefixed, type Statement } from './sql-text.ts';
import { type VersionedDimension, wholeOf, workOutVersions } from './versions.ts';

/** Into the history goes whatever says something new of its instant, even if no version comes of it. */
function keepHistory({ entity, naturalKey, columns }: VersionedDimension): readonly Statement[] {
  const [history, ready] = [`hist.${entity}`, `stg.${entity}_ready`];
  const identity = [...naturalKey, 'since_utc'];
  const content = [...columns.map(({ column }) => column), 'batch_id'];
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

/**
 * A row that is new to the history is `inserted` only where a new version begins with it. It is `updated` where it
 * begins one that was there, an inferred member's too, or is the last word of its entity within one; else later rows
 * hide it.
 */
function settleClasses({ entity, name, naturalKey }: VersionedDimension): Statement {
  const [ready, version] = [`stg.${entity}_ready`, `stg.${name}_version`];
  const sql = `UPDATE ${ready}
SET row_class = c.row_class
FROM (
  SELECT r.batch_id, r.row_id,
    CASE WHEN b.is_new IS NOT NULL OR e.is_told IS NOT NULL THEN 'updated' ELSE 'superseded' END AS row_class
  FROM ${ready} AS r
  LEFT JOIN ${version} AS b ON ${joinOn('b', 'r', naturalKey)} AND b.since_utc = r.since_utc
  LEFT JOIN (
    SELECT DISTINCT ${naturalKey.join(', ')}, ${lastColumn(entity ?? '')}, 1 AS is_told FROM ${version}
  ) AS e ON ${joinOn('e', 'r', naturalKey)} AND e.${lastColumn(entity ?? '')} = r.since_utc
  WHERE r.row_class = 'inserted' AND (b.is_new IS NULL OR b.is_new = 0)
) AS c
WHERE c.batch_id = ${ready}.batch_id AND c.row_id = ${ready}.row_id`;
  return { name: `settle classes of ${entity}`, sql, changesStar: false };
}

/** From an entity's ready rows to versions of its dimension; facts still have to follow, then versions be dropped. */
export function versionStatements(load: VersionedDimension, hasSeen: boolean): readonly Statement[] {
  const dimension = wholeOf(load);
  return [
    ...keepHistory(load),
    ...workOutVersions(dimension, hasSeen),
    settleClasses(load),
    ...applyVersions(dimension),
  ];
}
