import type { RejectedRow } from '../core/chunk.ts';
import { stagedColumnNames } from '../core/contract.ts';
import { InterruptedError, WarehouseLockedError } from '../core/errors.ts';
import type { ExtractedChunk } from '../core/ports/source.ts';
import type { Session, StagingWriter, Warehouse } from '../core/ports/warehouse.ts';
import { utcText } from '../core/time.ts';
import { dropRejectedRows } from '../dwh/load/stray-rows.ts';
import { nextQuarantineId } from '../dwh/load/waiting.ts';
import { contractOf } from '../dwh/model/model.ts';
import { rejectedRowTable } from '../dwh/model/ops-tables.ts';
import { closeReadAgain, closeReplaced } from './close-refused.ts';
import { enterCompleteFiles } from './complete-files.ts';
import { enterUnits, updateLayouts } from './ledger.ts';
import type { UnitToRead } from './reading-order.ts';
import { rejectedRows } from './rejected-rows.ts';
import { enterForms, type ReadFeed } from './schema-changes.ts';

export interface StageRequest {
  readonly entity: string;
  readonly runId: number;
  /** In reading order, at least one. */
  readonly units: readonly UnitToRead[];
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Rows read so far. */
  onChunk(rows: number): void;
}

export interface StagedBatch {
  readonly batchId: number;
  readonly readRows: number;
  readonly blankRows: number;
  readonly quarantinedRows: number;
  readonly notes: readonly string[];
}

/** Refused rows are written in groups of this many, so that a file of nothing but rubbish needs no memory. */
const REJECTED_GROUP = 1000;

class BatchProgress {
  readRows = 0;
  blankRows = 0;
  quarantinedRows = 0;
  rejected: RejectedRow[] = [];
  /** By ledger number of the unit. */
  readonly refusedRows = new Map<number, number>();

  add({ chunk, rejected, blankRows }: ExtractedChunk): void {
    this.readRows += chunk.rowCount + rejected.length + blankRows;
    this.blankRows += blankRows;
    this.quarantinedRows += rejected.length;
    for (const row of rejected) {
      this.rejected.push(row);
      this.refusedRows.set(row.sourceId, (this.refusedRows.get(row.sourceId) ?? 0) + 1);
    }
  }
}

