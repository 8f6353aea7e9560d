import { stagedColumnsOf } from '../core/bronze/columns.ts';
import { stagedColumnNames } from '../core/contract.ts';
import { InterruptedError } from '../core/errors.ts';
import type { Bronze, SupplementArchive, SupplementFacts } from '../core/ports/bronze.ts';
import type { Session, StagingWriter, Warehouse } from '../core/ports/warehouse.ts';
import { utcText } from '../core/time.ts';
import { type MoveRequest, moveReplayed } from '../dwh/load/replay.ts';
import { contractOf } from '../dwh/model/model.ts';
import { rejectedRowTable } from '../dwh/model/ops-tables.ts';
import { runOf } from './batch-facts.ts';
import { countRefused, type KeptRow, type RefusedFilter } from './refused-rows.ts';
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
  /** Where what was typed is kept for good before the warehouse takes it; null where nothing is. */
  readonly bronze: Bronze | null;
  /** Rows typed so far. */
  onPage(rows: number): void;
  /** What was typed is in bronze, durably, and still refused. */
  onArchived(): void;
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
  readonly blank: Pick<KeptRow, 'quarantineId' | 'sourceId' | 'sourceRow'>[] = [];
  readonly obstacles = new Map<string, number>();

  add(page: RetypedPage): void {
    for (const { rowCount } of page.chunks) this.typedRows += rowCount;
    this.rejectedRows += page.rejected.length;
    for (const { problems } of page.rejected) add(this.refused, problems[0]?.code ?? 'malformed_row', 1);
    for (const { quarantineId, sourceId, sourceRow } of page.blank) {
      this.blank.push({ quarantineId, sourceId, sourceRow });
    }
    for (const [obstacle, rows] of page.obstacles) add(this.obstacles, obstacle, rows);
  }

  get triedRows(): number {
    return this.typedRows + this.rejectedRows + this.blank.length;
  }
}

function add(counts: Map<string, number>, name: string, rows: number): void {
  counts.set(name, (counts.get(name) ?? 0) + rows);
}

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError('Stopped while typing refused rows; they stay refused.');
}

/** Where typed rows go. */
interface Destination {
  readonly warehouse: Warehouse;
  readonly batchId: number;
  readonly archive: SupplementArchive | null;
}

/** The texts stay where they are; only what is wrong with them now is written. */
async function writeRejected({ warehouse, batchId, archive }: Destination, request: ReplayRequest, page: RetypedPage) {
  const rejected = page.rejected.map((row) => ({ ...row, rawText: '' }));
  const rows = rejectedRows(rejected, request.entity, batchId, request.now());
  await warehouse.insertRows(warehouse, `stg.${rejectedRowTable.name}`, rows);
  await archive?.appendRefused(rows);
}

async function writeTyped(writer: StagingWriter, archive: SupplementArchive | null, { chunks }: RetypedPage) {
  for (const chunk of chunks) {
    if (chunk.rowCount === 0) continue;
    await writer.append(chunk);
    await archive?.append(chunk);
  }
}

async function stagePages(destination: Destination, request: ReplayRequest): Promise<ReplayProgress> {
  const { warehouse, batchId, archive } = destination;
  const { entity, filter, signal } = request;
  const progress = new ReplayProgress();
  const columns = contractOf(entity).columns.flatMap(stagedColumnNames);
  const writer = await warehouse.openStaging({ table: `stg.${entity}_row`, batchId, columns });
  try {
    for await (const page of retypeRefused(warehouse, entity, filter, request)) {
      assertGoesOn(signal);
      await writeTyped(writer, archive, page);
      await writeRejected(destination, request, page);
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

async function supplementFacts(
  session: Session,
  move: MoveRequest,
  progress: ReplayProgress,
): Promise<SupplementFacts> {
  return {
    run: await runOf(session, move.runId),
    movedUtc: utcText(move.now),
    waitingSinceUtc: utcText(move.waitingSince),
    counts: { staged: progress.typedRows, refused: progress.rejectedRows },
    blank: progress.blank.map(({ sourceId, sourceRow }) => ({ sourceId, sourceRow })),
  };
}

/** What a replay has typed goes into bronze before it goes into the warehouse, as a batch does. */
async function typeAndArchive(
  destination: Destination,
  request: ReplayRequest,
): Promise<{ readonly progress: ReplayProgress; readonly move: MoveRequest }> {
  const { warehouse, batchId, archive } = destination;
  const { entity, runId, waitingSince } = request;
  const progress = await stagePages(destination, request);
  assertGoesOn(request.signal);
  const { typedRows, rejectedRows: again } = progress;
  const blankIds = progress.blank.map(({ quarantineId }) => quarantineId);
  const now = request.now();
  const move = { entity, batchId, runId, now, waitingSince, typedRows, rejectedRows: again, blankIds };
  if (archive !== null && progress.triedRows > 0) {
    await archive.seal(await supplementFacts(warehouse, move, progress));
    request.onArchived();
  }
  return { progress, move };
}

function openArchive({ bronze, entity, runId }: ReplayRequest): Promise<SupplementArchive> | null {
  const columns = stagedColumnsOf(contractOf(entity).columns).map(({ column }) => column);
  return bronze === null ? null : bronze.openSupplement({ runId, entity, columns });
}

/**
 * Types the open refused rows of an entity again and puts those that are right now where the next publication takes them.
 * The batch number under which they are staged is garbage until then, and swept if the replay is killed.
 */
export async function replayEntity(warehouse: Warehouse, request: ReplayRequest): Promise<ReplayedEntity> {
  const { entity, runId } = request;
  const selectedRows = await countRefused(warehouse, { ...request.filter, entity, status: 'open' });
  const batchId = await startBatch(warehouse, entity, runId);
  const archive = await openArchive(request);
  try {
    const { progress, move } = await typeAndArchive({ warehouse, batchId, archive }, request);
    const { rows, refused } = await warehouse.transaction((session) => moveReplayed(session, move));
    const replayedRows = rows + progress.blank.length;
    return { entity, selectedRows, replayedRows, refused, obstacles: progress.obstacles };
  } finally {
    // Also when there was nothing to type; what is sealed stays.
    await archive?.abandon();
  }
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
    replayedRows: progress.typedRows + progress.blank.length,
    refused: progress.refused,
    obstacles: progress.obstacles,
  };
}
