import type { BatchManifest, BronzeHead, RunRecord, SupplementManifest } from '../core/bronze/manifest.ts';
import { BronzeIncompleteError, BronzeMissingError } from '../core/errors.ts';
import type { Bronze, SupplementName } from '../core/ports/bronze.ts';
import { entityContracts } from '../dwh/model/contracts.ts';

export interface ArchivedBatch {
  readonly bronze: Bronze;
  readonly manifest: BatchManifest;
}

/** What a replay of one entity typed. */
export interface ArchivedSupplement {
  readonly bronze: Bronze;
  readonly manifest: SupplementManifest;
}

/** A run of the warehouse that is to be rebuilt. */
export interface RunToReplay {
  readonly run: RunRecord['run'];
  readonly batches: readonly ArchivedBatch[];
  /** By entity. */
  readonly supplements: ReadonlyMap<string, ArchivedSupplement>;
  /** In order. */
  readonly publications: RunRecord['publications'];
}

export interface ReplayPlan {
  /** Of the bronze that was asked for. */
  readonly archiveId: string;
  /** In their order. */
  readonly runs: readonly RunToReplay[];
  readonly lastRunId: number;
  readonly lastBatchId: number;
  /** Batches that the bronze ought to hold and does not. */
  readonly missing: readonly number[];
  /** Batches of which nothing says whether they were complete: what the missing ones said came before them. */
  readonly doubtful: readonly NumberRange[];
  /** The first batch that is there. */
  readonly firstBatchId: number;
  /** Replays of refused rows that the bronze ought to hold and does not. */
  readonly missingReplays: readonly SupplementName[];
  /** Batches that were written and never complete. */
  readonly strays: readonly ArchivedBatch[];
}

/** Whole numbers, both ends included. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

interface Content {
  readonly archiveId: string;
  readonly batches: readonly ArchivedBatch[];
  readonly supplements: readonly ArchivedSupplement[];
  readonly records: readonly RunRecord[];
}

interface Limits {
  readonly lastBatchId: number;
  readonly lastRunId: number;
}

const NO_LIMITS: Limits = { lastBatchId: Number.POSITIVE_INFINITY, lastRunId: Number.POSITIVE_INFINITY };

async function headOf(bronze: Bronze): Promise<BronzeHead> {
  const head = await bronze.head();
  if (head !== null) return head;
  throw new BronzeMissingError(
    `There is no bronze in ${bronze.location}. Name its folder, the one that holds bronze.json: storehouse run --from-bronze <directory>.`,
    { context: { directory: bronze.location } },
  );
}

/** What a bronze holds, with what the one that it continues held up to then. */
async function contentOf(bronze: Bronze, limits: Limits): Promise<Content> {
  const head = await headOf(bronze);
  const batches: ArchivedBatch[] = [];
  const supplements: ArchivedSupplement[] = [];
  const records: RunRecord[] = [];
  if (head.continues !== null) {
    const { directory, archiveId, ...its } = head.continues;
    const earlier = await contentOf(bronze.elsewhere(directory), its);
    if (earlier.archiveId !== archiveId) {
      throw new BronzeMissingError(
        `The bronze in ${bronze.location} goes on from one in ${directory}, where another one is now. Put the former one back there, or correct "continues" in bronze.json.`,
        { context: { directory: bronze.location } },
      );
    }
    batches.push(...earlier.batches);
    supplements.push(...earlier.supplements);
    records.push(...earlier.records);
  }
  for (const batchId of await bronze.batchIds()) {
    if (batchId <= limits.lastBatchId) batches.push({ bronze, manifest: await bronze.manifest(batchId) });
  }
  for (const name of await bronze.supplements()) {
    if (name.runId <= limits.lastRunId) supplements.push({ bronze, manifest: await bronze.supplement(name) });
  }
  for (const runId of await bronze.runIds()) {
    if (runId <= limits.lastRunId) records.push(await bronze.runRecord(runId));
  }
  return { archiveId: head.archiveId, batches, supplements, records };
}

/**
 * Follows the batches from the last to the first by what each says came before it. A batch that nobody names was
 * written by a run that was stopped before it was complete; a batch that is named and not there is missing.
 */
function followChain(batches: readonly ArchivedBatch[]) {
  const byId = new Map(batches.map((batch) => [batch.manifest.batchId, batch] as const));
  const ids = [...byId.keys()].toSorted((a, b) => b - a);
  const chain: ArchivedBatch[] = [];
  const missing: number[] = [];
  let next: number | null = ids[0] ?? null;
  while (next !== null) {
    const wanted: number = next;
    const batch = byId.get(wanted);
    if (batch === undefined) {
      missing.unshift(wanted);
      next = ids.find((id) => id < wanted) ?? null;
    } else {
      chain.unshift(batch);
      next = batch.manifest.previousBatchId;
    }
  }
  const kept = new Set(chain);
  const strays = batches.filter((batch) => !kept.has(batch));
  return { chain, missing, strays };
}

/** What a run that was lost before it was recorded must have published: parents before children were tried. */
function presumedPublications(supplements: readonly ArchivedSupplement[]): RunToReplay['publications'] {
  const manifests = supplements.map(({ manifest }) => manifest);
  return entityContracts
    .flatMap(({ entity }) => manifests.filter((manifest) => manifest.entity === entity))
    .flatMap(({ entity, movedUtc: publishedUtc, waitingSinceUtc }) => [
      { kind: 'replay', entity, publishedUtc, waitingSinceUtc, verdicts: [] },
      { kind: 'publish', entity, publishedUtc, waitingSinceUtc, verdicts: [] },
    ]);
}

