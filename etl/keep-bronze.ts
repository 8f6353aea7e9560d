import { randomUUID } from 'node:crypto';
import type { RunRecord } from '../core/bronze/manifest.ts';
import { BRONZE_FORMAT } from '../core/bronze/manifest.ts';
import { BronzeForeignError, RebuildUnfinishedError } from '../core/errors.ts';
import type { Bronze, SupplementName } from '../core/ports/bronze.ts';
import type { Session } from '../core/ports/warehouse.ts';
import { utcText } from '../core/time.ts';
import { publicationsOf } from '../dwh/load/publications.ts';
import { isKnownEntity } from '../dwh/model/model.ts';

const DAY_MS = 86_400_000;

export interface ArchiveRow {
  readonly archiveId: string;
  /** The bronze that the warehouse is being rebuilt from. */
  readonly rebuiltFrom: string | null;
}

/** The archive that the warehouse writes to, or null when it never did. */
export async function archiveOf(session: Session): Promise<ArchiveRow | null> {
  const { rows } = await session.query('SELECT b.archive_id, b.rebuilt_from FROM ops.bronze AS b');
  const [row] = rows;
  if (row === undefined) return null;
  const [archiveId, rebuiltFrom = null] = row;
  return { archiveId: String(archiveId), rebuiltFrom: rebuiltFrom === null ? null : String(rebuiltFrom) };
}

/** @throws {RebuildUnfinishedError} reading files now would give their rows the numbers of batches that are still to come. */
export async function assertNotBeingRebuilt(session: Session): Promise<void> {
  const row = await archiveOf(session);
  if (row === null || row.rebuiltFrom === null) return;
  throw new RebuildUnfinishedError(
    'This warehouse is being rebuilt from bronze, and that was stopped before its end. Finish it with the same "storehouse run --from-bronze" command; it goes on from there. Nothing was read.',
  );
}

async function numberOf(session: Session, sql: string): Promise<number> {
  const { rows } = await session.query(sql);
  return Number(rows[0]?.[0]);
}

export function lastBatchId(session: Session): Promise<number> {
  return numberOf(session, 'SELECT COALESCE(MAX(b.batch_id), 0) AS last_id FROM ops.batch AS b');
}

export function lastRunId(session: Session): Promise<number> {
  return numberOf(session, 'SELECT COALESCE(MAX(r.run_id), 0) AS last_id FROM ops.run AS r');
}

function foreign(bronze: Bronze, problem: string): BronzeForeignError {
  return new BronzeForeignError(
    `The bronze in ${bronze.location} ${problem}. Nothing was read. If this warehouse is to take the place of a lost one, or was restored from an older copy, rebuild it into an empty one with "storehouse run --from-bronze"; otherwise move that folder away, or set bronze.directory to another one.`,
    { context: { directory: bronze.location } },
  );
}

/** A bronze that nobody has written a batch or a run into may be begun again: its run was killed as it began it. */
async function isUntouched(bronze: Bronze): Promise<boolean> {
  const head = await bronze.head();
  const contents = [await bronze.batchIds(), await bronze.supplements(), await bronze.runIds()];
  return (head === null || head.continues === null) && contents.every(({ length }) => length === 0);
}

async function assertKnown(session: Session, bronze: Bronze, runId: number): Promise<void> {
  const newest = (await bronze.batchIds()).at(-1) ?? 0;
  if (newest > (await lastBatchId(session))) {
    throw foreign(bronze, `holds batch ${newest}, which this warehouse does not know`);
  }
  const replay = (await bronze.supplements()).at(-1);
  if (replay === undefined || replay.runId < runId) return;
  throw foreign(bronze, `holds a replay of run ${replay.runId}, which this warehouse does not know`);
}

async function beginBronze(session: Session, bronze: Bronze, runId: number, now: Date): Promise<void> {
  const archiveId = randomUUID();
  // First the folder: while it holds nothing it can be begun again. A warehouse keeps the name of its bronze for good.
  await bronze.begin({
    format: BRONZE_FORMAT,
    archiveId,
    createdUtc: utcText(now),
    afterRunId: runId - 1,
    continues: null,
  });
  const changed = await session.execute('UPDATE ops.bronze SET archive_id = @archive_id', { archive_id: archiveId });
  if (changed > 0) return;
  await session.execute('INSERT INTO ops.bronze (archive_id, rebuilt_from) VALUES (@archive_id, NULL)', {
    archive_id: archiveId,
  });
}

