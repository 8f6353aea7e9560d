import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { BRONZE_FORMAT } from '../core/bronze/manifest.ts';
import { CheckStoppedError, CompleteFileShrunkError, InterruptedError, RebuildRefusedError } from '../core/errors.ts';
import type { Bronze } from '../core/ports/bronze.ts';
import type { Warehouse } from '../core/ports/warehouse.ts';
import { utcText } from '../core/time.ts';
import { applySchema } from '../dwh/load/apply-schema.ts';
import { hasUnsettledReplays } from '../dwh/load/outcomes.ts';
import { entitiesToPublish } from '../dwh/load/staged-entities.ts';
import { entityContracts } from '../dwh/model/contracts.ts';
import { ROW_CLASSES } from '../dwh/model/ops-tables.ts';
import { archiveOf } from '../etl/keep-bronze.ts';
import {
  type ArchivedBatch,
  type ArchivedSupplement,
  assertWhole,
  isWhole,
  type ReplayPlan,
  readReplayPlan,
} from '../etl/replay-plan.ts';
import { columnNotes, skipBatch } from '../etl/restage-batch.ts';
import { sweepStaging } from '../etl/sweep-staging.ts';
import { alreadyDone, completeBatches, repeatRun } from './repeat-run.ts';
import { endRun, startRun } from './run-history.ts';
import {
  check,
  type EntityReport,
  endEarly,
  publish,
  Run,
  type RunContext,
  type RunReport,
  settleBronze,
} from './run-pipeline.ts';

export interface RebuildRequest extends RunContext {
  /** Where the batches are. May be the warehouse's own bronze, which then goes on. */
  readonly source: Bronze;
  /** Of `source`, by {@link planRebuild}. */
  readonly plan: ReplayPlan;
}

/**
 * What of a bronze is to be loaded; for a person's mistakes to show before the warehouse is opened, or made.
 * `isIncompleteAllowed`: what is there is enough, although batches are missing.
 *
 * @throws {BronzeMissingError} @throws {BronzeDamagedError} @throws {BronzeIncompleteError}
 */
export async function planRebuild(source: Bronze, isIncompleteAllowed: boolean): Promise<ReplayPlan> {
  const plan = await readReplayPlan(source);
  assertWhole(source, plan, isIncompleteAllowed);
  return plan;
}

/** @throws {RebuildRefusedError} something is there that a rebuild would mix with what was there before. */
async function assertRebuildable({ warehouse, bronze, source, plan }: RebuildRequest): Promise<void> {
  const row = await archiveOf(warehouse);
  if (row?.rebuiltFrom === plan.archiveId) return;
  const batches = (await completeBatches(warehouse)).size;
  if (row?.rebuiltFrom || batches > 0) {
    throw new RebuildRefusedError(
      `${warehouse.location} is not empty: it holds ${batches === 1 ? '1 batch' : `${batches} batches`}${row?.rebuiltFrom ? ' of another bronze' : ''}. Nothing was changed. Move the file away or empty the database, or name another warehouse with --warehouse.`,
      { context: { warehouse: warehouse.location, batches } },
    );
  }
  if (bronze === null || bronze.location === source.location || (await bronze.batchIds()).length === 0) return;
  throw new RebuildRefusedError(
    `The warehouse's own bronze in ${bronze.location} holds batches, but is not what is to be rebuilt from. Nothing was changed. Rebuild from it, move it away, or set bronze.directory to another folder.`,
    { context: { directory: bronze.location } },
  );
}