function runsOf(
  chain: readonly ArchivedBatch[],
  supplements: readonly ArchivedSupplement[],
  records: readonly RunRecord[],
): readonly RunToReplay[] {
  const recorded = new Map(records.map((record) => [record.run.runId, record] as const));
  const batchesOf = Map.groupBy(chain, ({ manifest }) => manifest.run.runId);
  const supplementsOf = Map.groupBy(supplements, ({ manifest }) => manifest.run.runId);
  const runIds = new Set([...recorded.keys(), ...batchesOf.keys(), ...supplementsOf.keys()]);
  return [...runIds]
    .toSorted((a, b) => a - b)
    .flatMap((runId) => {
      const batches = batchesOf.get(runId) ?? [];
      const its = supplementsOf.get(runId) ?? [];
      const record = recorded.get(runId);
      const begun = record?.run ?? [...batches, ...its][0]?.manifest.run;
      if (begun === undefined) return [];
      const run = { status: 'interrupted', endedUtc: null, errorCode: null, ...begun };
      const byEntity = new Map(its.map((supplement) => [supplement.manifest.entity, supplement] as const));
      return { run, batches, supplements: byEntity, publications: record?.publications ?? presumedPublications(its) };
    });
}

/** Replays that a record names and that are not there. */
function missingReplays(runs: readonly RunToReplay[]): readonly SupplementName[] {
  return runs.flatMap(({ run: { runId }, supplements, publications }) =>
    publications
      .filter(({ kind, entity }) => kind === 'replay' && !supplements.has(entity))
      .map(({ entity }) => ({ runId, entity })),
  );
}

/** Numbers between a missing batch and the one before it that is known of. */
function doubtfulBefore(missing: readonly number[], present: ReadonlySet<number>): readonly NumberRange[] {
  const known = [0, ...missing, ...present].toSorted((a, b) => a - b);
  const isMissing = new Set(missing);
  return known.flatMap((to, index) => {
    const from = (known[index - 1] ?? 0) + 1;
    return isMissing.has(to) && from < to ? [{ from, to: to - 1 }] : [];
  });
}

/**
 * Reads what is to be replayed, but no rows.
 *
 * @throws {BronzeMissingError} there is no bronze.
 * @throws {BronzeDamagedError} a manifest or a record cannot be read.
 */
export async function readReplayPlan(bronze: Bronze): Promise<ReplayPlan> {
  const { archiveId, batches, supplements, records } = await contentOf(bronze, NO_LIMITS);
  const { chain, missing, strays } = followChain(batches);
  const present = new Set(batches.map(({ manifest }) => manifest.batchId));
  const recorded = records.flatMap((record) => record.batches).filter((batchId) => !present.has(batchId));
  const runs = runsOf(chain, supplements, records);
  const allMissing = [...new Set([...missing, ...recorded])].toSorted((a, b) => a - b);
  return {
    archiveId,
    runs,
    lastRunId: runs.at(-1)?.run.runId ?? 0,
    lastBatchId: batches.reduce((last, { manifest }) => Math.max(last, manifest.batchId), 0),
    missing: allMissing,
    doubtful: doubtfulBefore(allMissing, present),
    firstBatchId: batches.reduce((first, { manifest }) => Math.min(first, manifest.batchId), Number.POSITIVE_INFINITY),
    missingReplays: missingReplays(runs),
    strays,
  };
}

export function isWhole({ missing, missingReplays: replays }: ReplayPlan): boolean {
  return missing.length + replays.length === 0;
}

/** How many numbers, or ranges of numbers, an error lists. */
const SHOWN = 10;

/** `1, 4-6, 9`. */
function listed(ranges: readonly NumberRange[]): string {
  const joined: NumberRange[] = [];
  for (const { from, to } of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && last.to + 1 === from) joined[joined.length - 1] = { from: last.from, to };
    else joined.push({ from, to });
  }
  const texts = joined.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
  return `${texts.slice(0, SHOWN).join(', ')}${texts.length > SHOWN ? ', …' : ''}`;
}

/** What is missing, and what may have been its reason: a bronze cannot know why it does not hold a batch. */
function describeMissingBatches({ missing, doubtful, firstBatchId }: ReplayPlan): string {
  const [first = 0] = missing;
  const list = listed(missing.map((number) => ({ from: number, to: number })));
  const what = missing.length === 1 ? `batch ${list} is missing` : `${missing.length} batches are missing (${list})`;
  const perhaps = doubtful.length === 0 ? '' : `, and perhaps ${listed(doubtful)}`;
  const older = first < firstBatchId ? ', or are older than the bronze' : '';
  return `${what}${perhaps}. Such batches were loaded by runs that kept no bronze here (bronze.enabled: false, or another folder), were removed after bronze.keepDays or by hand${older}`;
}

function describeMissingReplays({ missingReplays: replays }: ReplayPlan): string {
  const lost = replays.slice(0, SHOWN).map(({ runId, entity }) => `of ${entity} in run ${runId}`);
  return `the replay ${lost.join(', ')}${replays.length > SHOWN ? ', …' : ''} is missing. It was made by a run that kept no bronze here, or was removed`;
}

/** @throws {BronzeIncompleteError} batches are missing, and nobody said that this is all right. */
export function assertWhole(bronze: Bronze, plan: ReplayPlan, isIncompleteAllowed: boolean): void {
  if (isWhole(plan) || isIncompleteAllowed) return;
  const { missing, missingReplays: replays } = plan;
  const what = missing.length === 0 ? describeMissingReplays(plan) : describeMissingBatches(plan);
  throw new BronzeIncompleteError(
    `The bronze in ${bronze.location} does not hold the whole warehouse: ${what}. Nothing was loaded. To rebuild what is there, add --incomplete; the next run then reads the input files of missing batches again, if they are still there.`,
    { context: { directory: bronze.location, missing: missing.length, missingReplays: replays.length } },
  );
}
