import type { Session } from '../../core/ports/warehouse.ts';
import { utcInstant, utcText } from '../../core/time.ts';

/** `replay`: refused rows were put back in staging, for the publication after it. */
export type PublicationKind = 'publish' | 'replay';

export interface Publication {
  readonly kind: PublicationKind;
  readonly runId: number;
  readonly entity: string;
  readonly now: Date;
  readonly waitingSince: Date;
  /** Complete files were believed whatever they lack. */
  readonly allowDeletes: boolean;
}

/** In the publication's or the replay's own transaction. Which rows met in it, and which had waited too long by then, decides their classes. */
export async function recordPublication(session: Session, publication: Publication): Promise<void> {
  await session.execute(
    `INSERT INTO ops.publication (publication_id, run_id, kind, entity, published_utc, waiting_since_utc,
  allow_deletes)
SELECT COALESCE(MAX(p.publication_id), 0) + 1, @run_id, @kind, @entity, CAST(@now AS datetime2(3)), CAST(@since AS datetime2(3)),
  CAST(@allow AS bit)
FROM ops.publication AS p`,
    {
      run_id: publication.runId,
      kind: publication.kind,
      entity: publication.entity,
      now: utcText(publication.now),
      since: utcText(publication.waitingSince),
      allow: publication.allowDeletes ? 1 : 0,
    },
  );
}

/** What a run published, in order. */
export async function publicationsOf(session: Session, runId: number): Promise<readonly Publication[]> {
  const { rows } = await session.query(
    `SELECT p.kind, p.entity, p.published_utc, p.waiting_since_utc, p.allow_deletes
FROM ops.publication AS p
WHERE p.run_id = @run_id
ORDER BY p.publication_id`,
    { run_id: runId },
  );
  return rows.map(([kind, entity, published, since, allow]) => ({
    kind: kind === 'replay' ? 'replay' : 'publish',
    runId,
    entity: String(entity),
    now: utcInstant(String(published)),
    waitingSince: utcInstant(String(since)),
    allowDeletes: Number(allow) === 1,
  }));
}