/** Says from here on what is being rebuilt, and takes over the numbers of the runs. */
async function beginRebuild({ warehouse, bronze, source, plan }: RebuildRequest): Promise<void> {
  if ((await archiveOf(warehouse))?.rebuiltFrom === plan.archiveId) return;
  const isOwn = bronze === null || bronze.location === source.location;
  await warehouse.transaction(async (session) => {
    // Of runs that were refused or stopped before they had loaded anything.
    for (const table of ['ops.bronze', 'ops.batch', 'ops.check_result', 'ops.step', 'ops.run']) {
      await session.execute(`DELETE FROM ${table}`);
    }
    await session.execute('INSERT INTO ops.bronze (archive_id, rebuilt_from) VALUES (@archive_id, @rebuilt_from)', {
      archive_id: isOwn ? plan.archiveId : randomUUID(),
      rebuilt_from: plan.archiveId,
    });
    await warehouse.insertRows(session, 'ops.run', {
      columns: ['run_id', 'command', 'status', 'started_utc', 'ended_utc', 'error_code', 'error_message'],
      rows: plan.runs.map(({ run }) => [
        run.runId,
        run.command,
        run.status,
        run.startedUtc,
        run.endedUtc,
        run.errorCode,
        null,
      ]),
    });
  });
}

/** The warehouse has all that the bronze has. Its own bronze, where that is another one, says what it goes on from. */
async function finishRebuild(request: RebuildRequest): Promise<void> {
  const { warehouse, bronze, source, plan, clock } = request;
  const row = await archiveOf(warehouse);
  if (bronze !== null && row !== null && bronze.location !== source.location) {
    const { lastBatchId, lastRunId, archiveId } = plan;
    await bronze.begin({
      format: BRONZE_FORMAT,
      archiveId: row.archiveId,
      createdUtc: utcText(clock()),
      afterRunId: lastRunId,
      continues: { directory: relative(bronze.location, source.location), archiveId, lastBatchId, lastRunId },
    });
  }
  await warehouse.execute('UPDATE ops.bronze SET rebuilt_from = NULL');
}

/** Before anything is loaded: a rebuild that ends in the middle helps nobody. */
async function verify(
  request: RebuildRequest,
  batches: readonly ArchivedBatch[],
  replays: readonly ArchivedSupplement[],
): Promise<void> {
  const { observe, signal } = request;
  const step = 'check the bronze';
  observe({ kind: 'step started', step });
  const started = performance.now();
  for (const { bronze, manifest } of [...batches, ...replays]) {
    if (signal.aborted) throw new InterruptedError('Stopped while the bronze was checked; nothing was loaded.');
    await bronze.verify(manifest, signal);
  }
  const others = replays.length === 0 ? '' : ` and ${replays.length} replays`;
  const detail = `${batches.length} batches${others} are as they were written`;
  observe({ kind: 'step finished', step, ms: performance.now() - started, detail });
}

/** Batches and replays that nobody had published when the warehouse was lost; the next run would have. */
async function publishStaged(run: Run<RebuildRequest>): Promise<number> {
  const { warehouse } = run.request;
  const { rows } = await warehouse.query("SELECT COUNT(*) AS batches FROM ops.batch AS b WHERE b.status = 'staged'");
  if (Number(rows[0]?.[0]) === 0 && !(await hasUnsettledReplays(warehouse))) return 0;
  let changedRows = 0;
  const entities = entityContracts.map(({ entity }) => entity);
  for (const entity of await entitiesToPublish(warehouse, entities))
    changedRows += (await publish(run, entity)).changedRows;
  return changedRows;
}

/** A complete file that had stopped the last run stops the next one too, but all of the bronze is there again. */
async function publishRest(run: Run<RebuildRequest>): Promise<number> {
  try {
    return await publishStaged(run);
  } catch (error) {
    if (error instanceof CompleteFileShrunkError) await finishRebuild(run.request);
    throw error;
  }
}

