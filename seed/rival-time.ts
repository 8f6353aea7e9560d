import { DAY_MS } from './calendar.ts';
import type { Random } from './random.ts';

/** Time of change of a losing row, and where it has to stand in order to lose. */
export interface RivalTime {
  readonly changedAtMs: number | null;
  readonly place: 'before' | 'after';
  /** A member's history keeps it: it is of another time than the winner. */
  readonly isVersion: boolean;
}

/**
 * The ways to lose against a version that changed at `winnerMs`: an earlier change on either side of
 * it, no time of change at all, or the same time and an earlier row.
 */
export function drawRivalTime(random: Random, winnerMs: number | null): RivalTime {
  const way = random.below(4);
  const place = random.perMille(500) ? 'before' : 'after';
  if (winnerMs === null || way === 0) return { changedAtMs: winnerMs, place: 'before', isVersion: false };
  if (way === 1) return { changedAtMs: null, place, isVersion: true };
  return { changedAtMs: winnerMs - random.between(1, 60) * DAY_MS, place, isVersion: true };
}
