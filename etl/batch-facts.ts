import type { BronzeRun } from '../core/bronze/manifest.ts';
import type { BatchFacts } from '../core/ports/bronze.ts';
import type { PlannedUnit } from '../core/ports/source.ts';
import type { Session } from '../core/ports/warehouse.ts';
import { utcText } from '../core/time.ts';
import type { ReadFeed } from './schema-changes.ts';

export interface BatchCounts {
  readonly readRows: number;
  readonly blankRows: number;
  readonly quarantinedRows: number;
}

/** A file that a batch read. */
export interface TakenUnit {
  /** Name of the feed. */
  readonly feed: string;
  readonly unit: PlannedUnit;
  readonly isKnown: boolean;
  /** Of a file that is its whole entity; null for others. */
  readonly complete: { readonly maxDeletedShare: number; readonly refusedRows: number } | null;
}

interface ReadBatch extends BatchCounts {
  readonly runId: number;
  readonly now: Date;
  readonly units: readonly TakenUnit[];
  readonly feeds: readonly ReadFeed[];
}

/** How a manifest names the run. */
export async function runOf(session: Session, runId: number): Promise<BronzeRun> {
  const { rows } = await session.query('SELECT r.command, r.started_utc FROM ops.run AS r WHERE r.run_id = @run_id', {
    run_id: runId,
  });
  const [command, startedUtc] = rows[0] ?? [];
  return { runId, command: String(command), startedUtc: String(startedUtc) };
}

async function lastComplete(session: Session): Promise<number | null> {
  const { rows } = await session.query(
    "SELECT MAX(b.batch_id) AS batch_id FROM ops.batch AS b WHERE b.status IN ('staged', 'published')",
  );
  const last = rows[0]?.[0] ?? null;
  return last === null ? null : Number(last);
}

/** What the manifest says of a batch that is about to be complete. */
export async function batchFacts(session: Session, batch: ReadBatch): Promise<BatchFacts> {
  const { readRows: read, blankRows: blank, quarantinedRows: quarantined } = batch;
  return {
    previousBatchId: await lastComplete(session),
    run: await runOf(session, batch.runId),
    stagedUtc: utcText(batch.now),
    counts: { read, blank, quarantined, staged: read - blank - quarantined },
    units: batch.units.map(
      ({ feed, unit: { path, bytes, contentHash, sourceId, layout, modifiedMs }, isKnown, complete }) => ({
        feed,
        path,
        bytes,
        contentHash,
        sourceId,
        layout: layout ?? null,
        modifiedUtc: modifiedMs === null ? null : utcText(new Date(modifiedMs)),
        complete,
        isKnown,
      }),
    ),
    feeds: batch.feeds.map(({ feed, forms, changes }) => ({ feed, forms: [...forms], changes: [...changes] })),
  };
}