/** All rows of the rebuilt warehouse in their classes. */
async function entityReports(warehouse: Warehouse): Promise<readonly EntityReport[]> {
  const sums = ['read', 'deleted', 'returned', ...ROW_CLASSES]
    .map((name) => `SUM(b.${name}_rows) AS ${name}_rows`)
    .join(', ');
  const { rows } = await warehouse.query(
    `SELECT b.entity, MAX(b.batch_id) AS batch_id, ${sums} FROM ops.batch AS b GROUP BY b.entity`,
  );
  const byEntity = new Map(rows.map(([entity, ...numbers]) => [String(entity), numbers.map(Number)] as const));
  return entityContracts.map(({ entity }) => {
    const [batchId, readRows = 0, deletedRows = 0, returnedRows = 0, ...classes] = byEntity.get(entity) ?? [];
    if (batchId === undefined) return { entity, staged: null, published: null };
    const [blank = 0, duplicate = 0, waiting = 0, quarantined = 0] = classes;
    const [inserted = 0, updated = 0, unchanged = 0, superseded = 0] = classes.slice(4);
    return {
      entity,
      staged: { batchId, readRows, blankRows: blank, quarantinedRows: quarantined, notes: [] },
      published: {
        counts: { blank, duplicate, waiting, quarantined, inserted, updated, unchanged, superseded },
        changedRows: 0,
        expiredRows: 0,
        deletedRows,
        returnedRows,
        notes: [],
      },
    };
  });
}

async function replayAll(run: Run<RebuildRequest>): Promise<Omit<RunReport, 'durationMs'>> {
  const { warehouse, source, plan } = run.request;
  await sweepStaging(warehouse);
  const kept = plan.runs.flatMap(({ batches, supplements }) => [...batches, ...supplements.values()]);
  for (const note of columnNotes(kept)) run.note(note);
  for (const stray of plan.strays) {
    run.note(`batch ${stray.manifest.batchId} of ${stray.manifest.entity} was never complete; it was left out`);
    await skipBatch(warehouse, stray, 'abandoned');
  }
  const done = await alreadyDone(warehouse);
  let changedRows = 0;
  for (const replayed of plan.runs) changedRows += await repeatRun(run, replayed, done, !isWhole(plan));
  changedRows += await publishRest(run);
  const batches = plan.runs.reduce((total, replayed) => total + replayed.batches.length, 0);
  run.note(`rebuilt from ${batches} batches in ${source.location}`);
  if (plan.missing.length > 0) run.note(`not the whole: batches are missing (at least ${plan.missing.length})`);
  for (const { runId, entity } of plan.missingReplays) {
    run.note(`not the whole: the replay of ${entity} in run ${runId} is missing; its rows stay refused`);
  }
  const checks = await check(run);
  return { runId: run.runId, entities: await entityReports(warehouse), checks, changedRows, notes: run.notes };
}

/**
 * Builds an empty warehouse from bronze: batch by batch and run by run, as it was built first, without any source.
 * Killed at any moment and started again, it goes on and ends with the same warehouse.
 *
 * @throws {BronzeDamagedError} nothing was loaded.
 * @throws {RebuildRefusedError} the warehouse is not empty; nothing was changed.
 */
export async function rebuildWarehouse(request: RebuildRequest): Promise<RunReport> {
  const started = performance.now();
  const { warehouse, plan, clock, log } = request;
  const { changes } = await applySchema(warehouse, request.dialect, { allowDestructive: request.allowDestructive });
  if (changes.length > 0) request.observe({ kind: 'schema changed', changes: changes.length });
  await assertRebuildable(request);
  const done = await completeBatches(warehouse);
  const batches = plan.runs.flatMap((replayed) => replayed.batches);
  const undone = batches.filter(({ manifest }) => !done.has(manifest.batchId));
  await verify(
    request,
    undone,
    plan.runs.flatMap(({ supplements }) => [...supplements.values()]),
  );
  await beginRebuild(request);
  const runId = await startRun(warehouse, request.command, clock());
  request.observe({ kind: 'run started', runId });
  log.info('run started', { runId, command: request.command, warehouse: warehouse.location });
  try {
    const report = await replayAll(new Run(request, runId));
    await endRun(warehouse, runId, clock);
    await finishRebuild(request);
    await settleBronze(request);
    log.info('run succeeded', { runId, changedRows: report.changedRows });
    return { ...report, durationMs: performance.now() - started };
  } catch (error) {
    // What the checks found is there, and a rebuild that went on would only find it again.
    if (error instanceof CheckStoppedError) await finishRebuild(request);
    await endEarly(request, runId, error);
    throw error;
  }
}
