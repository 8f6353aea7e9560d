import type { EntityContract } from '../../core/contract.ts';
import type { Session } from '../../core/ports/warehouse.ts';
import { contractOf } from '../model/model.ts';
import { isSameRow, keyTextOf } from './key-text.ts';
import { classOf } from './settle.ts';
import type { Statement } from './sql-text.ts';

/** Refused rows that may still be replayed, and of which it is known since when no newer row has come. */
const OPEN = "q.status = 'open' AND q.natural_key IS NOT NULL AND q.is_overtaken IS NULL";

/** Of each key that has open refused rows, and each time of change, the newest staged row that goes into the star now. */
function newestRows(contract: EntityContract): string {
  const changed = contract.changedAt === undefined ? '' : `, s.${contract.changedAt}`;
  const key = keyTextOf(contract, 's');
  return `(
  SELECT k.natural_key, s.batch_id, s.source_id, s.source_row${changed},
    ROW_NUMBER() OVER (PARTITION BY k.natural_key${changed} ORDER BY s.batch_id DESC, s.source_id DESC, s.source_row DESC) AS recency
  FROM stg.${contract.entity}_row AS s
  INNER JOIN (
    SELECT DISTINCT q.natural_key FROM ops.quarantine AS q WHERE q.entity = @entity AND ${OPEN}
  ) AS k ON k.natural_key = ${key}
  ${classOf('s')}
  WHERE c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'quarantined')
) AS n`;
}

/**
 * Marks the open refused rows that are older than a row of their key and time of change which this publication takes
 * into the star, whatever its class: replayed later, they say nothing new. Rows that wait, or have in vain, have no say
 * yet. To be called while the rows and their classes are in staging.
 */
export async function markOvertaken(session: Session, entity: string): Promise<void> {
  const { rows } = await session.query(
    `SELECT COUNT(*) AS row_count FROM ops.quarantine AS q WHERE q.entity = @entity AND ${OPEN}`,
    { entity },
  );
  if (Number(rows[0]?.[0]) === 0) return;
  const contract = contractOf(entity);
  await session.execute(
    `UPDATE ops.quarantine
SET is_overtaken = CAST(1 AS bit)
FROM (
  SELECT q.quarantine_id
  FROM ops.quarantine AS q
  INNER JOIN ${newestRows(contract)} ON ${isSameRow(contract, 'q', 'n.natural_key', 'n')}
  WHERE n.recency = 1 AND q.entity = @entity AND ${OPEN}
    AND (q.batch_id < n.batch_id OR (q.batch_id = n.batch_id
      AND (q.source_id < n.source_id OR (q.source_id = n.source_id AND q.source_row < n.source_row))))
) AS o
WHERE o.quarantine_id = ops.quarantine.quarantine_id`,
    { entity },
  );
}

/**
 * Says beside ready rows that were refused before whether a newer row of their key went into the star meanwhile. Not of
 * those whose key is another than it was, or was not known then.
 */
export function noteOvertaken(contract: EntityContract): Statement {
  const { entity } = contract;
  const ready = `stg.${entity}_ready`;
  const sql = `UPDATE ${ready}
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.${entity}_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = '${entity}' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND ${isSameRow(contract, 'q', keyTextOf(contract, 's'), 's')}
) AS m
WHERE m.batch_id = ${ready}.batch_id AND m.row_id = ${ready}.row_id`;
  return { name: `note which replayed rows of ${entity} were overtaken`, sql, changesStar: false };
}
