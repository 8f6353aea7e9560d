import type { Session } from '../../core/ports/warehouse.ts';
import type { Dimension, Fact } from '../model/star.ts';
import {
  type CompleteFile,
  type FileVerdict,
  hasCompleteFiles,
  type KnownFiles,
  knownCompleteFiles,
  lastWholeFile,
  setVerdict,
  type Verdict,
} from './complete-files.ts';
import { judgeFile, type Losses } from './judge-files.ts';
import { findLosses, type Ground, lastStagedBatch, presenceStatements } from './presence.ts';
import { type Changes, seeMembers } from './see-members.ts';
import type { Statement } from './sql-text.ts';
import { isVersioned } from './versions.ts';

export interface PresenceRequest {
  readonly entity: string;
  readonly runId: number;
  /** Files may delete as much as they lack. */
  readonly allowDeletes: boolean;
  /** What was found before of files that are published again; others are judged. */
  readonly verdicts: readonly FileVerdict[];
}

/** Rows that complete files deleted and let return, by batch, and what a person should know. */
export interface Presence extends Changes {
  readonly notes: readonly string[];
  /** Files that are being published. */
  readonly pending: readonly CompleteFile[];
}

const NOTHING: Changes = { deleted: new Map(), returned: new Map() };

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

  async judge(file: CompleteFile, lossesOf: () => Promise<Losses>): Promise<Verdict> {
    const { entity, allowDeletes, runId, verdicts } = this.#request;
    const followers = this.#files.slice(this.#files.indexOf(file) + 1);
    const recorded = verdicts.find(({ batchId, sourceId }) => batchId === file.batchId && sourceId === file.sourceId);
    const { verdict, note } =
      recorded === undefined
        ? await judgeFile({ entity, file, followers, allowDeletes, lossesOf })
        : { ...recorded, note: null };
    if (note !== null) this.notes.push(`${entity}: ${note}`);
    await setVerdict(this.#session, file, verdict, runId);
    return verdict;
  }
}

async function judgeRows(
  session: Session,
  target: Dimension | Fact,
  { pending, isAnew }: KnownFiles,
  judge: Judge,
): Promise<void> {
  let from: CompleteFile | null = null;
  for (const file of pending) {
    const ground: Ground = { from, isAnew };
    const verdict = await judge.judge(file, () => findLosses(session, target, ground, file));
    if (verdict === 'whole') from = file;
  }
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
  const { entity, runId } = request;
  if (!(await hasCompleteFiles(session, [entity]))) return { ...NOTHING, notes: [], pending: [] };
  const files = await knownCompleteFiles(session, entity);
  const judge = new Judge(session, request, files.pending);
  if (target.kind === 'dimension' && isVersioned(target)) {
    const judgeOne = judge.judge.bind(judge);
    const changes = await seeMembers(session, target, files, { entity, runId, judge: judgeOne });
    return { ...changes, notes: judge.notes, pending: files.pending };
  }
  await judgeRows(session, target, files, judge);
  return { ...NOTHING, notes: judge.notes, pending: files.pending };
}

/**
 * Marks rows of a table without history once the staged rows are in it. Returns how many rows it has marked, which are
 * in no statement of the load.
 */
export async function endPresence(
  session: Session,
  target: Dimension | Fact,
  { entity, runId }: PresenceRequest,
  presence: Presence,
): Promise<Presence & { readonly markedRows: number }> {
  const isMarked = target.kind === 'fact' || !isVersioned(target);
  if (!isMarked || !(await hasCompleteFiles(session, [entity]))) return { ...presence, markedRows: 0 };
  const last = await lastWholeFile(session, entity);
  const { returns, deletes, late } = presenceStatements(target);
  const mark = ({ sql }: Statement): Promise<number> =>
    session.execute(sql, { run_id: runId, ...(last === null ? {} : { from_utc: last.asOf }) });
  const returned = await mark(returns(last !== null));
  const ground = presence.pending.find((file) => file.batchId === last?.batchId && file.sourceId === last?.sourceId);
  const batchId = (ground ?? presence.pending[0])?.batchId ?? (await lastStagedBatch(session, entity));
  const deleted = ground === undefined ? 0 : await mark(deletes);
  if (ground === undefined && last !== null) await mark(late);
  if (batchId === null) return { ...presence, markedRows: 0 };
  return {
    ...presence,
    deleted: new Map([[batchId, deleted]]),
    returned: new Map([[batchId, returned]]),
    markedRows: deleted + returned,
  };
}
