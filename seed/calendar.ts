import { itemAt, Random, STREAMS } from './random.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Orders are placed in [first day, end), and what would happen to them later has not happened yet. */
export const SHOP_OPENS_MS = Date.UTC(2024, 0, 1);
export const SHOP_ENDS_MS = Date.UTC(2026, 0, 1);

const DAYS = (SHOP_ENDS_MS - SHOP_OPENS_MS) / DAY_MS;
const MONTH_WEIGHTS = [90, 84, 94, 95, 100, 94, 88, 84, 95, 104, 140, 150];
/** From Sunday on. */
const WEEKDAY_WEIGHTS = [88, 115, 112, 108, 104, 98, 80];
const HOUR_WEIGHTS = [6, 4, 2, 2, 2, 3, 8, 20, 35, 48, 58, 60, 62, 60, 58, 58, 57, 58, 60, 66, 72, 68, 48, 22];

function dayWeight(day: number): number {
  const date = new Date(SHOP_OPENS_MS + day * DAY_MS);
  const growth = 1000 + day;
  const season = itemAt(MONTH_WEIGHTS, date.getUTCMonth()) * itemAt(WEEKDAY_WEIGHTS, date.getUTCDay());
  const isBlackFriday = date.getUTCMonth() === 10 && date.getUTCDay() === 5 && date.getUTCDate() > 22;
  return growth * season * (isBlackFriday ? 2 : 1);
}

/** Sums of the weights up to and with each element; whole numbers, hence exact. */
function accumulate(weights: readonly number[]): readonly number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

const DAY_SUMS = accumulate(Array.from({ length: DAYS }, (_, day) => dayWeight(day)));
const HOUR_SUMS = accumulate(HOUR_WEIGHTS);

/** Which element a position in [0, 1) of the weighted whole falls into, and how far into it. */
function locate(sums: readonly number[], position: number): { index: number; within: number } {
  const target = position * itemAt(sums, sums.length - 1);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemAt(sums, middle) > target) high = middle;
    else low = middle + 1;
  }
  const start = low === 0 ? 0 : itemAt(sums, low - 1);
  return { index: low, within: (target - start) / (itemAt(sums, low) - start) };
}

/** Of a shop that is told day by day: what part of its orders was there before the first of the days. */
const OPENING_SHARE = 0.4;

/** Midnight of the first of the calendar's last `days` days. */
export function firstOfDays(days: number): number {
  return SHOP_ENDS_MS - days * DAY_MS;
}

function purchaseTimeByDays(position: number, days: number): number {
  const firstMs = firstOfDays(days);
  const ms =
    position < OPENING_SHARE
      ? SHOP_OPENS_MS + (position / OPENING_SHARE) * (firstMs - SHOP_OPENS_MS)
      : firstMs + ((position - OPENING_SHARE) / (1 - OPENING_SHARE)) * (SHOP_ENDS_MS - firstMs);
  return Math.floor(ms / 1000) * 1000;
}

/**
 * When order `index` of `orders` was placed, whole seconds. Later orders have later times: the place
 * in the sequence decides, and day, weekday, season and hour only stretch it. A shop that is told over
 * `days` has most of its orders in those.
 */
export function purchaseTime(seed: number, index: number, orders: number, days = 0): number {
  const jitter = new Random(seed, STREAMS.purchase, index).unit();
  if (days > 0) return purchaseTimeByDays((index + jitter) / orders, days);
  const day = locate(DAY_SUMS, (index + jitter) / orders);
  const hour = locate(HOUR_SUMS, Math.min(day.within, 0.999_999));
  const second = Math.min(Math.floor(hour.within * 3600), 3599);
  return SHOP_OPENS_MS + day.index * DAY_MS + hour.index * HOUR_MS + second * 1000;
}

/** `yyyy-MM-dd HH:mm:ss`, empty for null. */
export function isoTime(ms: number | null): string {
  return ms === null ? '' : new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** 01:00 UTC of the month's last Sunday, when the European Union's clocks change (directive 2000/84/EC). */
function clockChange(year: number, month: number): number {
  const lastDay = Date.UTC(year, month + 1, 0);
  return lastDay - new Date(lastDay).getUTCDay() * DAY_MS + HOUR_MS;
}

const CLOCK_CHANGES = new Map(
  Array.from({ length: 10 }, (_, offset) => 2020 + offset).map((year) => [
    year,
    { spring: clockChange(year, 2), autumn: clockChange(year, 9) },
  ]),
);

/** Local time in Berlin as if it were UTC, which the formatting functions can then print. */
function berlinTime(ms: number): number {
  const changes = CLOCK_CHANGES.get(new Date(ms).getUTCFullYear());
  const isSummer = changes !== undefined && ms >= changes.spring && ms < changes.autumn;
  return ms + (isSummer ? 2 : 1) * HOUR_MS;
}

/**
 * The instant as a reader of `dd.MM.yyyy HH:mm` Berlin time gets it back: whole minutes, and never in
 * the hour that the autumn change repeats. Such an instant moves to the end of that hour, which no
 * reader can misunderstand and which keeps every order of milestones.
 */
export function toBerlinPrecision(ms: number): number {
  const minute = ms - (ms % 60_000);
  const changes = CLOCK_CHANGES.get(new Date(ms).getUTCFullYear());
  if (changes === undefined || minute < changes.autumn || minute >= changes.autumn + HOUR_MS) return minute;
  return changes.autumn + HOUR_MS;
}

/** `dd.MM.yyyy HH:mm` in Berlin, empty for null. */
export function berlinTimeText(ms: number | null): string {
  if (ms === null) return '';
  const iso = new Date(berlinTime(ms)).toISOString();
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}

export function berlinYear(ms: number): number {
  return new Date(berlinTime(ms)).getUTCFullYear();
}

/** `dd.MM.yyyy` of a date given as its midnight UTC. */
export function germanDate(ms: number): string {
  const iso = isoDate(ms);
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;
}
