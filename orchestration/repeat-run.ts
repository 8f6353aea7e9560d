import { countOf } from '../core/count-of.ts';
import type { Session } from '../core/ports/warehouse.ts';
import { utcInstant } from '../core/time.ts';
import { publishEntity } from '../dwh/load/publish.ts';
import { isKnownEntity } from '../dwh/model/model.ts';
import type { ArchivedBatch, ArchivedSupplement, RunToReplay } from '../etl/replay-plan.ts';
import { restageBatch, skipBatch } from '../etl/restage-batch.ts';
import { restageReplay } from '../etl/restage-replay.ts';
import type { Run, RunContext } from './run-pipeline.ts';

/** What of a plan the warehouse has already, from a rebuild that was stopped. */
export interface Done {
  readonly batchIds: ReadonlySet<number>;
  /** `<run id> <kind> <entity>`. */
  readonly publications: ReadonlySet<string>;
}

export async function completeBatches(session: Session): Promise<ReadonlySet<number>> {
  const { rows } = await session.query(
    "SELECT b.batch_id FROM ops.batch AS b WHERE b.status IN ('staged', 'published')",
  );
  return new Set(rows.map(([batchId]) => Number(batchId)));
}

export async function alreadyDone(session: Session): Promise<Done> {
  const { rows } = await session.query('SELECT p.run_id, p.kind, p.entity FROM ops.publication AS p');
  return {
    batchIds: await completeBatches(session),
    publications: new Set(rows.map((row) => row.join(' '))),
  };
}

async function restage(run: Run<RunContext>, batch: ArchivedBatch): Promise<void> {
  const { warehouse, observe, signal } = run.request;
  const { entity, counts } = batch.manifest;
  if (!isKnownEntity(entity)) return skipBatch(warehouse, batch, 'published');
  await restageBatch(warehouse, batch, { signal, onChunk: (rows) => observe({ kind: 'chunk staged', entity, rows }) });
  observe({ kind: 'batch complete', entity, rows: counts.read });
}

async function republish(
  run: Run<RunContext>,
  runId: number,
  { entity, publishedUtc, waitingSinceUtc, verdicts }: RunToReplay['publications'][number],
): Promise<number> {
  const { warehouse, observe, signal } = run.request;
  const { changedRows } = await publishEntity(warehouse, {
    entity,
    runId,
    now: utcInstant(publishedUtc),
    waitingSince: utcInstant(waitingSinceUtc),
    allowDeletes: run.request.allowDeletes,
    verdicts,
    partSize: run.request.partSize,
    signal,
    onStatement: (name, rows, ms) => observe({ kind: 'statement done', entity, name, rows, ms }),
  });
  observe({ kind: 'published', entity, rows: changedRows });
  return changedRows;
}

/** Lets in again what a replay had let in; without its supplement, which is missing, the rows stay refused. */
async function replayAgain(
  run: Run<RunContext>,
  supplement: ArchivedSupplement | undefined,
  isIncomplete: boolean,
): Promise<void> {
  if (supplement === undefined) return;
  const { warehouse, observe, signal } = run.request;
  const { entity } = supplement.manifest;
  const rows = await restageReplay(warehouse, supplement, {
    signal,
    isIncomplete,
    onChunk: (staged) => observe({ kind: 'chunk staged', entity, rows: staged }),
  });
  observe({ kind: 'replayed', entity, rows });
}

/** What one run did, done again; returns the rows of the star that changed. */
export async function repeatRun(
  run: Run<RunContext>,
  replayed: RunToReplay,
  done: Done,
  isIncomplete: boolean,
): Promise<number> {
  const { runId } = replayed.run;
  const batches = replayed.batches.filter(({ manifest }) => !done.batchIds.has(manifest.batchId));
  const publications = replayed.publications.filter(
    ({ kind, entity }) => isKnownEntity(entity) && !done.publications.has(`${runId} ${kind} ${entity}`),
  );
  if (batches.length + publications.length === 0) return 0;
  return run.step(`rebuild run ${runId}`, async () => {
    let changedRows = 0;
    for (const batch of batches) await restage(run, batch);
    for (const publication of publications) {
      if (publication.kind === 'publish') changedRows += await republish(run, runId, publication);
      else await replayAgain(run, replayed.supplements.get(publication.entity), isIncomplete);
    }
    const read = batches.reduce((total, { manifest }) => total + manifest.counts.read, 0);
    return [changedRows, `${countOf(batches.length, 'batch', 'batches')}, ${countOf(read, 'row')}`];
  });
}
