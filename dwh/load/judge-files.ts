import { CompleteFileShrunkError } from '../../core/errors.ts';
import type { CompleteFile, Verdict } from './complete-files.ts';

/** Fewer deletes may always be, unless nothing is left: a guard over a handful of keys would stop runs for nothing. */
const FEW_ROWS = 10;

/** What a file would do to the keys that are there before it. */
export interface Losses {
  readonly present: number;
  readonly missing: number;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** What a person should know. */
  readonly note: string | null;
}

export interface JudgeRequest {
  readonly entity: string;
  readonly file: CompleteFile;
  /** Read after it, and published with it. */
  readonly followers: readonly CompleteFile[];
  readonly allowDeletes: boolean;
  lossesOf(): Promise<Losses>;
}

function lateNote({ path }: CompleteFile): string {
  return `${path} is older than a file that was taken before it: its rows were loaded, but it deletes nothing. "storehouse run --full" reads all files in the order of their times; if it is meant to be the newest, give it a new time of change and change its content`;
}

function refusedNote({ path, refusedRows }: CompleteFile): string {
  const rows = refusedRows === 1 ? 'a refused row' : `${refusedRows} refused rows`;
  return `${path} has ${rows}, which may be keys that it seems to lack, so nothing was deleted by it. The next file without refused rows does it; or mend the configuration and "storehouse run --full"`;
}

function shrunkError(entity: string, { path, maxDeletedShare }: CompleteFile, losses: Losses): CompleteFileShrunkError {
  const share = Math.round(maxDeletedShare * 1000) / 10;
  return new CompleteFileShrunkError(
    `"${path}" lacks ${losses.missing} of the ${losses.present} keys of ${entity} that are there, more than ${share} %. It is more likely cut short or another file than right, so nothing of ${entity} was published. Put the right file in its place and run again; or, if these keys are really gone, run once with --allow-deletes, or raise \`maxDeletedShare\` of the feed.`,
    { context: { entity, path, missing: losses.missing, present: losses.present } },
  );
}

function isTooMuch({ present, missing }: Losses, { maxDeletedShare }: CompleteFile): boolean {
  return missing > present * maxDeletedShare && (missing >= FEW_ROWS || missing === present);
}

/**
 * What the word of a complete file is worth. A file that lacks too much and has been followed by another is taken for
 * the mistake that the next one mends, and stays so when it is read again; one with refused rows is such a next one too,
 * since neither deletes anything then.
 *
 * @throws {CompleteFileShrunkError} it lacks too much, and nobody said that this is right.
 */
export async function judgeFile(request: JudgeRequest): Promise<Judgement> {
  const { file, followers, entity } = request;
  if (file.isLate) return { verdict: 'late', note: file.earlier === null ? lateNote(file) : null };
  if (file.refusedRows > 0) return { verdict: 'refused', note: refusedNote(file) };
  if (file.earlier === 'guard') return { verdict: 'guard', note: null };
  if (file.earlier === 'whole' || request.allowDeletes) return { verdict: 'whole', note: null };
  const losses = await request.lossesOf();
  if (!isTooMuch(losses, file)) return { verdict: 'whole', note: null };
  const isFollowed = file.earlier === 'late' || followers.some((other) => !other.isLate);
  if (!isFollowed) throw shrunkError(entity, file, losses);
  const note = `${file.path} lacks ${losses.missing} of ${losses.present} keys, and another file has followed it, so nothing was deleted by it`;
  return { verdict: 'guard', note };
}
