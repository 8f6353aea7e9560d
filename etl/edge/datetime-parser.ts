import { daysSinceEpoch } from './calendar.ts';
import type { DateFormat } from './date-format.ts';
import { NOT_A_DATE, readDays, YEAR_OUT_OF_RANGE, yearOutOfRange } from './date-parser.ts';
import { type ParseFailure, quoteValue } from './parse-failure.ts';
import type { Reading } from './reading.ts';
import { isUtc, TimeZone } from './time-zone.ts';
import { twoDigits } from './two-digits.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MAX_OFFSET_HOURS = 18;

/**
 * 1900-01-01T00:00Z, from which the first version of a member with history is valid. East of UTC the first hours of that
 * local day, which SQL Server's zero date is, lie before it.
 */
const FIRST_INSTANT_MS = daysSinceEpoch(1900, 1, 1) * DAY_MS;

type ToUtc = (localMs: number, text: string) => number | ParseFailure;

/**
 * Gives milliseconds since 1970-01-01T00:00Z, none before 1900-01-01T00:00Z: what would be is less than a day before it,
 * since the years of the text are bounded, and becomes that instant. A text finer than the format (microseconds) does not
 * fit it.
 */
export function compileDatetimeParser(
  format: DateFormat,
  reading: Pick<Reading, 'timeZone' | 'ambiguousTime' | 'missingTime'>,
): (text: string) => number | ParseFailure {
  const toUtc = format.hasOffset ? offsetReader(format) : localTimeReader(reading);
  return (text) => {
    if (text.length !== format.length && !format.hasOffset) return notATime(text, format);
    const days = readDays(text, format);
    if (days === NOT_A_DATE) return notATime(text, format);
    if (days === YEAR_OUT_OF_RANGE) return yearOutOfRange(text);
    const localMs = days * DAY_MS + readTime(text, format);
    return Number.isNaN(localMs) ? notATime(text, format) : notBeforeFirst(toUtc(localMs, text));
  };
}

function notBeforeFirst(instant: number | ParseFailure): number | ParseFailure {
  return typeof instant === 'number' && instant < FIRST_INSTANT_MS ? FIRST_INSTANT_MS : instant;
}

function notATime(text: string, format: DateFormat): ParseFailure {
  return { code: 'not_a_time', detail: `${quoteValue(text)} is not a time written as ${format.text}` };
}

/** Milliseconds since midnight; NaN when a part is not digits or too large. Seconds end at 59: no leap seconds. */
function readTime(text: string, format: DateFormat): number {
  const hours = format.hourAt < 0 ? 0 : twoDigits(text, format.hourAt);
  const minutes = format.minuteAt < 0 ? 0 : twoDigits(text, format.minuteAt);
  const seconds = format.secondAt < 0 ? 0 : twoDigits(text, format.secondAt);
  if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN;
  const wholeSeconds = (hours * 60 + minutes) * 60 + seconds;
  return wholeSeconds * 1000 + (format.millisecondAt < 0 ? 0 : threeDigits(text, format.millisecondAt));
}

function threeDigits(text: string, at: number): number {
  const last = text.charCodeAt(at + 2) - 0x30;
  return last >= 0 && last <= 9 ? twoDigits(text, at) * 10 + last : Number.NaN;
}

function offsetReader(format: DateFormat): ToUtc {
  return (localMs, text) => {
    const offset = readOffset(text, format.length);
    return Number.isNaN(offset) ? notATime(text, format) : localMs - offset;
  };
}

/** `Z`, `+02:00` or `-05:30` at the end of the text, in milliseconds; else NaN. */
function readOffset(text: string, at: number): number {
  const sign = text.charAt(at);
  if (sign === 'Z') return text.length === at + 1 ? 0 : Number.NaN;
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text.charAt(at + 3) !== ':') return Number.NaN;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (hours > MAX_OFFSET_HOURS || minutes > 59) return Number.NaN;
  return (hours * 60 + minutes) * MINUTE_MS * (sign === '-' ? -1 : 1);
}

function localTimeReader(reading: Pick<Reading, 'timeZone' | 'ambiguousTime' | 'missingTime'>): ToUtc {
  if (isUtc(reading.timeZone)) return (localMs) => localMs;
  const zone = new TimeZone(reading.timeZone);
  return (localMs, text) => {
    const offset = zone.steadyOffset(localMs);
    return Number.isNaN(offset) ? atClockChange(zone, reading, localMs, text) : localMs - offset;
  };
}

function atClockChange(
  zone: TimeZone,
  reading: Pick<Reading, 'timeZone' | 'ambiguousTime' | 'missingTime'>,
  localMs: number,
  text: string,
): number | ParseFailure {
  const resolved = zone.resolveLocal(localMs);
  if (resolved.kind === 'missing' && reading.missingTime === 'quarantine') {
    return {
      code: 'local_time_missing',
      detail: `${quoteValue(text)} was skipped by the clocks of ${reading.timeZone}`,
    };
  }
  if (resolved.kind === 'ambiguous' && reading.ambiguousTime === 'quarantine') {
    return { code: 'local_time_ambiguous', detail: `${quoteValue(text)} happened twice in ${reading.timeZone}` };
  }
  return reading.ambiguousTime === 'later' ? resolved.laterMs : resolved.earlierMs;
}
