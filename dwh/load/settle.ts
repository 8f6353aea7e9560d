import type { EntityContract } from '../../core/contract.ts';
import { stagedColumns } from '../model/tables.ts';
import { TABLE_LOCK } from '../tsql/table-lock.ts';
import { FIRST_INSTANT } from './instants.ts';
import { allEqual, joinOn, prefixed, type Statement } from './sql-text.ts';

/** Latest change first, then last by batch, file and row; both engines sort NULL last in descending order. */
function recency(contract: EntityContract, alias: string): string {
  const changed = contract.changedAt === undefined ? '' : `${alias}.${contract.changedAt} DESC, `;
  return `${changed}${alias}.batch_id DESC, ${alias}.row_id DESC`;
}

function loserClass(contract: EntityContract): string {
  const content = contract.columns
    .filter((column) => column.name !== contract.alias && !contract.key.includes(column.name))
    .flatMap(stagedColumns);
  if (contract.alias === undefined) return "'superseded'";
  return `CASE WHEN ${allEqual('c', 'w', content)}\n    THEN 'unchanged' ELSE 'superseded' END`;
}

/**
 * Classifies rows that share their key with other staged rows. The last of equal rows is kept, the others are
 * duplicates; of those kept, the latest wins and the others are superseded, or unchanged when all they bring
 * beyond the winner is an alias. Keys that occur once, nearly all, are never sorted.
 * With `keepsHistory` only rows of the same change compete: the others are versions.
 */
export function settleRepeatedKeys(contract: EntityContract, keepsHistory: boolean): Statement {
  const { changedAt } = contract;
  const contest = [
    ...prefixed('c', contract.key).split(', '),
    ...(keepsHistory && changedAt !== undefined ? [`COALESCE(c.${changedAt}, ${FIRST_INSTANT})`] : []),
  ];
  const sameChange =
    keepsHistory && changedAt !== undefined
      ? ` AND COALESCE(w.${changedAt}, ${FIRST_INSTANT}) = COALESCE(c.${changedAt}, ${FIRST_INSTANT})`
      : '';
  const staged = `stg.${contract.entity}_row`;
  const names = contract.columns.flatMap(stagedColumns).map((column) => column.name);
  const mapped = contract.columns.map((column) => column.name);
  const sql = `WITH repeated AS (
  SELECT ${contract.key.join(', ')}
  FROM ${staged}
  GROUP BY ${contract.key.join(', ')}
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, ${prefixed('s', names)},
    ROW_NUMBER() OVER (PARTITION BY ${prefixed('s', mapped)} ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM ${staged} AS s
  INNER JOIN repeated AS r ON ${joinOn('r', 's', contract.key)}
), ranked AS (
  SELECT c.batch_id, c.row_id, ${prefixed('c', names)},
    ROW_NUMBER() OVER (PARTITION BY ${contest.join(', ')} ORDER BY ${recency(contract, 'c')}) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class${TABLE_LOCK} (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE ${loserClass(contract)} END
FROM candidates AS c
INNER JOIN ranked AS w ON ${joinOn('w', 'c', contract.key)}${sameChange} AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id`;
  return { name: `settle repeated keys of ${contract.entity}`, sql, changesStar: false };
}

/** Rows whose parent is not in the star yet stay in staging and are tried again by every run. */
export function settleWaiting(contract: EntityContract, parentTable: string): Statement {
  const columns = contract.parent?.columns ?? [];
  const sql = `INSERT INTO stg.row_class${TABLE_LOCK} (batch_id, row_id, row_class)
SELECT s.batch_id, s.row_id, 'waiting'
FROM ${settledRows(contract.entity)}
LEFT JOIN ${parentTable} AS p ON ${joinOn('p', 's', columns)}
WHERE c.row_id IS NULL AND p.run_id IS NULL`;
  return { name: `settle waiting rows of ${contract.entity}`, sql, changesStar: false };
}

/** Joins what has been settled of a staged row; rows without a class go on. */
export function classOf(alias: string): string {
  return `LEFT JOIN stg.row_class AS c ON c.batch_id = ${alias}.batch_id AND c.row_id = ${alias}.row_id`;
}

/** Every staged row beside what has been settled of it. */
export function settledRows(entity: string): string {
  return `stg.${entity}_row AS s\n${classOf('s')}`;
}
