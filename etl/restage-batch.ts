import type { BatchManifest, BronzeUnit } from '../core/bronze/manifest.ts';
import { stagedColumnNames } from '../core/contract.ts';
import type { Warehouse } from '../core/ports/warehouse.ts';
import { utcInstant } from '../core/time.ts';
import { contractOf, isKnownEntity } from '../dwh/model/model.ts';
import { rejectedRowTable } from '../dwh/model/ops-tables.ts';
import type { TakenUnit } from './batch-facts.ts';
import type { ArchivedBatch, ArchivedSupplement } from './replay-plan.ts';
import { abandon, completeBatch, enterBatch } from './stage-entity.ts';

export interface RestageRequest {
  readonly signal: AbortSignal;
  /** Rows staged so far. */
  onChunk(rows: number): void;
}

/** Takes the batch's own number, which an attempt that was stopped may have left taken. */
async function takeNumber(warehouse: Warehouse, { batchId, entity, run }: BatchManifest): Promise<void> {
  await warehouse.transaction(async (session) => {
    await session.execute("DELETE FROM ops.batch WHERE batch_id = @batch_id AND status IN ('loading', 'abandoned')", {
      batch_id: batchId,
    });
    await enterBatch(session, { batchId, entity, runId: run.runId });
  });
}

/** Puts the rows of a batch or supplement into staging, under the number. */
export async function stageRows(
  warehouse: Warehouse,
  { bronze, manifest }: ArchivedBatch | ArchivedSupplement,
  batchId: number,
  { signal, onChunk }: RestageRequest,
): Promise<void> {
  const { entity } = manifest;
  const { columns } = contractOf(entity);
  const names = columns.flatMap(stagedColumnNames);
  const writer = await warehouse.openStaging({ table: `stg.${entity}_row`, batchId, columns: names });
  let staged = 0;
  try {
    for await (const chunk of bronze.rows(manifest, columns, signal)) {
      await writer.append(chunk);
      staged += chunk.rowCount;
      onChunk(staged);
    }
  } catch (error) {
    await abandon(writer);
    throw error;
  }
  await writer.close();
}

function takenUnit({ feed, isKnown, complete, layout, modifiedUtc, ...file }: BronzeUnit): TakenUnit {
  const unit = { ...file, modifiedMs: modifiedUtc === null ? null : utcInstant(modifiedUtc).getTime() };
  return { feed, isKnown, complete, unit: layout === null ? unit : { ...unit, layout } };
}

/**
 * Brings a batch of bronze back into staging as it was: its number, its rows, its refused rows, its files in the
 * ledger, what was known of their columns, its time. Does nothing for a batch that is complete already.
 */
export async function restageBatch(warehouse: Warehouse, batch: ArchivedBatch, request: RestageRequest): Promise<void> {
  const { bronze, manifest } = batch;
  const { batchId, entity, run, counts, units, feeds } = manifest;
  await takeNumber(warehouse, manifest);
  await stageRows(warehouse, batch, batchId, request);
  const names = rejectedRowTable.columns.map((column) => column.name);
  for await (const rows of bronze.refused(manifest, names)) {
    await warehouse.insertRows(warehouse, `stg.${rejectedRowTable.name}`, rows);
  }
  await completeBatch(warehouse, {
    entity,
    runId: run.runId,
    batchId,
    now: utcInstant(manifest.stagedUtc),
    units: units.map(takenUnit),
    feeds,
    readRows: counts.read,
    blankRows: counts.blank,
    quarantinedRows: counts.quarantined,
  });
}

/**
 * Keeps the number of a batch that brings no row: `abandoned` when it never was complete, so that it is swept from
 * bronze, `published` when its entity does not exist any more.
 */
export async function skipBatch(
  warehouse: Warehouse,
  { manifest }: ArchivedBatch,
  status: 'abandoned' | 'published',
): Promise<void> {
  await takeNumber(warehouse, manifest);
  await warehouse.execute(
    `UPDATE ops.batch
SET status = @status, staged_utc = CAST(@staged AS datetime2(3))
WHERE batch_id = @batch_id`,
    { status, staged: manifest.stagedUtc, batch_id: manifest.batchId },
  );
}

/** How the columns of archived batches differ from the contracts of today, one line an entity. */
export function columnNotes(batches: readonly (ArchivedBatch | ArchivedSupplement)[]): readonly string[] {
  const notes = batches.flatMap(({ manifest: { entity, columns } }) => {
    if (!isKnownEntity(entity)) return [`${entity}: there is no such entity any more; its batches were left out`];
    const now = contractOf(entity).columns.flatMap(stagedColumnNames);
    const then = columns.map(({ name }) => name);
    const [added, gone] = [now.filter((name) => !then.includes(name)), then.filter((name) => !now.includes(name))];
    return [
      ...(added.length === 0 ? [] : [`${entity}: ${added.join(', ')} not in older batches; empty or its default`]),
      ...(gone.length === 0 ? [] : [`${entity}: ${gone.join(', ')} in older batches, not in the model; left out`]),
    ];
  });
  return [...new Set(notes)];
}
