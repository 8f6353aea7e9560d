import { stagedColumnsOf } from '../core/bronze/columns.ts';
import type { RejectedRow } from '../core/chunk.ts';
import { completeness } from '../core/config/completeness.ts';
import { stagedColumnNames } from '../core/contract.ts';
import { InterruptedError, WarehouseLockedError } from '../core/errors.ts';
import type { BatchArchive, Bronze } from '../core/ports/bronze.ts';
import type { ExtractedChunk, Feed } from '../core/ports/source.ts';
import type { Session, StagingWriter, Warehouse } from '../core/ports/warehouse.ts';
import { utcText } from '../core/time.ts';
import { dropRejectedRows } from '../dwh/load/stray-rows.ts';
import { nextQuarantineId } from '../dwh/load/waiting.ts';
import { contractOf } from '../dwh/model/model.ts';
import { rejectedRowTable } from '../dwh/model/ops-tables.ts';
import { type BatchCounts, batchFacts, type TakenUnit } from './batch-facts.ts';
import { closeReadAgain, closeReplaced } from './close-refused.ts';
import { enterCompleteFiles } from './complete-files.ts';
import { enterUnits, updateLayouts } from './ledger.ts';
import type { UnitToRead } from './reading-order.ts';
import { rejectedRows } from './rejected-rows.ts';
import { enterForms, type ReadFeed } from './schema-changes.ts';
import { UntimedRows } from './untimed-rows.ts';

export interface StageRequest {
  readonly entity: string;
  readonly runId: number;
  /** In reading order, at least one. */
  readonly units: readonly UnitToRead[];
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Where the batch is kept for good before it is complete; null where none is. */
  readonly bronze: Bronze | null;
  /** Rows read so far. */
  onChunk(rows: number): void;
  /** The batch is in bronze, durably, and not complete yet. */
  onArchived(): void;
}

/** What makes a batch complete. */
export interface CompletedBatch extends BatchCounts {
  readonly entity: string;
  readonly runId: number;
  readonly batchId: number;
  readonly now: Date;
  readonly units: readonly TakenUnit[];
  /** Those whose files were looked at. */
  readonly feeds: readonly ReadFeed[];
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
  readonly untimedRows = new UntimedRows();

  add(feed: Feed, { chunk, rejected, blankRows }: ExtractedChunk): void {
    this.untimedRows.add(feed, chunk);
    this.readRows += chunk.rowCount + rejected.length + blankRows;
    this.blankRows += blankRows;
    this.quarantinedRows += rejected.length;
    for (const row of rejected) {
      this.rejected.push(row);
      this.refusedRows.set(row.sourceId, (this.refusedRows.get(row.sourceId) ?? 0) + 1);
    }
  }
}

