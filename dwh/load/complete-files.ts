import type { Session } from '../../core/ports/warehouse.ts';

/** `whole`: its word counts. Else why it deletes nothing. */
export type Verdict = 'whole' | 'refused' | 'guard' | 'late';

const VERDICTS: readonly Verdict[] = ['whole', 'refused', 'guard', 'late'];

/** The reading of a file of which rows are staged. */
export interface FileReading {
  readonly batchId: number;
  readonly sourceId: number;
  /** Text of an instant. */
  readonly asOf: string;
}

/** A file that is its whole entity and is about to be published. */
export interface CompleteFile extends FileReading {
  readonly path: string;
  readonly isLate: boolean;
  readonly refusedRows: number;
  readonly maxDeletedShare: number;
  /** What was found when it was read before. */
  readonly earlier: Verdict | null;
}

/** What was found of a file when the batch was published. */
export interface FileVerdict {
  readonly batchId: number;
  readonly sourceId: number;
  readonly verdict: Verdict;
}

/** Complete files that are published or about to be, by what they say of the entity. */
export interface KnownFiles {
  /** In the order of their instants, each once: of a file that was read twice since, the last reading. */
  readonly pending: readonly CompleteFile[];
  readonly hasPublished: boolean;
  /** All that were published before are read again, so that they can say everything anew. */
  readonly isAnew: boolean;
  /** Each pending one is newer than all that were published. */
  readonly isOnwards: boolean;
}

/** Of a row `c` of `ops.complete_file`: no later reading of its file was published. */
export const LAST_READING = `NOT EXISTS (
    SELECT 1 FROM ops.complete_file AS x
    WHERE x.source_id = c.source_id AND x.batch_id > c.batch_id AND x.verdict IS NOT NULL
  )`;

interface Published {
  readonly verdict: Verdict | null;
  readonly asOf: string;
}

async function publishedFiles(session: Session, entity: string): Promise<ReadonlyMap<number, Published>> {
  const { rows } = await session.query(
    'SELECT c.source_id, c.verdict, c.as_of_utc FROM ops.complete_file AS c WHERE c.entity = @entity AND c.verdict IS NOT NULL ORDER BY c.batch_id',
    { entity },
  );
  return new Map(
    rows.map(([sourceId, verdict, asOf]) => [
      Number(sourceId),
      { verdict: VERDICTS.find((one) => one === verdict) ?? null, asOf: String(asOf) },
    ]),
  );
}

export async function knownCompleteFiles(session: Session, entity: string): Promise<KnownFiles> {
  const { rows } = await session.query(
    `SELECT c.batch_id, c.source_id, f.path, c.as_of_utc, c.is_late, c.refused_rows, c.max_deleted_share
FROM ops.complete_file AS c
INNER JOIN ops.source_file AS f ON f.source_id = c.source_id
WHERE c.entity = @entity AND c.verdict IS NULL
ORDER BY c.batch_id, c.source_id`,
    { entity },
  );
  const published = await publishedFiles(session, entity);
  const readings = new Map(
    rows.map(([batchId, sourceId, path, asOf, isLate, refused, share]): [number, CompleteFile] => [
      Number(sourceId),
      {
        batchId: Number(batchId),
        sourceId: Number(sourceId),
        path: String(path),
        asOf: String(asOf),
        isLate: Number(isLate) === 1,
        refusedRows: Number(refused),
        maxDeletedShare: Number(share),
        earlier: published.get(Number(sourceId))?.verdict ?? null,
      },
    ]),
  );
  const pending = [...readings.values()].toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
  const newest = [...published.values()].reduce((last, { asOf }) => (asOf > last ? asOf : last), '');
  return {
    pending,
    hasPublished: published.size > 0,
    isAnew: published.size > 0 && [...published.keys()].every((sourceId) => readings.has(sourceId)),
    isOnwards: pending.every(({ asOf }) => asOf > newest),
  };
}

/** Of all readings of the file that are being published. */
export async function setVerdict(
  session: Session,
  { sourceId }: CompleteFile,
  verdict: Verdict,
  runId: number,
): Promise<void> {
  await session.execute(
    `UPDATE ops.complete_file SET verdict = @verdict, judged_run_id = @run_id
WHERE source_id = @source_id AND verdict IS NULL`,
    { verdict, run_id: runId, source_id: sourceId },
  );
}

/** By entity, what the run found of complete files. */
export async function verdictsOf(
  session: Session,
  runId: number,
): Promise<ReadonlyMap<string, readonly FileVerdict[]>> {
  const { rows } = await session.query(
    `SELECT c.entity, c.batch_id, c.source_id, c.verdict
FROM ops.complete_file AS c
WHERE c.judged_run_id = @run_id
ORDER BY c.batch_id, c.source_id`,
    { run_id: runId },
  );
  const found = rows.flatMap(([entity, batchId, sourceId, text]) => {
    const verdict = VERDICTS.find((one) => one === text);
    if (verdict === undefined) return [];
    return [{ entity: String(entity), batchId: Number(batchId), sourceId: Number(sourceId), verdict }];
  });
  const byEntity = Map.groupBy(found, ({ entity }) => entity);
  return new Map([...byEntity].map(([entity, files]) => [entity, files.map(({ entity: _, ...file }) => file)]));
}

/** Whether files of one of the entities were ever complete. */
export async function hasCompleteFiles(session: Session, entities: readonly string[]): Promise<boolean> {
  const list = entities.map((entity) => `'${entity}'`).join(', ');
  const result = await session.query(`SELECT COUNT(*) AS files FROM ops.complete_file WHERE entity IN (${list})`);
  return Number(result.rows[0]?.[0]) > 0;
}

/** The newest file whose word counts, with those that are just being published. */
export async function lastWholeFile(session: Session, entity: string): Promise<FileReading | null> {
  const { rows } = await session.query(
    `SELECT c.batch_id, c.source_id, c.as_of_utc
FROM ops.complete_file AS c
WHERE c.entity = @entity AND c.verdict = 'whole' AND ${LAST_READING}
ORDER BY c.as_of_utc DESC OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY`,
    { entity },
  );
  const [row] = rows;
  if (row === undefined) return null;
  const [batchId, sourceId, asOf] = row;
  return { batchId: Number(batchId), sourceId: Number(sourceId), asOf: String(asOf) };
}

/** Files that were published before and of which rows have come since: they had been refused, and are replayed. */
export async function replayedFiles(session: Session, entity: string): Promise<readonly FileReading[]> {
  const { rows } = await session.query(
    `SELECT c.batch_id, c.source_id, c.as_of_utc
FROM ops.complete_file AS c
INNER JOIN (SELECT DISTINCT s.batch_id, s.source_id FROM stg.${entity}_row AS s) AS r
  ON r.batch_id = c.batch_id AND r.source_id = c.source_id
WHERE c.verdict IS NOT NULL
ORDER BY c.as_of_utc`,
  );
  return rows.map(([batchId, sourceId, asOf]) => ({
    batchId: Number(batchId),
    sourceId: Number(sourceId),
    asOf: String(asOf),
  }));
}
