import { InvariantError, WarehouseLockedError } from '../../core/errors.ts';
import type { Session } from '../../core/ports/warehouse.ts';
import { utcText } from '../../core/time.ts';
import { contractOf, targetOf } from '../model/model.ts';
import { recordPublication } from './publications.ts';
import { keepEarlierProblems, untilRun } from './refused-again.ts';
import { joinOn } from './sql-text.ts';
import { dropRejectedRows } from './stray-rows.ts';
import { missingParent } from './waiting.ts';

/** What a replay has staged of one entity, under a batch number that is only a place to put it down. */
export interface MoveRequest {
  readonly entity: string;
  readonly batchId: number;
  readonly runId: number;
  readonly now: Date;
  /** Rows of batches staged before this instant do not wait for a parent. */
  readonly waitingSince: Date;
  /** Rows in `stg.<entity>_row` under the number. */
  readonly typedRows: number;
  /** Rows in `stg.rejected_row` under it: refused again. */
  readonly rejectedRows: number;
  /** Quarantine numbers of rows that are blank as they are read now. */
  readonly blankIds: readonly number[];
}

export interface Moved {
  /** Rows that go on to the star, blank ones aside. */
  readonly rows: number;
  /** Rows refused again, by reason. */
  readonly refused: ReadonlyMap<string, number>;
}

/** Beside a staged row `s` what the quarantine has of it. */
function openRows(entity: string): string {
  return `ops.quarantine AS q ON q.entity = '${entity}' AND q.status = 'open' AND q.source_id = s.source_id AND q.source_row = s.source_row`;
}

/** Rows given up for want of their parent do not wait a second time, nor do rows whose time to wait is over. */
async function refuseParentless(session: Session, request: MoveRequest): Promise<void> {
  const { entity, batchId } = request;
  const target = targetOf(entity);
  if (target.kind !== 'fact' || target.parent === null) return;
  const { column, problem } = missingParent(entity);
  const staged = `stg.${entity}_row`;
  await session.execute(
    `INSERT INTO stg.rejected_row (batch_id, entity, source_id, source_row, reason_code, column_name, problems, raw_text, quarantined_utc)
SELECT s.batch_id, @entity, s.source_id, s.source_row, 'parent_missing', @column, @problem, '', CAST(@now AS datetime2(3))
FROM ${staged} AS s
INNER JOIN ${openRows(entity)}
INNER JOIN ops.batch AS b ON b.batch_id = q.batch_id
LEFT JOIN fact.${target.parent} AS p ON ${joinOn('p', 's', contractOf(entity).parent?.columns ?? [])}
WHERE s.batch_id = @batch_id AND p.run_id IS NULL
  AND (q.reason_code = 'parent_missing' OR b.staged_utc < CAST(@since AS datetime2(3)))`,
    {
      entity,
      batch_id: batchId,
      column,
      problem,
      now: utcText(request.now),
      since: utcText(request.waitingSince),
    },
  );
  await session.execute(
    `DELETE FROM ${staged}
WHERE batch_id = @batch_id AND EXISTS (
    SELECT 1 FROM stg.rejected_row AS r
    WHERE r.batch_id = @batch_id AND r.source_id = ${staged}.source_id AND r.source_row = ${staged}.source_row
  )`,
    { batch_id: batchId },
  );
}

/** The same quarantine row says what is wrong now; when it was refused first stays. */
function refuseAgain(session: Session, { entity, batchId, runId, now }: MoveRequest): Promise<number> {
  return session.execute(
    `UPDATE ops.quarantine
SET ${keepEarlierProblems('r.found')},
  reason_code = r.found_code, column_name = r.found_column, problems = r.found,
  attempts = COALESCE(attempts, 0) + 1, tried_run_id = @run_id, tried_utc = CAST(@now AS datetime2(3))
FROM (
  SELECT s.source_id, s.source_row, s.reason_code AS found_code, s.column_name AS found_column, s.problems AS found
  FROM stg.rejected_row AS s
  WHERE s.batch_id = @batch_id
) AS r
WHERE r.source_id = ops.quarantine.source_id AND r.source_row = ops.quarantine.source_row
  AND ops.quarantine.entity = @entity AND ops.quarantine.status = 'open'`,
    { ...untilRun(runId), entity, batch_id: batchId, run_id: runId, now: utcText(now) },
  );
}

async function refusedByReason(session: Session, batchId: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await session.query(
    'SELECT r.reason_code, COUNT(*) AS row_count FROM stg.rejected_row AS r WHERE r.batch_id = @batch_id GROUP BY r.reason_code ORDER BY r.reason_code',
    { batch_id: batchId },
  );
  return new Map(rows.map(([code, count]) => [String(code), Number(count)]));
}

/** Rows that go on, by the batch they came with. */
async function rowsByBatch(session: Session, { entity, batchId }: MoveRequest): Promise<ReadonlyMap<number, number>> {
  const { rows } = await session.query(
    `SELECT q.batch_id, COUNT(*) AS row_count
FROM stg.${entity}_row AS s
INNER JOIN ${openRows(entity)}
WHERE s.batch_id = @batch_id
GROUP BY q.batch_id`,
    { batch_id: batchId },
  );
  return new Map(rows.map(([id, count]) => [Number(id), Number(count)]));
}

