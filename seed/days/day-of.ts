import { DAY_MS, firstOfDays, SHOP_ENDS_MS } from '../calendar.ts';

/** Midnight UTC of day 0, 1, … of the last `days` days of the shop's calendar. */
export function dayStart(days: number, day: number): number {
  return firstOfDays(days) + day * DAY_MS;
}

/** The day whose files tell of an instant: the first one also tells of all that was before. */
export function dayOf(days: number, ms: number): number {
  return Math.min(Math.max(Math.floor((ms - firstOfDays(days)) / DAY_MS), 0), days - 1);
}

export function hasHappened(ms: number | null): ms is number {
  return ms !== null && ms < SHOP_ENDS_MS;
}
