import type { Session } from '../../core/ports/warehouse.ts';
import { utcInstant, utcText } from '../../core/time.ts';
import { type FileVerdict, verdictsOf } from './complete-files.ts';

/** `replay`: refused rows were put back in staging, for the publication after it. */
export type PublicationKind = 'publish' | 'replay';

export interface Publication {
  readonly kind: PublicationKind;
  readonly runId: number;
  readonly entity: string;
  readonly now: Date;
  readonly waitingSince: Date;
}

export interface RecordedPublication extends Publication {
  /** What it found of complete files. */
  readonly verdicts: readonly FileVerdict[];
}

/** In the publication's or the replay's own transaction. Which rows met in it, and which had waited too long by then, decides their classes. */
export async function recordPublication(session: Session, publication: Publication): Promise<void> {
  await session.execute(
    `INSERT INTO ops.publication (publication_id, run_id, kind, entity, published_utc, waiting_since_utc)
SELECT COALESCE(MAX(p.publication_id), 0) + 1, @run_id, @kind, @entity, CAST(@now AS datetime2(3)), CAST(@since AS datetime2(3))
FROM ops.publication AS p`,
    {
      run_id: publication.runId,
      kind: publication.kind,
      entity: publication.entity,
      now: utcText(publication.now),
      since: utcText(publication.waitingSince),
    },
  );
}

/** What a run published, in order. */
export async function publicationsOf(session: Session, runId: number): Promise<readonly RecordedPublication[]> {
  const { rows } = await session.query(
    `SELECT p.kind, p.entity, p.published_utc, p.waiting_since_utc
FROM ops.publication AS p
WHERE p.run_id = @run_id
ORDER BY p.publication_id`,
    { run_id: runId },
  );
  const verdicts = await verdictsOf(session, runId);
  return rows.map(([kind, entity, published, since]) => ({
    kind: kind === 'replay' ? 'replay' : 'publish',
    runId,
    entity: String(entity),
    now: utcInstant(String(published)),
    waitingSince: utcInstant(String(since)),
    verdicts: kind === 'replay' ? [] : (verdicts.get(String(entity)) ?? []),
  }));
}