export interface AttachOptions {
  readonly runId: number;
  readonly now: Date;
  /** Begin another bronze where the warehouse has one elsewhere. */
  readonly isAnotherAllowed: boolean;
}

/**
 * Makes sure that the bronze is this warehouse's own, and begins it where there is none. Returns whether the warehouse
 * had another before.
 *
 * @throws {BronzeForeignError} it holds batches that this warehouse does not know, or the warehouse has another one;
 *   nothing was changed.
 */
export async function attachBronze(
  session: Session,
  bronze: Bronze,
  { runId, now, isAnotherAllowed }: AttachOptions,
): Promise<boolean> {
  const head = await bronze.head();
  const row = await archiveOf(session);
  if (head !== null && head.archiveId === row?.archiveId) {
    await assertKnown(session, bronze, runId);
    return false;
  }
  if (!(await isUntouched(bronze))) {
    if (head === null) throw foreign(bronze, 'has lost its file bronze.json, which says whose it is');
    const { length } = await bronze.batchIds();
    throw foreign(bronze, `belongs to another warehouse; it holds ${length} ${length === 1 ? 'batch' : 'batches'}`);
  }
  if (row !== null && !isAnotherAllowed) {
    throw new BronzeForeignError(
      `This warehouse has a bronze, and it is not in ${bronze.location}, where none is yet. Nothing was read. Set bronze.directory to the folder that holds it, or put it there. If it is gone, or this warehouse is a copy that goes its own way, begin another with one run with --allow-destructive; from that one the warehouse cannot be rebuilt as a whole.`,
      { context: { directory: bronze.location } },
    );
  }
  await beginBronze(session, bronze, runId, now);
  return row !== null;
}

/**
 * Removes what batches left in bronze that never were complete, and replays whose transaction never came. Before
 * anything is staged, as {@link sweepStaging}.
 */
export async function sweepBronze(session: Session, bronze: Bronze): Promise<void> {
  await bronze.removeSupplements(await strayReplays(session, bronze));
  const { rows } = await session.query(
    "SELECT b.batch_id FROM ops.batch AS b WHERE b.status IN ('loading', 'abandoned')",
  );
  const garbage = new Set(rows.map(([batchId]) => Number(batchId)));
  await bronze.remove((await bronze.batchIds()).filter((batchId) => garbage.has(batchId)));
}

async function strayReplays(session: Session, bronze: Bronze): Promise<readonly SupplementName[]> {
  const { rows } = await session.query("SELECT p.run_id, p.entity FROM ops.publication AS p WHERE p.kind = 'replay'");
  const replays = new Set(rows.map(([runId, entity]) => `${runId} ${entity}`));
  // A rebuild leaves out what the model does not know any more; a later version may know it again.
  return (await bronze.supplements()).filter(
    ({ runId, entity }) => isKnownEntity(entity) && !replays.has(`${runId} ${entity}`),
  );
}

/** Runs that have ended, did something and are not recorded yet. */
async function unrecordedRuns(session: Session, after: number): Promise<readonly RunRecord['run'][]> {
  const { rows } = await session.query(
    `SELECT r.run_id, r.command, r.status, r.started_utc, r.ended_utc, r.error_code
FROM ops.run AS r
WHERE r.status <> 'running' AND r.run_id > @after
  AND (EXISTS (SELECT 1 FROM ops.publication AS p WHERE p.run_id = r.run_id)
    OR EXISTS (SELECT 1 FROM ops.batch AS b WHERE b.run_id = r.run_id AND b.status IN ('staged', 'published')))
ORDER BY r.run_id`,
    { after },
  );
  const textOf = (cell: unknown): string | null => (cell === null || cell === undefined ? null : String(cell));
  return rows.map(([runId, command, status, startedUtc, endedUtc, errorCode]) => ({
    runId: Number(runId),
    command: String(command),
    status: String(status),
    startedUtc: String(startedUtc),
    endedUtc: textOf(endedUtc),
    errorCode: textOf(errorCode),
  }));
}

