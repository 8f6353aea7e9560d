import type { Session } from '../../core/ports/warehouse.ts';
import type { Dimension, Fact } from '../model/star.ts';
import {
  type CompleteFile,
  hasCompleteFiles,
  hasPublishedCompleteFiles,
  lastWholeFile,
  pendingCompleteFiles,
  setVerdict,
  type Verdict,
} from './complete-files.ts';
import { type Judgement, judgeFile, type Losses } from './judge-files.ts';
import { findLosses, type Ground, presenceStatements } from './presence.ts';
import { rememberMembers, seenDeletes, seenFirst, seenLate, seenLosses, seenReturns } from './seen.ts';
import type { Statement } from './sql-text.ts';
import { isVersioned, type VersionedDimension } from './versions.ts';

export interface PresenceRequest {
  readonly entity: string;
  readonly runId: number;
  /** Files may delete as much as they lack. */
  readonly allowDeletes: boolean;
}

/** Rows that complete files deleted and let return, by batch, and what a person should know. */
export interface Presence {
  readonly deleted: ReadonlyMap<number, number>;
  readonly returned: ReadonlyMap<number, number>;
  readonly notes: readonly string[];
  /** Where the table holds no history and its rows are still to be marked. */
  readonly ground: Ground | null;
}

const NOTHING: Presence = { deleted: new Map(), returned: new Map(), notes: [], ground: null };

class Judge {
  readonly notes: string[] = [];
  readonly #session: Session;
  readonly #request: PresenceRequest;
  readonly #files: readonly CompleteFile[];

  constructor(session: Session, request: PresenceRequest, files: readonly CompleteFile[]) {
    this.#session = session;
    this.#request = request;
    this.#files = files;
  }

  async judge(file: CompleteFile, lossesOf: (file: CompleteFile) => Promise<Losses>): Promise<Verdict> {
    const { entity, allowDeletes } = this.#request;
    const followers = this.#files.slice(this.#files.indexOf(file) + 1);
    const { verdict, note }: Judgement = await judgeFile({ entity, file, followers, allowDeletes, lossesOf });
    if (note !== null) this.notes.push(`${entity}: ${note}`);
    await setVerdict(this.#session, file, verdict);
    return verdict;
  }
}

/** One file after the other, each over what those before it have said. */
async function seeMembers(
  session: Session,
  dimension: VersionedDimension,
  request: PresenceRequest,
  files: readonly CompleteFile[],
): Promise<Presence> {
  const judge = new Judge(session, request, files);
  const [deleted, returned] = [new Map<number, number>(), new Map<number, number>()];
  if (!(await hasPublishedCompleteFiles(session, request.entity))) {
    await session.execute(rememberMembers(dimension).sql, { run_id: request.runId });
  }
  for (const file of files) {
    const key = { batch_id: file.batchId, source_id: file.sourceId, as_of: file.asOf };
    const run = async (statements: readonly Statement[]): Promise<number> => {
      let rows = 0;
      for (const { sql } of statements) rows += await session.execute(sql, { ...key, run_id: request.runId });
      return rows;
    };
    const verdict = await judge.judge(file, async () => {
      const { rows } = await session.query(seenLosses(dimension), key);
      return { present: Number(rows[0]?.[0]), missing: Number(rows[0]?.[1]) };
    });
    if (verdict === 'late') continue;
    const gone = verdict === 'whole' ? await run(seenDeletes(dimension)) : 0;
    const back = await run(seenReturns(dimension));
    await run([seenFirst(dimension)]);
    deleted.set(file.batchId, (deleted.get(file.batchId) ?? 0) + gone);
    returned.set(file.batchId, (returned.get(file.batchId) ?? 0) + back);
  }
  return { deleted, returned, notes: judge.notes, ground: null };
}

async function judgeRows(
  session: Session,
  target: Dimension | Fact,
  request: PresenceRequest,
  files: readonly CompleteFile[],
): Promise<Presence> {
  const judge = new Judge(session, request, files);
  let ground: Ground | null = null;
  for (const file of files) {
    const before: Ground = ground ?? { from: file, hasWhole: false };
    const verdict = await judge.judge(file, (one) => findLosses(session, target, before, one));
    if (verdict === 'whole') ground = { from: file, hasWhole: true };
    else if (verdict !== 'late') ground = before;
  }
  return { ...NOTHING, notes: judge.notes, ground };
}

/**
 * Judges the complete files that are staged and, where the table holds history, writes down what they hold. Before
 * anything of the entity is published, when the star shows what was there before them.
 *
 * @throws {CompleteFileShrunkError} a file lacks too much of what is there.
 */
export async function beginPresence(
  session: Session,
  target: Dimension | Fact,
  request: PresenceRequest,
): Promise<Presence> {
  const files = await pendingCompleteFiles(session, request.entity);
  if (target.kind === 'dimension' && isVersioned(target)) {
    const presence = files.length === 0 ? NOTHING : await seeMembers(session, target, request, files);
    if (!(await hasCompleteFiles(session, [request.entity]))) return presence;
    for (const { sql } of seenLate(target)) await session.execute(sql, { run_id: request.runId });
    return presence;
  }
  if (files.length === 0) return NOTHING;
  return judgeRows(session, target, request, files);
}

/** Marks rows of a table without history once the staged rows are in it. */
export async function endPresence(
  session: Session,
  target: Dimension | Fact,
  request: PresenceRequest,
  presence: Presence,
): Promise<Presence> {
  if (target.kind === 'dimension' && isVersioned(target)) return presence;
  const { returns, deletes, late } = presenceStatements(target);
  const { ground } = presence;
  if (ground === null || !ground.hasWhole) {
    const last = await lastWholeFile(session, request.entity);
    if (last !== null) await session.execute(late.sql, { ...last, run_id: request.runId });
  }
  if (ground === null) return presence;
  const { batchId, sourceId } = ground.from;
  const parameters = { from_batch: batchId, from_source: sourceId, run_id: request.runId };
  const back = await session.execute(returns.sql, parameters);
  const gone = ground.hasWhole ? await session.execute(deletes.sql, parameters) : 0;
  return { ...presence, deleted: new Map([[batchId, gone]]), returned: new Map([[batchId, back]]) };
}