async function markReplayed(session: Session, { entity, batchId, runId, now }: MoveRequest): Promise<void> {
  await session.execute(
    `UPDATE ops.quarantine
SET status = 'replayed', outcome = NULL,
  attempts = COALESCE(attempts, 0) + 1, tried_run_id = @run_id, tried_utc = CAST(@now AS datetime2(3))
WHERE status = 'open' AND entity = @entity AND EXISTS (
    SELECT 1 FROM stg.${entity}_row AS s
    WHERE s.batch_id = @batch_id AND s.source_id = ops.quarantine.source_id AND s.source_row = ops.quarantine.source_row
  )`,
    { entity, batch_id: batchId, run_id: runId, now: utcText(now) },
  );
}

/**
 * Gives the rows just marked the batch they came with. Rows of it that wait are numbered anew with them, by file and
 * row, so that of two rows of one key the later is known as before.
 */
async function giveBack(session: Session, { entity, batchId, runId }: MoveRequest): Promise<void> {
  const staged = `stg.${entity}_row`;
  const marked = `q.entity = '${entity}' AND q.status = 'replayed' AND q.outcome IS NULL AND q.tried_run_id = @run_id`;
  await session.execute(
    `UPDATE ${staged}
SET batch_id = m.own_batch_id, row_id = m.own_row_id
FROM (
  SELECT o.batch_id, o.row_id, o.own_batch_id,
    ROW_NUMBER() OVER (PARTITION BY o.own_batch_id ORDER BY o.source_id, o.source_row) AS own_row_id
  FROM (
    SELECT s.batch_id, s.row_id, s.source_id, s.source_row, q.batch_id AS own_batch_id
    FROM ${staged} AS s
    INNER JOIN ops.quarantine AS q ON q.source_id = s.source_id AND q.source_row = s.source_row
    WHERE s.batch_id = @batch_id AND ${marked}
    UNION ALL
    SELECT s.batch_id, s.row_id, s.source_id, s.source_row, s.batch_id AS own_batch_id
    FROM ${staged} AS s
    WHERE s.batch_id <> @batch_id AND EXISTS (SELECT 1 FROM ops.quarantine AS q WHERE q.batch_id = s.batch_id AND ${marked})
  ) AS o
) AS m
WHERE m.batch_id = ${staged}.batch_id AND m.row_id = ${staged}.row_id`,
    { batch_id: batchId, run_id: runId },
  );
}

async function countAsWaiting(session: Session, perBatch: ReadonlyMap<number, number>): Promise<void> {
  for (const [batchId, count] of perBatch) {
    await session.execute(
      `UPDATE ops.batch
SET waiting_rows = waiting_rows + @count, quarantined_rows = quarantined_rows - @count
WHERE batch_id = @batch_id`,
      { batch_id: batchId, count },
    );
  }
}

/** A blank row has nothing to publish: it only changes its class. */
async function settleBlank(session: Session, { blankIds, runId, now }: MoveRequest): Promise<void> {
  for (const id of blankIds) {
    await session.execute(
      `UPDATE ops.quarantine
SET status = 'replayed', outcome = 'blank',
  attempts = COALESCE(attempts, 0) + 1, tried_run_id = @run_id, tried_utc = CAST(@now AS datetime2(3))
WHERE quarantine_id = @id`,
      { id, run_id: runId, now: utcText(now) },
    );
    await session.execute(
      `UPDATE ops.batch
SET blank_rows = blank_rows + 1, quarantined_rows = quarantined_rows - 1
WHERE batch_id = (SELECT q.batch_id FROM ops.quarantine AS q WHERE q.quarantine_id = @id)`,
      { id },
    );
  }
}

function assertMoved(request: MoveRequest, found: { readonly refused: number; readonly replayed: number }): void {
  const expected = request.typedRows + request.rejectedRows;
  if (found.refused + found.replayed === expected) return;
  throw new InvariantError(
    `Of ${expected} rows of ${request.entity} that were typed again, ${found.replayed} are to be let in and ${found.refused} are refused again. Nothing of them was kept. Please report this with the output of "storehouse status".`,
    { context: { entity: request.entity, expected, ...found } },
  );
}

/** Only a writer that came in between, while this one had lost its connection, sweeps what it has put down. */
function lostRows({ entity, batchId }: MoveRequest): WarehouseLockedError {
  return new WarehouseLockedError(
    `Another run took the warehouse over while refused rows of ${entity} were being replayed, and swept what was there. They stay refused; run the command again.`,
    { context: { entity, batchId } },
  );
}

/**
 * Puts typed rows where they would be had they only waited since their batch was published: in staging under their own
 * batch, counted as waiting there, and known as replayed. The next publication settles them. In one transaction with
 * what becomes of those that are refused again, so that a killed replay has let a row in or left it in quarantine.
 *
 * @throws {InvariantError} a row would be lost or be there twice; nothing was kept.
 */
export async function moveReplayed(session: Session, request: MoveRequest): Promise<Moved> {
  const { batchId } = request;
  await refuseParentless(session, request);
  const refused = await refusedByReason(session, batchId);
  const refusedRows = await refuseAgain(session, request);
  const perBatch = await rowsByBatch(session, request);
  await markReplayed(session, request);
  await giveBack(session, request);
  await countAsWaiting(session, perBatch);
  await settleBlank(session, request);
  const replayed = [...perBatch.values()].reduce((total, count) => total + count, 0);
  assertMoved(request, { refused: refusedRows, replayed });
  await session.execute(dropRejectedRows.sql);
  if (refusedRows + replayed + request.blankIds.length > 0) {
    await recordPublication(session, { kind: 'replay', ...request });
  }
  const removed = await session.execute(
    "DELETE FROM ops.batch WHERE batch_id = @batch_id AND run_id = @run_id AND status = 'loading'",
    { batch_id: batchId, run_id: request.runId },
  );
  if (removed !== 1) throw lostRows(request);
  return { rows: replayed, refused };
}