/**
 * Records in bronze what ended runs published. Called at the end of a run, and before anything is staged, for runs
 * that were killed before they could: so what was published before a batch is in bronze before the batch is.
 */
export async function recordRuns(session: Session, bronze: Bronze): Promise<void> {
  const head = await bronze.head();
  // A run that was refused because the bronze is another's ends here too.
  if (head === null || head.archiveId !== (await archiveOf(session))?.archiveId) return;
  const last = Math.max(head.afterRunId, (await bronze.runIds()).at(-1) ?? 0);
  for (const run of await unrecordedRuns(session, last)) {
    const { rows } = await session.query(
      "SELECT b.batch_id FROM ops.batch AS b WHERE b.run_id = @run_id AND b.status IN ('staged', 'published') ORDER BY b.batch_id",
      { run_id: run.runId },
    );
    const publications = await publicationsOf(session, run.runId);
    await bronze.recordRun({
      format: BRONZE_FORMAT,
      run,
      batches: rows.map(([batchId]) => Number(batchId)),
      publications: publications.map(({ kind, entity, now, waitingSince, verdicts }) => ({
        kind,
        entity,
        publishedUtc: utcText(now),
        waitingSinceUtc: utcText(waitingSince),
        verdicts: [...verdicts],
      })),
    });
  }
}

/** Supplements to batches that are all gone: they are older than what is to be kept, and than every batch that is. */
async function replaysBefore(
  session: Session,
  bronze: Bronze,
  oldestBatchId: number | undefined,
  before: string,
): Promise<readonly SupplementName[]> {
  const { rows } = await session.query(
    `SELECT p.run_id, p.entity
FROM ops.publication AS p
WHERE p.kind = 'replay' AND p.published_utc < CAST(@before AS datetime2(3))
  AND NOT EXISTS (SELECT 1 FROM ops.batch AS b WHERE b.batch_id = @oldest AND b.staged_utc < p.published_utc)`,
    { before, oldest: oldestBatchId ?? 0 },
  );
  const gone = new Set(rows.map(([runId, entity]) => `${runId} ${entity}`));
  return (await bronze.supplements()).filter(({ runId, entity }) => gone.has(`${runId} ${entity}`));
}

/**
 * Removes batches that were complete more than `keepDays` ago, once nothing of them is staged or waits, and the records
 * of runs that have none left. Returns how many batches went.
 */
export async function thinOutBronze(session: Session, bronze: Bronze, keepDays: number, now: Date): Promise<number> {
  const before = utcText(new Date(now.getTime() - keepDays * DAY_MS));
  const { rows } = await session.query(
    `SELECT b.batch_id, b.run_id
FROM ops.batch AS b
WHERE b.status = 'published' AND b.waiting_rows = 0 AND b.staged_utc < CAST(@before AS datetime2(3))`,
    { before },
  );
  const old = new Map(rows.map(([batchId, runId]) => [Number(batchId), Number(runId)] as const));
  const present = await bronze.batchIds();
  const going = present.filter((batchId) => old.has(batchId));
  if (going.length === 0) return 0;
  await bronze.remove(going);
  const goneReplays = await replaysBefore(session, bronze, present.filter((batchId) => !old.has(batchId))[0], before);
  await bronze.removeSupplements(goneReplays);
  const kept = new Set(
    (
      await session.query(
        `SELECT DISTINCT b.run_id FROM ops.batch AS b
WHERE b.staged_utc >= CAST(@before AS datetime2(3)) OR b.waiting_rows > 0 OR b.status = 'staged'`,
        { before },
      )
    ).rows.map(([runId]) => Number(runId)),
  );
  // The newest record stays: it tells which runs are not recorded yet.
  const newest = (await bronze.runIds()).at(-1);
  const runs = new Set([...going.map((batchId) => old.get(batchId) ?? 0), ...goneReplays.map(({ runId }) => runId)]);
  await bronze.forgetRuns([...runs].filter((runId) => !kept.has(runId) && runId !== newest));
  return going.length;
}
