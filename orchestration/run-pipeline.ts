import type { Config } from '../core/config/schema.ts';
import { countOf } from '../core/count-of.ts';
import { AppError, CheckStoppedError, InterruptedError, InvariantError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Bronze } from '../core/ports/bronze.ts';
import type { Feed, Source } from '../core/ports/source.ts';
import type { Warehouse } from '../core/ports/warehouse.ts';
import type { Clock } from '../core/time.ts';
import { applySchema } from '../dwh/load/apply-schema.ts';
import type { Dialect } from '../dwh/load/dialect.ts';
import { type PublishResult, publishEntity } from '../dwh/load/publish.ts';
import { areChecksDue, type CheckResult, runChecks } from '../dwh/load/run-checks.ts';
import { entitiesToPublish } from '../dwh/load/staged-entities.ts';
import { entityContracts } from '../dwh/model/contracts.ts';
import {
  archiveOf,
  assertNotBeingRebuilt,
  attachBronze,
  recordRuns,
  sweepBronze,
  thinOutBronze,
} from '../etl/keep-bronze.ts';
import { knownUnits, nextSourceId } from '../etl/ledger.ts';
import { type PreparedFeed, readingOrder } from '../etl/reading-order.ts';
import { knownForms } from '../etl/schema-changes.ts';
import { type StagedBatch, stageEntity } from '../etl/stage-entity.ts';
import { sweepStaging } from '../etl/sweep-staging.ts';
import type { RunObserver } from './run-events.ts';
import { endRun, recordedMessage, recordStep, startRun } from './run-history.ts';

/** What every kind of run needs. */
export interface RunContext {
  readonly warehouse: Warehouse;
  readonly dialect: Dialect;
  /** The warehouse's own; null where none is kept. */
  readonly bronze: Bronze | null;
  readonly settings: Pick<Config, 'checks' | 'reportingTimeZone' | 'waitingDays' | 'bronze'>;
  /** Apply schema changes that lose data, and begin another bronze than the warehouse has. */
  readonly allowDestructive: boolean;
  /** Complete files may delete as many rows as they lack. */
  readonly allowDeletes: boolean;
  /** Keys or rows that a publishing statement takes which works in parts; by default a quarter of a million. */
  readonly partSize?: number | undefined;
  /** How the run was asked for, for the history. */
  readonly command: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly observe: RunObserver;
  readonly log: Logger;
}

/** What runs need that have to do with sources. */
export interface RunRequest extends RunContext {
  readonly feeds: readonly Feed[];
  /** By the name a feed's `source` has. */
  readonly sources: ReadonlyMap<string, Source>;
}

export interface PipelineRequest extends RunRequest {
  /** Entities to read; none means all that have feeds. */
  readonly entities: readonly string[];
  readonly full: boolean;
}

export interface EntityReport {
  readonly entity: string;
  readonly staged: StagedBatch | null;
  readonly published: PublishResult | null;
}

export interface RunReport {
  readonly runId: number;
  readonly entities: readonly EntityReport[];
  readonly checks: readonly CheckResult[];
  /** Rows of the star that were inserted or updated. */
  readonly changedRows: number;
  readonly notes: readonly string[];
  readonly durationMs: number;
}

/** Rows per chunk: eight DuckDB vectors, a few megabytes of text. */
const MAX_CHUNK_ROWS = 16_384;
const DAY_MS = 86_400_000;

/**
 * Notes of a failure are written into the warehouse, which may be what failed. Then the first error is the one to
 * show, and the next run sweeps and closes this one.
 */
