import { InvariantError } from '../../core/errors.ts';
import type { Session, Warehouse } from '../../core/ports/warehouse.ts';
import { utcText } from '../../core/time.ts';
import { entitiesOf } from '../model/history-tables.ts';
import { dimensionOf, targetOf } from '../model/model.ts';
import { ROW_CLASSES, type RowClass } from '../model/ops-tables.ts';
import { isCollected } from '../model/tables.ts';
import { beginPresence, endPresence, type Presence } from './apply-presence.ts';
import { extendCalendar } from './calendar.ts';
import { type FileVerdict, hasCompleteFiles } from './complete-files.ts';
import { noteOutcomes } from './outcomes.ts';
import { markOvertaken } from './overtaken.ts';
import { recordPublication } from './publications.ts';
import { classCountStatement, cleanUpStatements, publishStatements } from './publish-plan.ts';
import { runStatements, type StatementRequest } from './run-statements.ts';
import { dropStrayRows } from './stray-rows.ts';
import { refuseExpired } from './waiting.ts';

export interface PublishRequest extends StatementRequest {
  readonly entity: string;
  readonly now: Date;
  /** A complete file may delete as many rows as it lacks. */
  readonly allowDeletes: boolean;
  /** What a run that is repeated had found of complete files; others are judged. */
  readonly verdicts: readonly FileVerdict[];
}

export type ClassCounts = Readonly<Record<RowClass, number>>;

export interface PublishResult {
  /** Rows of this publication by class; rows that waited before and still wait are not news and not in it. */
  readonly counts: ClassCounts;
  /** Rows in the star that were inserted or updated, inferred members and re-pointed facts too. */
  readonly changedRows: number;
  /** Rows that waited too long and went to quarantine. */
  readonly expiredRows: number;
  /** Rows that complete files deleted and let return; no input rows, and in no class. */
  readonly deletedRows: number;
  readonly returnedRows: number;
  /** Things a person should know. */
  readonly notes: readonly string[];
}

interface BatchState {
  readonly batchId: number;
  readonly isNew: boolean;
  readonly readRows: number;
  readonly settledRows: number;
  readonly waitingRows: number;
}

/**
 * Moves everything staged of one entity into the star, in one transaction.
 *
 * @throws {CompleteFileShrunkError} a complete file lacks too much of what is there; nothing was kept, and it stays staged.
 * @throws {InvariantError} the classes do not add up to the rows read; nothing was kept.
 */
export async function publishEntity(warehouse: Warehouse, request: PublishRequest): Promise<PublishResult> {
  return warehouse.transaction(async (session) => {
    await session.execute(dropStrayRows(request.entity).sql);
    const target = targetOf(request.entity);
    if (target.kind === 'fact') await extendCalendar(warehouse, session, target);
    const begun = await beginPresence(session, target, request);
    const changedRows = await publishRows(session, request);
    const { markedRows, ...presence } = await endPresence(session, target, request, begun);
    const expiredRows = await refuseExpired(warehouse, session, request);
    const { counts, settledBatches } = await settleBatches(session, request);
    const { deletedRows, returnedRows } = await countPresence(session, presence);
    const notedRows = await noteOutcomes(session, request.entity);
    await markOvertaken(session, request.entity);
    for (const { sql } of cleanUpStatements(request.entity)) await session.execute(sql);
    const result = {
      counts,
      changedRows: changedRows + markedRows,
      expiredRows,
      deletedRows,
      returnedRows,
      notes: presence.notes,
    };
    if (settledBatches + result.changedRows + expiredRows + notedRows > 0) {
      await recordPublication(session, { kind: 'publish', ...request });
    }
    return result;
  });
}

async function publishRows(session: Session, request: PublishRequest): Promise<number> {
  const hasSeen = await hasCompleteFiles(session, entitiesBeside(request.entity));
  return runStatements(session, publishStatements(request.entity, hasSeen), request);
}

/** All entities that tell of the same dimension, whose versions their complete files shape. */
function entitiesBeside(entity: string): readonly string[] {
  const target = targetOf(entity);
  if (target.kind === 'fact') return [entity];
  const whole = dimensionOf(target.name);
  return isCollected(whole) ? [entity] : entitiesOf(whole);
}

function sumOf(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((total, rows) => total + rows, 0);
}

async function countPresence(
  session: Session,
  { deleted, returned }: Presence,
): Promise<Pick<PublishResult, 'deletedRows' | 'returnedRows'>> {
  for (const batchId of new Set([...deleted.keys(), ...returned.keys()])) {
    await session.execute(
      `UPDATE ops.batch
SET deleted_rows = COALESCE(deleted_rows, 0) + @deleted, returned_rows = COALESCE(returned_rows, 0) + @returned
WHERE batch_id = @batch_id`,
      { batch_id: batchId, deleted: deleted.get(batchId) ?? 0, returned: returned.get(batchId) ?? 0 },
    );
  }
  return { deletedRows: sumOf(deleted), returnedRows: sumOf(returned) };
}

