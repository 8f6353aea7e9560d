import type { Session } from '../../core/ports/warehouse.ts';

const UNSETTLED = "q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')";

/** Writes beside replayed rows, in quarantine, the class that this publication puts them into. Returns how many are news. */
export async function noteOutcomes(session: Session, entity: string): Promise<number> {
  const { rows } = await session.query(
    `SELECT COUNT(*) AS row_count FROM ops.quarantine AS q WHERE q.entity = @entity AND ${UNSETTLED}`,
    { entity },
  );
  if (Number(rows[0]?.[0]) === 0) return 0;
  return session.execute(
    `UPDATE ops.quarantine
SET outcome = c.row_class
FROM (
  SELECT q.quarantine_id, v.row_class
  FROM ops.quarantine AS q
  INNER JOIN stg.${entity}_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  INNER JOIN (
    SELECT batch_id, row_id, row_class FROM stg.row_class
    UNION ALL
    SELECT batch_id, row_id, row_class FROM stg.${entity}_ready
  ) AS v ON v.batch_id = s.batch_id AND v.row_id = s.row_id
  WHERE q.entity = @entity AND ${UNSETTLED} AND COALESCE(q.outcome, '') <> v.row_class
) AS c
WHERE c.quarantine_id = ops.quarantine.quarantine_id`,
    { entity },
  );
}

/** Whether rows have been replayed that no publication has settled, as after a replay that was killed. */
export async function hasUnsettledReplays(session: Session): Promise<boolean> {
  const { rows } = await session.query(
    "SELECT COUNT(*) AS row_count FROM ops.quarantine AS q WHERE q.status = 'replayed' AND q.outcome IS NULL",
  );
  return Number(rows[0]?.[0]) > 0;
}
