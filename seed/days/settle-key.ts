import type { Settled } from './day-tally.ts';

/** A typed row as the rules of accounting see it. */
export interface Arrival {
  readonly day: number;
  readonly changedAtMs: number | null;
  /** Equal for rows that are equal in every column. */
  readonly content: string;
}

/** `NEVER` comes no day. */
export const NEVER = Number.POSITIVE_INFINITY;

export interface KeyContext {
  /** Day on which the parent is first there; -1 when it needs none. */
  readonly parentDay: number;
  /** Day on which another row first named the key, which makes an inferred member. */
  readonly namedDay: number;
}

export interface SettledKey<A extends Arrival> {
  readonly rows: readonly Settled[];
  /** What the warehouse holds of the key in the end; null when it waits or never came. */
  readonly stored: A | null;
  /** First day on which a row of the key is settled otherwise than as a copy: from then on what it names is named. */
  readonly settledDay: number;
}

function settled(arrival: Arrival, settledDay: number, rowClass: Settled['rowClass']): Settled {
  return { day: arrival.day, settledDay, rowClass };
}

/** An empty time of change is older than any; of two equal ones the later row is newer. */
function isOlder(a: Arrival, b: Arrival): boolean {
  return (a.changedAtMs ?? Number.NEGATIVE_INFINITY) < (b.changedAtMs ?? Number.NEGATIVE_INFINITY);
}

/** Of rows that are equal, all but the last are copies. */
export function splitCopies<A extends Arrival>(rows: readonly A[]): { copies: readonly A[]; distinct: readonly A[] } {
  const last = new Map(rows.map((row, index) => [row.content, index]));
  const isKept = (row: A, index: number): boolean => last.get(row.content) === index;
  return { copies: rows.filter((row, index) => !isKept(row, index)), distinct: rows.filter(isKept) };
}

function newest<A extends Arrival>(rows: readonly A[]): A | null {
  return rows.reduce<A | null>((best, row) => (best === null || !isOlder(row, best) ? row : best), null);
}

function classBeside(stored: Arrival | null, row: Arrival, isInferred: boolean): Settled['rowClass'] {
  if (stored === null) return isInferred ? 'updated' : 'inserted';
  if (isOlder(row, stored)) return 'superseded';
  return row.content === stored.content ? 'unchanged' : 'updated';
}

/**
 * Settles the rows of one key of a table without history, load by load: copies go, of the others the newest wins and is
 * compared with what is stored, or waits for its parent.
 */
export function settleKey<A extends Arrival>(arrivals: readonly A[], context: KeyContext): SettledKey<A> {
  const { parentDay, namedDay } = context;
  const rows: Settled[] = [];
  const days = new Set([...arrivals.map(({ day }) => day), ...(Number.isFinite(parentDay) ? [parentDay] : [])]);
  let [stored, waiting, settledDay]: [A | null, readonly A[], number] = [null, [], NEVER];
  for (const day of [...days].sort((a, b) => a - b)) {
    const { copies, distinct } = splitCopies([...waiting, ...arrivals.filter((one) => one.day === day)]);
    const winner = newest(distinct);
    if (winner === null) continue;
    const losers = distinct.filter((row) => row !== winner);
    rows.push(...copies.map((row) => settled(row, day, 'duplicate')));
    rows.push(...losers.map((row) => settled(row, day, 'superseded')));
    waiting = day >= parentDay ? [] : [winner];
    if (losers.length > 0 || waiting.length === 0) settledDay = Math.min(settledDay, day);
    if (waiting.length > 0) continue;
    const rowClass = classBeside(stored, winner, namedDay < day);
    rows.push(settled(winner, day, rowClass));
    if (rowClass === 'inserted' || rowClass === 'updated') stored = winner;
  }
  return { rows: [...rows, ...waiting.map((row) => settled(row, row.day, 'waiting'))], stored, settledDay };
}

/** The same rows as one load has them. */
export function allInOneLoad<A extends Arrival>(arrivals: readonly A[]): readonly A[] {
  return arrivals.map((arrival) => ({ ...arrival, day: 0 }));
}