async function batchStates(session: Session, entity: string): Promise<readonly BatchState[]> {
  const result = await session.query(
    `SELECT batch_id, status, read_rows, blank_rows + quarantined_rows AS settled_rows, waiting_rows
FROM ops.batch
WHERE entity = @entity AND (status = 'staged' OR waiting_rows > 0)
ORDER BY batch_id`,
    { entity },
  );
  return result.rows.map(([batchId, status, readRows, settledRows, waitingRows]) => ({
    batchId: Number(batchId),
    isNew: status === 'staged',
    readRows: Number(readRows),
    settledRows: Number(settledRows),
    waitingRows: Number(waitingRows),
  }));
}

type MutableCounts = Record<RowClass, number>;

function noCounts(): MutableCounts {
  return {
    blank: 0,
    duplicate: 0,
    waiting: 0,
    quarantined: 0,
    inserted: 0,
    updated: 0,
    unchanged: 0,
    superseded: 0,
  };
}

async function countClasses(session: Session, entity: string): Promise<ReadonlyMap<number, MutableCounts>> {
  const result = await session.query(classCountStatement(entity));
  const byBatch = new Map<number, MutableCounts>();
  for (const [batchId, name, count] of result.rows) {
    const counts = byBatch.get(Number(batchId)) ?? noCounts();
    const rowClass = ROW_CLASSES.find((candidate) => candidate === name);
    if (rowClass === undefined) throw new InvariantError(`The load made a class "${String(name)}" of rows.`);
    counts[rowClass] += Number(count);
    byBatch.set(Number(batchId), counts);
  }
  return byBatch;
}

function sum(counts: ClassCounts): number {
  return ROW_CLASSES.reduce((total, name) => total + counts[name], 0);
}

/** read = blank + duplicate + waiting + quarantined + accepted, for every batch, or nothing is kept. */
function assertAccounting(entity: string, batch: BatchState, counts: ClassCounts): void {
  const expected = batch.isNew ? batch.readRows - batch.settledRows : batch.waitingRows;
  const found = sum(counts);
  if (found === expected) return;
  throw new InvariantError(
    `Batch ${batch.batchId} of ${entity}: ${expected} rows were to be published, but ${found} fell into a class. Nothing was published. Please report this with the output of "storehouse status".`,
    { context: { entity, batchId: batch.batchId, expected, found } },
  );
}

/** Rows of a batch that is not to be published would be in the star without being counted. */
function assertKnownBatches(entity: string, batches: readonly BatchState[], counted: Iterable<number>): void {
  const known = new Set(batches.map(({ batchId }) => batchId));
  const strays = [...counted].filter((batchId) => !known.has(batchId));
  if (strays.length === 0) return;
  throw new InvariantError(
    `Rows of ${entity} from batch ${strays.join(', ')}, which is not to be published, were staged meanwhile. Nothing was published; run the command again.`,
    { context: { entity, batches: strays.length } },
  );
}

async function settleBatches(
  session: Session,
  request: PublishRequest,
): Promise<{ readonly counts: ClassCounts; readonly settledBatches: number }> {
  const { entity } = request;
  const counted = await countClasses(session, entity);
  const batches = await batchStates(session, entity);
  assertKnownBatches(entity, batches, counted.keys());
  const total = noCounts();
  let settledBatches = 0;
  for (const batch of batches) {
    const counts = counted.get(batch.batchId) ?? noCounts();
    assertAccounting(entity, batch, counts);
    const isNews = batch.isNew || counts.waiting !== batch.waitingRows;
    if (!isNews) continue;
    settledBatches += 1;
    for (const name of ROW_CLASSES) total[name] += counts[name];
    if (!batch.isNew) total.waiting -= counts.waiting;
    await session.execute(
      `UPDATE ops.batch
SET status = 'published', published_utc = CAST(@now AS datetime2(3)), waiting_rows = @waiting,
  quarantined_rows = quarantined_rows + @quarantined,
  duplicate_rows = duplicate_rows + @duplicate, inserted_rows = inserted_rows + @inserted,
  updated_rows = updated_rows + @updated, unchanged_rows = unchanged_rows + @unchanged,
  superseded_rows = superseded_rows + @superseded
WHERE batch_id = @batch_id`,
      { ...counts, now: utcText(request.now), batch_id: batch.batchId },
    );
  }
  return { counts: total, settledBatches };
}
