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

/** Of a staged row `s`: its file is not read before the one that the parameters name. */
const FROM_FILE = '(s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source))';
const BEFORE_FILE = '(s.batch_id < @batch_id OR (s.batch_id = @batch_id AND s.source_id < @source_id))';

function tableOf({ kind, name }: Dimension | Fact): string {
  return `${kind === 'dimension' ? 'dim' : 'fact'}.${name}`;
}

/** Staged rows of complete files whose word counts, duplicates, losers and rows that wait among them. */
function heldRows({ entity }: Dimension | Fact): string {
  return `stg.${entity}_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')`;
}

/** Rows of the table that a source has told of: not the unknown member, nor one that only other rows name. */
function isTold(target: Dimension | Fact, row: string): string {
  if (target.kind === 'fact') return '';
  return ` AND ${row}.${keyOf(target.name)} > 0 AND ${row}.is_inferred = CAST(0 AS bit)`;
}

export interface PresenceStatements {
  readonly returns: Statement;
  readonly deletes: Statement;
  /** Of rows that came with an earlier file, or waited since, only those are there that the last whole one holds. */
  readonly late: Statement;
}

/** With `@from_batch` and `@from_source`: the last whole file, or the first of all where none is whole. */
export function presenceStatements(target: Dimension | Fact): PresenceStatements {
  const [table, keys] = [tableOf(target), target.naturalKey];
  const returns = `UPDATE ${table}
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT ${prefixed('s', keys)}
  FROM ${heldRows(target)}
  WHERE ${FROM_FILE}
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
    SELECT 1 FROM stg.${target.entity}_ready AS r WHERE r.row_class = 'inserted' AND ${joinOn('r', table, keys)}
  )`;
  return {
    late: { name: `delete late rows of ${table}`, sql: late, changesStar: true },
    returns: { name: `let rows of ${table} return`, sql: returns, changesStar: true },
    deletes: { name: `delete rows of ${table}`, sql: deletes, changesStar: true },
  };
}

/** What a file lacks of what is there before it. Without a whole file before it, that is what is stored, too. */
export function lossesStatement(target: Dimension | Fact, hasWhole: boolean): string {
  const keys = target.naturalKey;
  const stored = `
  UNION
  SELECT ${prefixed('t', keys)} FROM ${tableOf(target)} AS t WHERE t.is_deleted = CAST(0 AS bit)${isTold(target, 't')}`;
  return `SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT ${prefixed('s', keys)}
  FROM ${heldRows(target)}
  WHERE ${FROM_FILE} AND ${BEFORE_FILE}${hasWhole ? '' : stored}
) AS b
LEFT JOIN (
  SELECT DISTINCT ${prefixed('s', keys)}, 1 AS is_held
  FROM stg.${target.entity}_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON ${joinOn('f', 'b', keys)}`;
}

/** The last whole file, or the first of all; from it on files say what is there. */
export interface Ground {
  readonly from: CompleteFile;
  readonly hasWhole: boolean;
}

export async function findLosses(
  session: Session,
  target: Dimension | Fact,
  { from, hasWhole }: Ground,
  file: CompleteFile,
): Promise<Losses> {
  const { rows } = await session.query(lossesStatement(target, hasWhole), {
    from_batch: from.batchId,
    from_source: from.sourceId,
    batch_id: file.batchId,
    source_id: file.sourceId,
  });
  return { present: Number(rows[0]?.[0]), missing: Number(rows[0]?.[1]) };
}
