import type { Session } from '../../core/ports/warehouse.ts';

/** `whole`: its word counts. Else why it does not, or only for keys that it holds. */
export type Verdict = 'whole' | 'refused' | 'guard' | 'late';

const VERDICTS: readonly Verdict[] = ['whole', 'refused', 'guard', 'late'];

/** A file that is its whole entity and is about to be published. */
export interface CompleteFile {
  readonly batchId: number;
  readonly sourceId: number;
  readonly path: string;
  /** Text of an instant. */
  readonly asOf: string;
  readonly isLate: boolean;
  readonly refusedRows: number;
  readonly maxDeletedShare: number;
  /** What was found when it was read before. */
  readonly earlier: Verdict | null;
}

/** Files of staged batches in the order in which they were read. */
export async function pendingCompleteFiles(session: Session, entity: string): Promise<readonly CompleteFile[]> {
  const pending = await session.query(
    `SELECT c.batch_id, c.source_id, f.path, c.as_of_utc, c.is_late, c.refused_rows, c.max_deleted_share
FROM ops.complete_file AS c
INNER JOIN ops.source_file AS f ON f.source_id = c.source_id
WHERE c.entity = @entity AND c.verdict IS NULL
ORDER BY c.batch_id, c.source_id`,
    { entity },
  );
  if (pending.rows.length === 0) return [];
  const judged = await session.query(
    'SELECT c.source_id, c.verdict FROM ops.complete_file AS c WHERE c.entity = @entity AND c.verdict IS NOT NULL ORDER BY c.batch_id',
    { entity },
  );
  const verdicts = new Map(
    judged.rows.map(([sourceId, verdict]) => [Number(sourceId), VERDICTS.find((one) => one === verdict) ?? null]),
  );
  return pending.rows.map(([batchId, sourceId, path, asOf, isLate, refused, share]) => ({
    batchId: Number(batchId),
    sourceId: Number(sourceId),
    path: String(path),
    asOf: String(asOf),
    isLate: Number(isLate) === 1,
    refusedRows: Number(refused),
    maxDeletedShare: Number(share),
    earlier: verdicts.get(Number(sourceId)) ?? null,
  }));
}

export async function setVerdict(session: Session, file: CompleteFile, verdict: Verdict): Promise<void> {
  await session.execute(
    'UPDATE ops.complete_file SET verdict = @verdict WHERE batch_id = @batch_id AND source_id = @source_id',
    { verdict, batch_id: file.batchId, source_id: file.sourceId },
  );
}

/** Whether files of one of the entities were ever complete. */
export async function hasCompleteFiles(session: Session, entities: readonly string[]): Promise<boolean> {
  const list = entities.map((entity) => `'${entity}'`).join(', ');
  const result = await session.query(`SELECT COUNT(*) AS files FROM ops.complete_file WHERE entity IN (${list})`);
  return Number(result.rows[0]?.[0]) > 0;
}

/** Whether one of the entity's was published. */
export async function hasPublishedCompleteFiles(session: Session, entity: string): Promise<boolean> {
  const result = await session.query(
    'SELECT COUNT(*) AS files FROM ops.complete_file WHERE entity = @entity AND verdict IS NOT NULL',
    { entity },
  );
  return Number(result.rows[0]?.[0]) > 0;
}

/** As the parameters of statements that start from it; with those that are just being published. */
export async function lastWholeFile(
  session: Session,
  entity: string,
): Promise<{ readonly from_batch: number; readonly from_source: number } | null> {
  const { rows } = await session.query(
    `SELECT c.batch_id, c.source_id
FROM ops.complete_file AS c
WHERE c.entity = @entity AND c.verdict = 'whole'
ORDER BY c.batch_id DESC, c.source_id DESC OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY`,
    { entity },
  );
  const [row] = rows;
  return row === undefined ? null : { from_batch: Number(row[0]), from_source: Number(row[1]) };
}