/** Gives the batch its number; what is staged under it is garbage until it is marked. */
export async function startBatch(warehouse: Warehouse, entity: string, runId: number): Promise<number> {
  return warehouse.transaction(async (session) => {
    const result = await session.query('SELECT COALESCE(MAX(batch_id), 0) + 1 AS next_id FROM ops.batch');
    const batchId = Number(result.rows[0]?.[0]);
    await session.execute(
      `INSERT INTO ops.batch (batch_id, entity, run_id, status, read_rows, blank_rows, duplicate_rows, waiting_rows,
  quarantined_rows, inserted_rows, updated_rows, unchanged_rows, superseded_rows, deleted_rows, returned_rows)
VALUES (@batch_id, @entity, @run_id, 'loading', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
      { batch_id: batchId, entity, run_id: runId },
    );
    return batchId;
  });
}

async function writeRejected(
  warehouse: Warehouse,
  request: StageRequest,
  batchId: number,
  progress: BatchProgress,
): Promise<void> {
  const rows = rejectedRows(progress.rejected, request.entity, batchId, request.now());
  await warehouse.insertRows(warehouse, `stg.${rejectedRowTable.name}`, rows);
  progress.rejected = [];
}

/** What a failed batch staged is swept anyway, so that it cannot be closed is no news beside why it failed. */
export async function abandon(writer: StagingWriter): Promise<void> {
  try {
    await writer.close();
  } catch {
    // The first error is on its way.
  }
}

async function stageRows(warehouse: Warehouse, request: StageRequest, batchId: number): Promise<BatchProgress> {
  const progress = new BatchProgress();
  const columns = contractOf(request.entity).columns.flatMap(stagedColumnNames);
  const writer = await warehouse.openStaging({ table: `stg.${request.entity}_row`, batchId, columns });
  try {
    for (const { extraction, unit } of request.units) {
      for await (const extracted of extraction.chunks(unit)) {
        if (request.signal.aborted) throw new InterruptedError('Stopped while reading; nothing of the batch was kept.');
        if (extracted.chunk.rowCount > 0) await writer.append(extracted.chunk);
        progress.add(extracted);
        if (progress.rejected.length >= REJECTED_GROUP) await writeRejected(warehouse, request, batchId, progress);
        request.onChunk(progress.readRows);
      }
    }
  } catch (error) {
    await abandon(writer);
    throw error;
  }
  await writer.close();
  await writeRejected(warehouse, request, batchId, progress);
  return progress;
}

async function moveRejected(session: Session, batchId: number): Promise<void> {
  const names = rejectedRowTable.columns.map((column) => column.name);
  const ordered = 'r.source_id, r.source_row, r.reason_code';
  await session.execute(
    `INSERT INTO ops.quarantine (${['quarantine_id', ...names, 'status'].join(', ')})
SELECT @next_id - 1 + ROW_NUMBER() OVER (ORDER BY ${ordered}), ${names.map((name) => `r.${name}`).join(', ')}, 'open'
FROM stg.rejected_row AS r
WHERE r.batch_id = @batch_id`,
    { next_id: await nextQuarantineId(session), batch_id: batchId },
  );
  await session.execute(dropRejectedRows.sql);
}

/** Only a writer that came in between, while this one had lost its connection, sweeps a batch that is being loaded. */
function lostBatch(entity: string, batchId: number): WarehouseLockedError {
  return new WarehouseLockedError(
    `Another run took the warehouse over while ${entity} was being staged, and swept what was there. Nothing of this batch was kept; run the command again.`,
    { context: { entity, batchId } },
  );
}

/** The feeds that have units in the batch, each once. */
function readFeeds({ units }: StageRequest): readonly ReadFeed[] {
  const byFeed = new Map(units.map(({ feed, extraction }) => [feed.name, extraction]));
  return [...byFeed].map(([feed, extraction]) => ({ feed, extraction }));
}

/**
 * Marks the batch complete and its files as taken: from here on it will be published, whatever happens. Returns notes.
 */
async function completeBatch(
  warehouse: Warehouse,
  request: StageRequest,
  batchId: number,
  progress: BatchProgress,
): Promise<readonly string[]> {
  const now = request.now();
  const entries = request.units.filter(({ isKnown }) => !isKnown).map(({ feed, unit }) => ({ feed: feed.name, unit }));
  const again = request.units.filter(({ isKnown }) => isKnown).map(({ unit }) => unit);
  return warehouse.transaction(async (session) => {
    await closeReadAgain(session, again);
    const notes = await closeReplaced(session, entries);
    await updateLayouts(session, again);
    await moveRejected(session, batchId);
    await enterUnits(warehouse, session, entries, batchId, now);
    await enterCompleteFiles(warehouse, session, {
      entity: request.entity,
      batchId,
      units: request.units,
      now,
      refusedRows: progress.refusedRows,
    });
    await enterForms(warehouse, session, readFeeds(request), { runId: request.runId, batchId, now });
    const marked = await session.execute(
      `UPDATE ops.batch
SET status = 'staged', staged_utc = CAST(@now AS datetime2(3)), read_rows = @read_rows, blank_rows = @blank_rows,
  quarantined_rows = @quarantined_rows
WHERE batch_id = @batch_id AND run_id = @run_id AND status = 'loading'`,
      {
        now: utcText(now),
        batch_id: batchId,
        run_id: request.runId,
        read_rows: progress.readRows,
        blank_rows: progress.blankRows,
        quarantined_rows: progress.quarantinedRows,
      },
    );
    if (marked !== 1) throw lostBatch(request.entity, batchId);
    return notes;
  });
}

/**
 * Reads the units into staging and marks them complete, as one batch.
 * When it throws, the rows it staged belong to no complete batch, and `sweepStaging` removes them.
 */
export async function stageEntity(warehouse: Warehouse, request: StageRequest): Promise<StagedBatch> {
  const batchId = await startBatch(warehouse, request.entity, request.runId);
  const progress = await stageRows(warehouse, request, batchId);
  if (request.signal.aborted) throw new InterruptedError('Stopped after reading; nothing of the batch was kept.');
  const notes = await completeBatch(warehouse, request, batchId, progress);
  return {
    batchId,
    readRows: progress.readRows,
    blankRows: progress.blankRows,
    quarantinedRows: progress.quarantinedRows,
    notes: [...readFeeds(request).map(({ extraction }) => extraction), { notes }].flatMap((one) => one.notes),
  };
}
