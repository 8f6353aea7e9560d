import type { Session } from '../../core/ports/warehouse.ts';
import { type CompleteFile, type FileReading, type KnownFiles, replayedFiles, type Verdict } from './complete-files.ts';
import type { Losses } from './judge-files.ts';
import { rememberMembers, type Scope, seenDeletes, seenFirst, seenLosses, seenReturns } from './seen.ts';
import { copySeen, countNews, markFirst, replaceSeen, seenDeletedBetween, seenHeldBetween } from './seen-anew.ts';
import type { Statement } from './sql-text.ts';
import type { VersionedDimension } from './versions.ts';

/** What a file's keys are worth, given what it lacks. */
export type JudgeOne = (file: CompleteFile, lossesOf: () => Promise<Losses>) => Promise<Verdict>;

/** Rows that files deleted and let return, by batch. */
export interface Changes {
  readonly deleted: ReadonlyMap<number, number>;
  readonly returned: ReadonlyMap<number, number>;
}

class Counts implements Changes {
  readonly deleted = new Map<number, number>();
  readonly returned = new Map<number, number>();

  add(kind: keyof Changes, batchId: number, rows: number): void {
    this[kind].set(batchId, (this[kind].get(batchId) ?? 0) + rows);
  }
}

/** The presence of one dimension's members while its files are looked at, one after the other. */
class Members {
  readonly #session: Session;
  readonly #dimension: VersionedDimension;
  readonly #runId: number;

  constructor(session: Session, dimension: VersionedDimension, runId: number) {
    this.#session = session;
    this.#dimension = dimension;
    this.#runId = runId;
  }

  #parameters(sql: string, file: FileReading | null): Record<string, number | string> {
    const values = {
      run_id: this.#runId,
      ...(file === null ? {} : { batch_id: file.batchId, source_id: file.sourceId, as_of: file.asOf }),
    };
    return Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`@${name}`)));
  }

  async run({ sql }: Statement, file: FileReading | null = null): Promise<number> {
    return this.#session.execute(sql, this.#parameters(sql, file));
  }

  async runAll(statements: readonly Statement[], file: FileReading | null = null): Promise<void> {
    for (const statement of statements) await this.run(statement, file);
  }

  async lossesOf(file: CompleteFile, scope: Scope): Promise<Losses> {
    const sql = seenLosses(this.#dimension, scope);
    const { rows } = await this.#session.query(sql, this.#parameters(sql, file));
    return { present: Number(rows[0]?.[0]), missing: Number(rows[0]?.[1]) };
  }

  /** Files in the order of their instants, all after those that the rows of the scope tell of. */
  async seeOnwards(files: readonly CompleteFile[], scope: Scope, judge: JudgeOne): Promise<Changes> {
    const counts = new Counts();
    for (const file of files) {
      const verdict = await judge(file, () => this.lossesOf(file, scope));
      if (verdict === 'whole') {
        counts.add('deleted', file.batchId, await this.run(seenDeletes(this.#dimension, scope), file));
      }
      counts.add('returned', file.batchId, await this.run(seenReturns(this.#dimension, scope), file));
      await this.run(seenFirst(this.#dimension, scope), file);
    }
    return counts;
  }

  /** Files that others follow, and of those that are `pending` also what they lack. */
  async seeBetween(
    files: readonly FileReading[],
    pending: ReadonlyMap<FileReading, CompleteFile>,
    judge: JudgeOne,
  ): Promise<void> {
    for (const reading of files) {
      const file = pending.get(reading);
      const verdict = file === undefined ? null : await judge(file, () => this.lossesOf(file, 'run'));
      if (verdict === 'whole') await this.runAll(seenDeletedBetween(this.#dimension), reading);
      await this.runAll(seenHeldBetween(this.#dimension), reading);
    }
    await this.runAll(markFirst(this.#dimension));
  }

  /** What the run has worked out takes the place of what was there. */
  async replace(files: readonly FileReading[]): Promise<Changes> {
    const counts = new Counts();
    const { rows } = await this.#session.query(countNews(this.#dimension), { run_id: this.#runId });
    const last = files.reduce((batchId, file) => Math.max(batchId, file.batchId), 0);
    for (const [at, isDeleted, keys] of rows) {
      const batchId = files.find(({ asOf }) => asOf === String(at))?.batchId ?? last;
      counts.add(Number(isDeleted) === 1 ? 'deleted' : 'returned', batchId, Number(keys));
    }
    await this.runAll(replaceSeen(this.#dimension));
    return counts;
  }
}

/**
 * Writes down which members the files hold: those that are pending, and those of which refused rows have been replayed
 * since. Says what a pending one is worth when those before it have spoken.
 */
export async function seeMembers(
  session: Session,
  dimension: VersionedDimension,
  { pending, hasPublished, isAnew, isOnwards }: KnownFiles,
  { entity, runId, judge }: { readonly entity: string; readonly runId: number; readonly judge: JudgeOne },
): Promise<Changes> {
  const members = new Members(session, dimension, runId);
  if (isAnew) {
    await members.run(rememberMembers(dimension, 'run'));
    await members.seeOnwards(pending, 'run', judge);
    return members.replace(pending);
  }
  if (pending.length > 0 && !hasPublished) await members.run(rememberMembers(dimension, 'stored'));
  const read = new Set(pending.map(({ sourceId }) => sourceId));
  const replayed = (await replayedFiles(session, entity)).filter(({ sourceId }) => !read.has(sourceId));
  if (replayed.length === 0 && isOnwards) return members.seeOnwards(pending, 'stored', judge);
  await members.run(copySeen(dimension, pending.length === 0));
  const files = [...pending, ...replayed].toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
  await members.seeBetween(files, new Map(pending.map((file) => [file, file])), judge);
  return members.replace(files);
}