async function afterFailure(log: Logger, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn('a failure could not be recorded', { code: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : 'UNEXPECTED';
}

/** A run under way: its steps, and what people should know. */
export class Run<Request extends RunContext = RunRequest> {
  readonly request: Request;
  readonly runId: number;
  readonly notes: string[] = [];
  #steps = 0;

  constructor(request: Request, runId: number) {
    this.request = request;
    this.runId = runId;
  }

  /** One step: announced, timed, recorded, whether it succeeds or not. */
  async step<T>(name: string, work: () => Promise<readonly [T, string]>): Promise<T> {
    const { clock, observe, signal, log } = this.request;
    if (signal.aborted) throw new InterruptedError(`Stopped before the step "${name}".`);
    observe({ kind: 'step started', step: name });
    const [startedAt, started] = [clock(), performance.now()];
    try {
      const [result, detail] = await work();
      const durationMs = performance.now() - started;
      await this.#record({ name, status: 'succeeded', startedAt, durationMs, detail });
      observe({ kind: 'step finished', step: name, ms: durationMs, detail });
      log.info('step finished', { runId: this.runId, step: name, ms: Math.round(durationMs), detail });
      return result;
    } catch (error) {
      const detail = recordedMessage(error);
      const durationMs = performance.now() - started;
      await afterFailure(log, () => this.#record({ name, status: 'failed', startedAt, durationMs, detail }));
      throw error;
    }
  }

  async #record(step: Parameters<typeof recordStep>[3]): Promise<void> {
    this.#steps += 1;
    await recordStep(this.request.warehouse, this.runId, this.#steps, step);
  }

  /** Rows of batches staged before this instant wait no longer. */
  waitingSince(now: Date): Date {
    return new Date(now.getTime() - this.request.settings.waitingDays * DAY_MS);
  }

  note(text: string): void {
    this.notes.push(text);
    this.request.observe({ kind: 'note', text });
  }
}

/** Looks at every feed before a row is read, so that a missing file or a renamed column stops nothing halfway. */
async function prepareFeeds(run: Run, request: PipelineRequest): Promise<readonly PreparedFeed[]> {
  const wanted = request.feeds.filter(
    (feed) => request.entities.length === 0 || request.entities.includes(feed.contract.entity),
  );
  let sourceId = await nextSourceId(request.warehouse);
  const units = await knownUnits(request.warehouse);
  const forms = await knownForms(request.warehouse);
  const prepared: PreparedFeed[] = [];
  for (const feed of wanted) {
    const known = units.get(feed.name) ?? [];
    const source = request.sources.get(feed.source);
    if (source === undefined) throw new InvariantError(`The feed ${feed.name} has no source "${feed.source}".`);
    const extraction = await source.prepare({
      feed,
      known,
      full: request.full,
      forms: forms.get(feed.name) ?? [],
      nextSourceId: sourceId,
      reportingTimeZone: request.settings.reportingTimeZone,
      maxRows: MAX_CHUNK_ROWS,
      signal: request.signal,
    });
    for (const { path, note } of extraction.skipped) run.note(`${feed.name}: ${path} skipped: ${note}`);
    const knownIds = new Set(known.map((unit) => unit.sourceId));
    sourceId += extraction.units.filter((unit) => !knownIds.has(unit.sourceId)).length;
    prepared.push({ feed, extraction, knownIds });
  }
  return prepared;
}

const UNKEPT = 'what this run brings is not kept in bronze, as what came before is: a rebuilt warehouse will lack it';

/** Called when something is complete that no bronze has: of a warehouse that has one, people should know it, once. */
export async function noteUnkept(run: Run): Promise<void> {
  const { warehouse, bronze } = run.request;
  if (bronze !== null || run.notes.includes(UNKEPT) || (await archiveOf(warehouse)) === null) return;
  run.note(UNKEPT);
}

async function stage(run: Run, entity: string, feeds: readonly PreparedFeed[]): Promise<StagedBatch | null> {
  const { units, leftOut } = readingOrder(feeds);
  for (const { feed, unit } of leftOut) run.note(`${feed.name}: ${unit.path} not read again: a newer file is gone`);
  if (units.length === 0) return null;
  const { warehouse, clock, signal, observe, bronze } = run.request;
  return run.step(`stage ${entity}`, async () => {
    const staged = await stageEntity(warehouse, {
      entity,
      runId: run.runId,
      units,
      now: clock,
      signal,
      bronze,
      onChunk: (rows) => observe({ kind: 'chunk staged', entity, rows }),
      onArchived: () => observe({ kind: 'batch archived', entity }),
    });
    for (const note of staged.notes) run.note(note);
    await noteUnkept(run);
    observe({ kind: 'batch complete', entity, rows: staged.readRows });
    return [staged, `${countOf(staged.readRows, 'row')} read`];
  });
}

/** Publishes what is staged of an entity, as a step. */
export async function publish(run: Run<RunContext>, entity: string): Promise<PublishResult> {
  const { warehouse, clock, signal, observe } = run.request;
  return run.step(`publish ${entity}`, async () => {
    const now = clock();
    const result = await publishEntity(warehouse, {
      entity,
      runId: run.runId,
      now,
      waitingSince: run.waitingSince(now),
      allowDeletes: run.request.allowDeletes,
      verdicts: [],
      partSize: run.request.partSize,
      signal,
      onStatement: (name, rows, ms) => observe({ kind: 'statement done', entity, name, rows, ms }),
    });
    for (const note of result.notes) run.note(note);
    observe({ kind: 'published', entity, rows: result.changedRows + result.expiredRows });
    return [result, `${countOf(result.changedRows, 'row')} changed`];
  });
}

/** @throws {CheckStoppedError} a check with severity `stop` found rows. */
export async function check(run: Run<RunContext>): Promise<readonly CheckResult[]> {
  const { warehouse, clock, settings } = run.request;
  const results = await run.step('check', async () => {
    const found = await runChecks(warehouse, { runId: run.runId, now: clock(), severities: settings.checks });
    const checks = found.filter((result) => result.severity !== 'quarantine');
    const failed = checks.filter((result) => result.failedRows > 0);
    return [found, `${failed.length} of ${checks.length} checks found rows`];
  });
  const stopping = results.filter((result) => result.severity === 'stop' && result.failedRows > 0);
  if (stopping.length > 0) {
    const list = stopping.map((result) => `${result.name} (${countOf(result.failedRows, 'row')})`).join(', ');
    throw new CheckStoppedError(
      `Checks with severity "stop" found rows: ${list}. Look at them with "storehouse status"; mend the source, or set the check to "report" in the configuration.`,
      { context: { checks: stopping.length } },
    );
  }
  return results;
}

/** Before anything is read: what is left of killed runs goes, or is written down where it was not. */
async function tidyUp(run: Run): Promise<void> {
  const { warehouse, bronze, clock, allowDestructive: isAnotherAllowed } = run.request;
  await assertNotBeingRebuilt(warehouse);
  await sweepStaging(warehouse);
  if (bronze === null) return;
  if (await attachBronze(warehouse, bronze, { runId: run.runId, now: clock(), isAnotherAllowed })) {
    run.note(`another bronze was begun in ${bronze.location}; the warehouse cannot be rebuilt from it as a whole`);
  }
  await sweepBronze(warehouse, bronze);
  await recordRuns(warehouse, bronze);
}

/** After the run has ended: what it published is recorded, and what is older than is to be kept goes. */
export async function settleBronze({ warehouse, bronze, settings, clock, log }: RunContext): Promise<void> {
  if (bronze === null) return;
  await recordRuns(warehouse, bronze);
  const { keepDays } = settings.bronze;
  const removed = keepDays === undefined ? 0 : await thinOutBronze(warehouse, bronze, keepDays, clock());
  if (removed > 0) log.info('old batches removed from bronze', { batches: removed });
}

async function runSteps(run: Run, request: PipelineRequest): Promise<Omit<RunReport, 'durationMs'>> {
  const prepared = await run.step('prepare', async () => {
    const feeds = await prepareFeeds(run, request);
    const units = feeds.reduce((total, { extraction }) => total + extraction.units.length, 0);
    return [feeds, `${countOf(units, 'file')} to read`];
  });
  const stagedBatches = new Map<string, StagedBatch | null>();
  for (const { entity } of entityContracts) {
    const feeds = prepared.filter(({ feed }) => feed.contract.entity === entity);
    stagedBatches.set(entity, await stage(run, entity, feeds));
  }
  const toPublish = await entitiesToPublish(
    request.warehouse,
    entityContracts.map(({ entity }) => entity),
  );
  const entities: EntityReport[] = [];
  for (const { entity } of entityContracts) {
    const published = toPublish.has(entity) ? await publish(run, entity) : null;
    entities.push({ entity, staged: stagedBatches.get(entity) ?? null, published });
  }
  const changedRows = entities.reduce((total, { published }) => total + (published?.changedRows ?? 0), 0);
  const isNews = entities.some(
    ({ staged, published }) => staged !== null || (published?.changedRows ?? 0) + (published?.expiredRows ?? 0) > 0,
  );
  const isDue = isNews || (await areChecksDue(run.request.warehouse, run.request.settings.checks));
  const checks = isDue ? await check(run) : [];
  return { runId: run.runId, entities, checks, changedRows, notes: run.notes };
}

/**
 * The main job: brings the schema to the model, stages what is new, publishes it into the star, checks the result.
 * Killed at any moment and started again, it ends with the same warehouse.
 *
 * @throws {SourceError} found before any row was read where it can be; batches that are complete are published by the next run.
 * @throws {CheckStoppedError} a check with severity `stop` found rows; what was published stays.
 */
export async function runPipeline(request: PipelineRequest): Promise<RunReport> {
  const started = performance.now();
  const report = await inRun(request, (run) => runSteps(run, request));
  return { ...report, durationMs: performance.now() - started };
}

/**
 * Does the work of one run: brings the schema to the model before it, sweeps what stopped runs have left, and writes
 * into the history how it ended.
 */
export async function inRun<T extends { readonly changedRows: number }>(
  request: RunRequest,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const { warehouse, clock } = request;
  const { changes } = await applySchema(warehouse, request.dialect, { allowDestructive: request.allowDestructive });
  if (changes.length > 0) request.observe({ kind: 'schema changed', changes: changes.length });
  const runId = await startRun(warehouse, request.command, clock());
  request.observe({ kind: 'run started', runId });
  request.log.info('run started', { runId, command: request.command, warehouse: warehouse.location });
  try {
    const run = new Run(request, runId);
    await tidyUp(run);
    const result = await work(run);
    await endRun(warehouse, runId, clock);
    await settleBronze(request);
    request.log.info('run succeeded', { runId, changedRows: result.changedRows });
    return result;
  } catch (error) {
    await endEarly(request, runId, error);
    throw error;
  }
}

export async function endEarly(context: RunContext, runId: number, error: unknown): Promise<void> {
  const { log, warehouse, bronze, clock } = context;
  log.error('run ended early', { runId, code: codeOf(error) });
  await afterFailure(log, async () => {
    await sweepStaging(warehouse);
    await endRun(warehouse, runId, clock, error);
    if (bronze !== null) await recordRuns(warehouse, bronze);
  });
}
