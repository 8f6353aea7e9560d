import type { Warehouse } from '../core/ports/warehouse.ts';
import { hasUnsettledReplays } from '../dwh/load/outcomes.ts';
import type { PublishResult } from '../dwh/load/publish.ts';
import type { CheckResult } from '../dwh/load/run-checks.ts';
import { entitiesToPublish } from '../dwh/load/staged-entities.ts';
import { entityContracts } from '../dwh/model/contracts.ts';
import { countRefused, type RefusedFilter } from '../etl/refused-rows.ts';
import { type ReplayedEntity, replayEntity, tryReplay } from '../etl/replay-entity.ts';
import type { RetypeSettings } from '../etl/retype-refused.ts';
import { check, inRun, noteUnkept, publish, type Run, type RunRequest } from './run-pipeline.ts';

export interface ReplayRunRequest extends RunRequest {
  /** Which open rows to replay. */
  readonly filter: RefusedFilter;
}

export interface ReplayReport {
  readonly runId: number;
  /** Entities of which rows were selected, in load order. */
  readonly replayed: readonly ReplayedEntity[];
  /** By entity, what its publication did: with the replayed rows also those that waited for them. */
  readonly published: ReadonlyMap<string, PublishResult>;
  readonly checks: readonly CheckResult[];
  readonly changedRows: number;
  readonly durationMs: number;
}

/** Whether a replay has anything to do: open rows that the filter means, or rows that a killed one has left unsettled. */
export async function isReplayDue(warehouse: Warehouse, filter: RefusedFilter): Promise<boolean> {
  return (await countRefused(warehouse, { ...filter, status: 'open' })) > 0 || (await hasUnsettledReplays(warehouse));
}

async function replay(run: Run, entity: string, filter: RefusedFilter): Promise<ReplayedEntity | null> {
  const { warehouse, feeds, sources, settings, clock, signal, observe, bronze } = run.request;
  const isMeant = filter.entity === undefined || filter.entity === entity;
  if (!isMeant || (await countRefused(warehouse, { ...filter, entity, status: 'open' })) === 0) return null;
  return run.step(`replay ${entity}`, async () => {
    const result = await replayEntity(warehouse, {
      entity,
      filter,
      feeds,
      sources,
      reportingTimeZone: settings.reportingTimeZone,
      runId: run.runId,
      now: clock,
      waitingSince: run.waitingSince(clock()),
      signal,
      bronze,
      onPage: (rows) => observe({ kind: 'chunk staged', entity, rows }),
      onArchived: () => observe({ kind: 'replay archived', entity }),
    });
    await noteUnkept(run);
    observe({ kind: 'replayed', entity, rows: result.replayedRows });
    return [result, `${result.replayedRows} of ${result.selectedRows} refused rows let in`];
  });
}

/** Parents are replayed and published before their children are looked at, which may have been refused for want of them. */
async function replaySteps(run: Run, filter: RefusedFilter): Promise<Omit<ReplayReport, 'durationMs'>> {
  const replayed: ReplayedEntity[] = [];
  const published = new Map<string, PublishResult>();
  for (const { entity } of entityContracts) {
    const tried = await replay(run, entity, filter);
    if (tried !== null) replayed.push(tried);
    if ((await entitiesToPublish(run.request.warehouse, [entity])).has(entity))
      published.set(entity, await publish(run, entity));
  }
  const checks = await check(run);
  const changedRows = [...published.values()].reduce((total, result) => total + result.changedRows, 0);
  return { runId: run.runId, replayed, published, checks, changedRows };
}

/**
 * Types refused rows again as the configuration is now and publishes those that are right, as a run of its own. Killed
 * at any moment and started again, it ends with the same warehouse.
 *
 * @throws {CheckStoppedError} a check with severity `stop` found rows; what was published stays.
 */
export async function replayQuarantine(request: ReplayRunRequest): Promise<ReplayReport> {
  const started = performance.now();
  const report = await inRun(request, (run) => replaySteps(run, request.filter));
  return { ...report, durationMs: performance.now() - started };
}

/** What `replayQuarantine` would type, without changing the warehouse. */
export async function tryReplayQuarantine(
  warehouse: Warehouse,
  filter: RefusedFilter,
  settings: RetypeSettings & { readonly signal: AbortSignal },
): Promise<readonly ReplayedEntity[]> {
  const tried: ReplayedEntity[] = [];
  for (const { entity } of entityContracts) {
    if (filter.entity !== undefined && filter.entity !== entity) continue;
    const result = await tryReplay(warehouse, entity, filter, settings);
    if (result.selectedRows > 0) tried.push(result);
  }
  return tried;
}
