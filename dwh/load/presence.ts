import type { Session } from '../../core/ports/warehouse.ts';
import type { Dimension, Fact } from '../model/star.ts';
import { keyOf } from '../model/table-columns.ts';
import type { CompleteFile } from './complete-files.ts';
import type { Losses } from './judge-files.ts';
import { joinOn, prefixed, type Statement } from './sql-text.ts';

/*
 * Presence of rows that a change overwrites: one bit, set by the files from the last whole one on. What those before it
 * say, it says otherwise or again.
 */

/** Of the file of a staged row: it is not older than the one that the parameter names. */
const FROM_FILE = 'c.as_of_utc >= CAST(@from_utc AS datetime2(3))';

function tableOf({ kind, name }: Dimension | Fact): string {
  return `${kind === 'dimension' ? 'dim' : 'fact'}.${name}`;
}

/** Staged rows of complete files, duplicates, losers and rows that wait among them. */
function heldRows({ entity }: Dimension | Fact): string {
  return `stg.${entity}_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id`;
}

/** Rows of the table that a source has told of: not the unknown member, nor one that only other rows name. */
function isTold(target: Dimension | Fact, row: string): string {
  if (target.kind === 'fact') return '';
  return ` AND ${row}.${keyOf(target.name)} > 0 AND ${row}.is_inferred = CAST(0 AS bit)`;
}

export interface PresenceStatements {
  /** With or without a whole file. */
  returns(hasWhole: boolean): Statement;
  readonly deletes: Statement;
  /** Of rows that came with an earlier file, or waited since, only those are there that the last whole one holds. */
  readonly late: Statement;
}

/** With `@from_utc`: as of the last whole file. */
export function presenceStatements(target: Dimension | Fact): PresenceStatements {
  const [table, keys] = [tableOf(target), target.naturalKey];
  const returns = (hasWhole: boolean): string => `UPDATE ${table}
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT ${prefixed('s', keys)}
  FROM ${heldRows(target)}${hasWhole ? `\n  WHERE ${FROM_FILE}` : ''}
) AS p
WHERE ${joinOn('p', table, keys)} AND ${table}.is_deleted = CAST(1 AS bit)`;
  const deletes = `UPDATE ${table}
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)${isTold(target, table)}
  AND NOT EXISTS (
    SELECT 1
    FROM ${heldRows(target)}
    WHERE ${joinOn('s', table, keys)} AND ${FROM_FILE}
  )`;
  const late = `${deletes}
  AND EXISTS (
    SELECT 1
    FROM stg.${target.entity}_ready AS r
    INNER JOIN ${heldRows(target)} ON s.batch_id = r.batch_id AND s.row_id = r.row_id
    WHERE r.row_class = 'inserted' AND ${joinOn('r', table, keys)}
  )`;
  const before = ', while none is whole';
  return {
    late: { name: `delete late rows of ${table}`, sql: late, changesStar: true },
    returns: (hasWhole) => ({
      name: `let rows of ${table} return${hasWhole ? '' : before}`,
      sql: returns(hasWhole),
      changesStar: true,
    }),
    deletes: { name: `delete rows of ${table}`, sql: deletes, changesStar: true },
  };
}

/** What says what is there before a file. */
export interface Ground {
  /** The last whole file before it of those that are being published; without one, what is stored says it too. */
  readonly from: CompleteFile | null;
  /** What files hold that are read again, they say themselves. */
  readonly isAnew: boolean;
}

export function lossesStatement(target: Dimension | Fact, { from, isAnew }: Ground): string {
  const keys = target.naturalKey;
  const told = `SELECT ${prefixed('t', keys)} FROM ${tableOf(target)} AS t WHERE t.is_deleted = CAST(0 AS bit)${isTold(target, 't')}`;
  const untold = `
    AND NOT EXISTS (
      SELECT 1 FROM ${heldRows(target)} WHERE c.is_known = CAST(1 AS bit) AND ${joinOn('s', 't', keys)}
    )`;
  const stored = `
  UNION
  ${told}${isAnew ? untold : ''}`;
  return `SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT ${prefixed('s', keys)}
  FROM ${heldRows(target)}
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))${from === null ? '' : ` AND ${FROM_FILE}`}${from === null ? stored : ''}
) AS b
LEFT JOIN (
  SELECT DISTINCT ${prefixed('s', keys)}, 1 AS is_held
  FROM stg.${target.entity}_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON ${joinOn('f', 'b', keys)}`;
}

/** What a file lacks of what is there before it. */
export async function findLosses(
  session: Session,
  target: Dimension | Fact,
  ground: Ground,
  file: CompleteFile,
): Promise<Losses> {
  const { rows } = await session.query(lossesStatement(target, ground), {
    as_of: file.asOf,
    batch_id: file.batchId,
    source_id: file.sourceId,
    ...(ground.from === null ? {} : { from_utc: ground.from.asOf }),
  });
  return { present: Number(rows[0]?.[0]), missing: Number(rows[0]?.[1]) };
}

/** The last batch of which rows of complete files are staged. */
export async function lastStagedBatch(session: Session, entity: string): Promise<number | null> {
  const { rows } = await session.query(
    `SELECT MAX(s.batch_id) AS batch_id
FROM stg.${entity}_row AS s
INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id`,
  );
  const last = rows[0]?.[0] ?? null;
  return last === null ? null : Number(last);
}
