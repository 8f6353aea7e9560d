import type { SupplementManifest } from '../core/bronze/manifest.ts';
import type { Session, Warehouse } from '../core/ports/warehouse.ts';
import { utcInstant } from '../core/time.ts';
import { recordPublication } from '../dwh/load/publications.ts';
import { type MoveRequest, moveReplayed } from '../dwh/load/replay.ts';
import { rejectedRowTable } from '../dwh/model/ops-tables.ts';
import type { ArchivedSupplement } from './replay-plan.ts';
import { type RestageRequest, stageRows } from './restage-batch.ts';
import { startBatch } from './stage-entity.ts';

const REJECTED_COLUMNS = rejectedRowTable.columns.map((column) => column.name);

async function stageRefused(
  warehouse: Warehouse,
  { bronze, manifest }: ArchivedSupplement,
  batchId: number,
): Promise<void> {
  const place = REJECTED_COLUMNS.indexOf('batch_id');
  for await (const { columns, rows } of bronze.refused(manifest, REJECTED_COLUMNS)) {
    const own = rows.map((row) => row.with(place, batchId));
    await warehouse.insertRows(warehouse, `stg.${rejectedRowTable.name}`, { columns, rows: own });
  }
}

async function blankIds(session: Session, { entity, blank }: SupplementManifest): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const { sourceId, sourceRow } of blank) {
    const { rows } = await session.query(
      `SELECT q.quarantine_id
FROM ops.quarantine AS q
WHERE q.entity = @entity AND q.status = 'open' AND q.source_id = @source_id AND q.source_row = @source_row`,
      { entity, source_id: sourceId, source_row: sourceRow },
    );
    ids.push(...rows.map(([id]) => Number(id)));
  }
  return ids;
}

/** Leaves out rows whose refusal is not known, for the batch they came with is missing. */
async function dropUnknown(session: Session, { entity, batchId }: Pick<MoveRequest, 'entity' | 'batchId'>) {
  for (const table of [`stg.${entity}_row`, `stg.${rejectedRowTable.name}`]) {
    await session.execute(
      `DELETE FROM ${table}
WHERE batch_id = @batch_id AND NOT EXISTS (
    SELECT 1 FROM ops.quarantine AS q
    WHERE q.entity = @entity AND q.status = 'open' AND q.source_id = ${table}.source_id AND q.source_row = ${table}.source_row
  )`,
      { entity, batch_id: batchId },
    );
  }
}

async function countRows(session: Session, table: string, batchId: number): Promise<number> {
  const { rows } = await session.query(`SELECT COUNT(*) AS row_count FROM ${table} AS s WHERE s.batch_id = @batch_id`, {
    batch_id: batchId,
  });
  return Number(rows[0]?.[0]);
}

export interface RestageReplayRequest extends RestageRequest {
  /** Batches are missing, and with them refused rows that were replayed. */
  readonly isIncomplete: boolean;
}

/**
 * Replays again what a replay of the lost warehouse had typed: it asks this warehouse anew which rows have a parent,
 * which gives the same answer, and ends in one transaction like the replay itself. Returns how many rows were let in.
 *
 * @throws {InvariantError} a row would be lost or be there twice; nothing was kept.
 */
export async function restageReplay(
  warehouse: Warehouse,
  supplement: ArchivedSupplement,
  request: RestageReplayRequest,
): Promise<number> {
  const { entity, run, counts, movedUtc, waitingSinceUtc } = supplement.manifest;
  const batchId = await startBatch(warehouse, entity, run.runId);
  await stageRows(warehouse, supplement, batchId, request);
  await stageRefused(warehouse, supplement, batchId);
  const [now, waitingSince] = [utcInstant(movedUtc), utcInstant(waitingSinceUtc)];
  const whole = { entity, batchId, runId: run.runId, now, waitingSince };
  return warehouse.transaction(async (session) => {
    const blank = await blankIds(session, supplement.manifest);
    if (!request.isIncomplete) {
      const move = { ...whole, typedRows: counts.staged, rejectedRows: counts.refused, blankIds: blank };
      return (await moveReplayed(session, move)).rows + blank.length;
    }
    await dropUnknown(session, whole);
    const typedRows = await countRows(session, `stg.${entity}_row`, batchId);
    const rejectedRows = await countRows(session, `stg.${rejectedRowTable.name}`, batchId);
    const { rows } = await moveReplayed(session, { ...whole, typedRows, rejectedRows, blankIds: blank });
    // It counts as repeated, although there was nothing to repeat it with.
    if (typedRows + rejectedRows + blank.length === 0) {
      await recordPublication(session, { kind: 'replay', ...whole });
    }
    return rows + blank.length;
  });
}
