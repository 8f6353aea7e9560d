import type { EntityContract } from '../../core/contract.ts';
import { contractOf, targetOf } from '../model/model.ts';
import { joinOn, prefixed, type Statement } from './sql-text.ts';

interface Waits {
  readonly entity: string;
  readonly key: readonly string[];
  /** Holds since when each key waits. */
  readonly table: string;
  readonly staged: string;
  readonly parentTable: string;
  readonly parentKey: readonly string[];
}

function waitsOf({ entity, key, parent }: EntityContract, parentTable: string): Waits {
  const [table, staged] = [`ops.${entity}_wait`, `stg.${entity}_row`];
  return { entity, key, table, staged, parentTable, parentKey: parent?.columns ?? [] };
}

/** Staged rows, as `s`, that this publication lets wait; each has a key of its own. */
function waitingRows({ staged }: Waits): string {
  return `${staged} AS s
  INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'`;
}

/** All staged rows, as `s`, of keys that wait: copies and losers too. */
function rowsOfWaitingKeys(waits: Waits): string {
  return `${waits.staged} AS s
  INNER JOIN (
    SELECT ${prefixed('s', waits.key)}
    FROM ${waitingRows(waits).replaceAll('\n', '\n  ')}
  ) AS k ON ${joinOn('k', 's', waits.key)}`;
}

function forgetParents({ table, parentTable, parentKey }: Waits): Statement {
  const sql = `DELETE FROM ${table}
WHERE EXISTS (SELECT 1 FROM ${parentTable} AS p WHERE ${joinOn('p', table, parentKey)})`;
  return { name: `forget waits that ended in ${table}`, sql, changesStar: false };
}

/**
 * A key that has waited in vain waits anew once its row had been absent: where files of the same feed came in between
 * without it. A row that each export repeats waits once.
 */
function forgetAbsent(waits: Waits): Statement {
  const { table, staged, key } = waits;
  const sql = `DELETE FROM ${table}
WHERE is_over = CAST(1 AS bit)
  AND EXISTS (
    SELECT 1
    FROM ${waitingRows(waits).replaceAll('\n', '\n  ')}
    WHERE ${joinOn('s', table, key)}
  )
  AND NOT EXISTS (
    SELECT 1
    FROM ${staged} AS s
    INNER JOIN ops.source_file AS f ON f.source_id = s.source_id
    LEFT JOIN (
      SELECT d.feed, d.batch_id, LAG(d.batch_id) OVER (PARTITION BY d.feed ORDER BY d.batch_id) AS previous_batch_id
      FROM (SELECT DISTINCT feed, batch_id FROM ops.source_file) AS d
    ) AS o ON o.feed = f.feed AND o.batch_id = s.batch_id
    WHERE ${joinOn('s', table, key)}
      AND (s.source_id = ${table}.source_id OR o.previous_batch_id <= ${table}.batch_id)
  )`;
  return { name: `forget waits of absent rows in ${table}`, sql, changesStar: false };
}

function keepUpWaits(waits: Waits): Statement {
  const { table, key } = waits;
  const later = (name: string): string =>
    `${name} = CASE WHEN w.last_${name} > ${name} THEN w.last_${name} ELSE ${name} END`;
  const sql = `UPDATE ${table}
SET ${later('batch_id')},
  ${later('source_id')},
  is_over = CAST(0 AS bit)
FROM (
  SELECT ${prefixed('s', key)}, MAX(s.batch_id) AS last_batch_id, MAX(s.source_id) AS last_source_id
  FROM ${rowsOfWaitingKeys(waits)}
  GROUP BY ${prefixed('s', key)}
) AS w
WHERE ${joinOn('w', table, key)}
  AND (w.last_batch_id > ${table}.batch_id OR w.last_source_id > ${table}.source_id OR ${table}.is_over = CAST(1 AS bit))`;
  return { name: `keep up ${table}`, sql, changesStar: false };
}

function addWaits(waits: Waits): Statement {
  const { table, key } = waits;
  const sql = `INSERT INTO ${table} (${key.join(', ')}, since_utc, batch_id, source_id, is_over)
SELECT ${prefixed('s', key)}, MIN(b.staged_utc), MAX(s.batch_id), MAX(s.source_id), CAST(0 AS bit)
FROM ${rowsOfWaitingKeys(waits)}
INNER JOIN ops.batch AS b ON b.batch_id = s.batch_id
WHERE NOT EXISTS (SELECT 1 FROM ${table} AS w WHERE ${joinOn('w', 's', key)})
GROUP BY ${prefixed('s', key)}`;
  return { name: `add to ${table}`, sql, changesStar: false };
}

/** Marks the waits that are over by now, and classifies the rows they are of. */
function endWaits(waits: Waits): readonly Statement[] {
  const { entity, table, staged, key } = waits;
  const marked = `UPDATE ${table}
SET is_over = CAST(1 AS bit)
WHERE since_utc < CAST(@since AS datetime2(3)) AND is_over = CAST(0 AS bit)`;
  const refused = `UPDATE stg.row_class
SET row_class = 'quarantined'
WHERE row_class = 'waiting' AND EXISTS (
    SELECT 1
    FROM ${staged} AS s
    INNER JOIN ${table} AS w ON ${joinOn('w', 's', key)}
    WHERE s.batch_id = stg.row_class.batch_id AND s.row_id = stg.row_class.row_id AND w.is_over = CAST(1 AS bit)
  )`;
  return [
    { name: `end waits in ${table}`, sql: marked, changesStar: false },
    { name: `settle rows of ${entity} that waited in vain`, sql: refused, changesStar: false },
  ];
}

/**
 * Keeps since when each key waits, whichever of its rows does, and gives the class `quarantined` to rows whose wait began
 * before `@since`. After rows without a parent have been classified as waiting.
 */
export function settleWaits(entity: string): readonly Statement[] {
  const target = targetOf(entity);
  if (target.kind !== 'fact' || target.parent === null) return [];
  const waits = waitsOf(contractOf(entity), `fact.${target.parent}`);
  return [forgetParents(waits), forgetAbsent(waits), keepUpWaits(waits), addWaits(waits), ...endWaits(waits)];
}