/** What is staged under it is garbage until it is marked. */
export async function enterBatch(
  session: Session,
  { batchId, entity, runId }: { readonly batchId: number; readonly entity: string; readonly runId: number },
): Promise<void> {
  await session.execute(
    `INSERT INTO ops.batch (batch_id, entity, run_id, status, read_rows, blank_rows, duplicate_rows, waiting_rows,
  quarantined_rows, inserted_rows, updated_rows, unchanged_rows, superseded_rows, deleted_rows, returned_rows)
VALUES (@batch_id, @entity, @run_id, 'loading', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
    { batch_id: batchId, entity, run_id: runId },
  );
}

/** Gives the batch its number; what is staged under it is garbage until it is marked. */
export async function startBatch(warehouse: Warehouse, entity: string, runId: number): Promise<number> {
  return warehouse.transaction(async (session) => {
    const result = await session.query('SELECT COALESCE(MAX(batch_id), 0) + 1 AS next_id FROM ops.batch');
    const batchId = Number(result.rows[0]?.[0]);
    await enterBatch(session, { batchId, entity, runId });
    return batchId;
  });
}

/** Where the rows of one batch go. */
interface Destination {
  readonly warehouse: Warehouse;
  readonly batchId: number;
  readonly archive: BatchArchive | null;
}

async function writeRejected(
  { warehouse, batchId, archive }: Destination,
  request: StageRequest,
  progress: BatchProgress,
): Promise<void> {
  const rows = rejectedRows(progress.rejected, request.entity, batchId, request.now());
  await warehouse.insertRows(warehouse, `stg.${rejectedRowTable.name}`, rows);
  await archive?.appendRefused(rows);
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

async function append({ chunk }: ExtractedChunk, writer: StagingWriter, archive: BatchArchive | null): Promise<void> {
  if (chunk.rowCount === 0) return;
  await writer.append(chunk);
  await archive?.append(chunk);
}

async function stageRows(destination: Destination, request: StageRequest): Promise<BatchProgress> {
  const { warehouse, batchId, archive } = destination;
  const progress = new BatchProgress();
  const columns = contractOf(request.entity).columns.flatMap(stagedColumnNames);
  const writer = await warehouse.openStaging({ table: `stg.${request.entity}_row`, batchId, columns });
  try {
    for (const { feed, extraction, unit } of request.units) {
      for await (const extracted of extraction.chunks(unit)) {
        if (request.signal.aborted) throw new InterruptedError('Stopped while reading; nothing of the batch was kept.');
        await append(extracted, writer, archive);
        progress.add(feed, extracted);
        if (progress.rejected.length >= REJECTED_GROUP) await writeRejected(destination, request, progress);
        request.onChunk(progress.readRows);
      }
    }
  } catch (error) {
    await abandon(writer);
    throw error;
  }
  await writer.close();
  await writeRejected(destination, request, progress);
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

/** The feeds that have units in the batch, each once, as they are known when all of it is read. */
function readFeeds({ units }: StageRequest): readonly ReadFeed[] {
  const byFeed = new Map(units.map(({ feed, extraction }) => [feed.name, extraction]));
  return [...byFeed].map(([feed, extraction]) => ({ feed, forms: extraction.forms(), changes: extraction.changes }));
}

/**
 * Marks the batch complete and its files as taken: from here on it will be published, whatever happens. Returns notes.
 */
export async function completeBatch(warehouse: Warehouse, batch: CompletedBatch): Promise<readonly string[]> {
  const { entity, runId, batchId, now, units } = batch;
  const entries = units.filter(({ isKnown }) => !isKnown);
  const again = units.filter(({ isKnown }) => isKnown).map(({ unit }) => unit);
  return warehouse.transaction(async (session) => {
    await closeReadAgain(session, again);
    const notes = await closeReplaced(session, entries);
    await updateLayouts(session, again);
    await moveRejected(session, batchId);
    await enterUnits(warehouse, session, entries, batchId, now);
    await enterCompleteFiles(warehouse, session, {
      entity,
      batchId,
      units,
      now,
    });
    await enterForms(warehouse, session, batch.feeds, { runId, batchId, now });
    const marked = await session.execute(
      `UPDATE ops.batch
SET status = 'staged', staged_utc = CAST(@now AS datetime2(3)), read_rows = @read_rows, blank_rows = @blank_rows,
  quarantined_rows = @quarantined_rows
WHERE batch_id = @batch_id AND run_id = @run_id AND status = 'loading'`,
      {
        now: utcText(now),
        batch_id: batchId,
        run_id: runId,
        read_rows: batch.readRows,
        blank_rows: batch.blankRows,
        quarantined_rows: batch.quarantinedRows,
      },
    );
    if (marked !== 1) throw lostBatch(entity, batchId);
    return notes;
  });
}

interface ReadBatch {
  /** Not complete yet. */
  readonly batch: CompletedBatch;
  readonly notes: readonly string[];
}

/** Reads everything into staging and, where there is one, into bronze. */
async function readBatch(destination: Destination, request: StageRequest): Promise<ReadBatch> {
  const { warehouse, batchId, archive } = destination;
  const { entity, runId } = request;
  const { readRows, blankRows, quarantinedRows, refusedRows, untimedRows } = await stageRows(destination, request);
  if (request.signal.aborted) throw new InterruptedError('Stopped after reading; nothing of the batch was kept.');
  const units = request.units.map(({ feed, unit, isKnown }) => {
    const rule = completeness(feed.config);
    const complete = rule === null ? null : { ...rule, refusedRows: refusedRows.get(unit.sourceId) ?? 0 };
    return { feed: feed.name, unit, isKnown, complete };
  });
  const feeds = readFeeds(request);
  const batch = { entity, runId, batchId, now: request.now(), units, feeds, readRows, blankRows, quarantinedRows };
  const read = { batch, notes: untimedRows.notes() };
  if (archive === null) return read;
  await archive.seal(await batchFacts(warehouse, batch));
  request.onArchived();
  return read;
}

function openArchive({ bronze, entity }: StageRequest, batchId: number): Promise<BatchArchive> | null {
  const columns = stagedColumnsOf(contractOf(entity).columns).map(({ column }) => column);
  return bronze === null ? null : bronze.openBatch({ batchId, entity, columns });
}

/**
 * Reads the units into staging and marks them complete, as one batch, which is in bronze by then.
 * When it throws, the rows it staged belong to no complete batch, and `sweepStaging` removes them.
 */
export async function stageEntity(warehouse: Warehouse, request: StageRequest): Promise<StagedBatch> {
  const batchId = await startBatch(warehouse, request.entity, request.runId);
  const archive = await openArchive(request, batchId);
  try {
    const { batch, notes: untimed } = await readBatch({ warehouse, batchId, archive }, request);
    const closed = await completeBatch(warehouse, batch);
    const { readRows, blankRows, quarantinedRows } = batch;
    const found = request.units.map(({ extraction }) => extraction);
    const notes = [...[...new Set(found)].flatMap((extraction) => extraction.notes), ...closed, ...untimed];
    return { batchId, readRows, blankRows, quarantinedRows, notes };
  } catch (error) {
    await archive?.abandon();
    throw error;
  }
}
