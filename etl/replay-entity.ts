import { stagedColumnNames } from '../core/contract.ts';
import { InterruptedError } from '../core/errors.ts';
import type { Warehouse } from '../core/ports/warehouse.ts';
import { type Moved, type MoveRequest, moveReplayed } from '../dwh/load/replay.ts';
import { contractOf } from '../dwh/model/model.ts';
import { rejectedRowTable } from '../dwh/model/ops-tables.ts';
import { countRefused, type RefusedFilter } from './refused-rows.ts';
import { rejectedRows } from './rejected-rows.ts';
import { type RetypedPage, type RetypeSettings, retypeRefused } from './retype-refused.ts';
import { abandon, startBatch } from './stage-entity.ts';

export interface ReplayRequest extends RetypeSettings {
  readonly entity: string;
  readonly filter: RefusedFilter;
  readonly runId: number;
  readonly now: () => Date;
  /** Rows of batches staged before this instant do not wait for a parent. */
  readonly waitingSince: Date;
  readonly signal: AbortSignal;
  /** Rows typed so far. */
  onPage(rows: number): void;
}

export interface ReplayedEntity {
  readonly entity: string;
  readonly selectedRows: number;
  /** Let in: on their way to the star, or blank. */
  readonly replayedRows: number;
  /** Refused again, by reason. */
  readonly refused: ReadonlyMap<string, number>;
  /** Not tried, by what stands in the way. */
  readonly obstacles: ReadonlyMap<string, number>;
}

class ReplayProgress {
  typedRows = 0;
  rejectedRows = 0;
  readonly refused = new Map<string, number>();
  readonly blankIds: number[] = [];
  readonly obstacles = new Map<string, number>();

  add(page: RetypedPage): void {
    for (const { rowCount } of page.chunks) this.typedRows += rowCount;
    this.rejectedRows += page.rejected.length;
    for (const { problems } of page.rejected) add(this.refused, problems[0]?.code ?? 'malformed_row', 1);
    for (const id of page.blankIds) this.blankIds.push(id);
    for (const [obstacle, rows] of page.obstacles) add(this.obstacles, obstacle, rows);
  }

  get triedRows(): number {
    return this.typedRows + this.rejectedRows + this.blankIds.length;
  }
}

function add(counts: Map<string, number>, name: string, rows: number): void {
  counts.set(name, (counts.get(name) ?? 0) + rows);
}

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError('Stopped while typing refused rows; they stay refused.');
}

/** The texts stay where they are; only what is wrong with them now is written. */
async function writeRejected(warehouse: Warehouse, request: ReplayRequest, batchId: number, page: RetypedPage) {
  const rejected = page.rejected.map((row) => ({ ...row, rawText: '' }));
  const rows = rejectedRows(rejected, request.entity, batchId, request.now());
  await warehouse.insertRows(warehouse, `stg.${rejectedRowTable.name}`, rows);
}

async function stagePages(warehouse: Warehouse, request: ReplayRequest, batchId: number): Promise<ReplayProgress> {
  const { entity, filter, signal } = request;
  const progress = new ReplayProgress();
  const columns = contractOf(entity).columns.flatMap(stagedColumnNames);
  const writer = await warehouse.openStaging({ table: `stg.${entity}_row`, batchId, columns });
  try {
    for await (const page of retypeRefused(warehouse, entity, filter, request)) {
      assertGoesOn(signal);
      for (const chunk of page.chunks) if (chunk.rowCount > 0) await writer.append(chunk);
      await writeRejected(warehouse, request, batchId, page);
      progress.add(page);
      request.onPage(progress.triedRows);
    }
  } catch (error) {
    await abandon(writer);
    throw error;
  }
  await writer.close();
  return progress;
}

/**
 * Types the open refused rows of an entity again and puts those that are right now where the next publication takes them.
 * The batch number under which they are staged is garbage until then, and swept if the replay is killed.
 */
export async function replayEntity(warehouse: Warehouse, request: ReplayRequest): Promise<ReplayedEntity> {
  const { entity, runId, waitingSince } = request;
  const selectedRows = await countRefused(warehouse, { ...request.filter, entity, status: 'open' });
  const batchId = await startBatch(warehouse, entity, runId);
  const progress = await stagePages(warehouse, request, batchId);
  assertGoesOn(request.signal);
  const { typedRows, rejectedRows: again, blankIds } = progress;
  const now = request.now();
  const move: MoveRequest = { entity, batchId, runId, now, waitingSince, typedRows, rejectedRows: again, blankIds };
  const moved: Moved = await warehouse.transaction((session) => moveReplayed(session, move));
  return {
    entity,
    selectedRows,
    replayedRows: moved.rows + blankIds.length,
    refused: moved.refused,
    obstacles: progress.obstacles,
  };
}

/** What a replay would type, without changing anything; whether a row has a parent is not looked at. */
export async function tryReplay(
  warehouse: Warehouse,
  entity: string,
  filter: RefusedFilter,
  settings: RetypeSettings & { readonly signal: AbortSignal },
): Promise<ReplayedEntity> {
  const progress = new ReplayProgress();
  for await (const page of retypeRefused(warehouse, entity, filter, settings)) {
    assertGoesOn(settings.signal);
    progress.add(page);
  }
  const obstructed = [...progress.obstacles.values()].reduce((total, rows) => total + rows, 0);
  return {
    entity,
    selectedRows: progress.triedRows + obstructed,
    replayedRows: progress.typedRows + progress.blankIds.length,
    refused: progress.refused,
    obstacles: progress.obstacles,
  };
}
