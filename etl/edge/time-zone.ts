const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What a local time means. Unless it is ambiguous, `earlierMs` and `laterMs` are the same instant. */
export interface ResolvedLocalTime {
  readonly kind: 'plain' | 'ambiguous' | 'missing';
  readonly earlierMs: number;
  readonly laterMs: number;
}

const utcNames = new Set(['UTC', 'ETC/UTC', 'GMT', 'ETC/GMT', 'UCT', 'ETC/UCT', 'ZULU', 'ETC/ZULU', 'UNIVERSAL']);

export function isUtc(timeZone: string): boolean {
  return utcNames.has(timeZone.toUpperCase());
}

/**
 * Offsets of an IANA zone, from `Intl` alone. `Intl` takes microseconds a call, so its answers are kept by day:
 * a day that begins and ends with the same offset has it throughout; in the others the change is searched for once.
 */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsetsAtDayStart = new Map<number, number>();
  readonly #steadyOffsets = new Map<number, number>();
  readonly #changes = new Map<number, number>();

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Milliseconds that local time is ahead of UTC at an instant. */
  offsetAt(utcMs: number): number {
    const day = Math.floor(utcMs / DAY_MS);
    const before = this.#offsetAtDayStart(day);
    const after = this.#offsetAtDayStart(day + 1);
    if (before === after) return before;
    return utcMs < this.#changeWithin(day, before) ? before : after;
  }

  /** The offset of a local time far enough from any clock change, else NaN: then ask `resolveLocal`. */
  steadyOffset(localMs: number): number {
    const day = Math.floor(localMs / DAY_MS);
    const kept = this.#steadyOffsets.get(day);
    if (kept !== undefined) return kept;
    const offset = this.#offsetAtDayStart(day - 1);
    // Zones lie within a day of UTC, so these three days hold every instant the local day can mean.
    const isSteady = [day, day + 1, day + 2].every((other) => this.#offsetAtDayStart(other) === offset);
    this.#steadyOffsets.set(day, isSteady ? offset : Number.NaN);
    return isSteady ? offset : Number.NaN;
  }

  resolveLocal(localMs: number): ResolvedLocalTime {
    const before = this.offsetAt(localMs - DAY_MS);
    const after = this.offsetAt(localMs + DAY_MS);
    const byBefore = localMs - before;
    const byAfter = localMs - after;
    const isBefore = this.offsetAt(byBefore) === before;
    const isAfter = this.offsetAt(byAfter) === after;
    if (isBefore && isAfter && byBefore !== byAfter) {
      return { kind: 'ambiguous', earlierMs: Math.min(byBefore, byAfter), laterMs: Math.max(byBefore, byAfter) };
    }
    // A skipped time read with the offset before the gap is the time moved on by the gap.
    if (!isBefore && !isAfter) return { kind: 'missing', earlierMs: byBefore, laterMs: byBefore };
    const utcMs = isBefore ? byBefore : byAfter;
    return { kind: 'plain', earlierMs: utcMs, laterMs: utcMs };
  }

  #offsetAtDayStart(day: number): number {
    const kept = this.#offsetsAtDayStart.get(day);
    if (kept !== undefined) return kept;
    const offset = this.#askIntl(day * DAY_MS);
    this.#offsetsAtDayStart.set(day, offset);
    return offset;
  }

  /** The first instant of the UTC day with another offset than `before`; clocks change on whole seconds. */
  #changeWithin(day: number, before: number): number {
    const kept = this.#changes.get(day);
    if (kept !== undefined) return kept;
    let low = day * 86_400;
    let high = low + 86_400;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#askIntl(middle * 1000) === before) low = middle;
      else high = middle;
    }
    this.#changes.set(day, high * 1000);
    return high * 1000;
  }

  #askIntl(utcMs: number): number {
    const parts = new Map(this.#format.formatToParts(utcMs).map((part) => [part.type, Number(part.value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const localMs = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return localMs - Math.floor(utcMs / 1000) * 1000;
  }
}

export interface LocalMoment {
  dateOf(utcMs: number): number;
  hourOf(utcMs: number): number;
}

/** Days since 1970-01-01 and hour of the day that an instant has in a zone. */
export function localMoments(timeZone: string): LocalMoment {
  const zone = isUtc(timeZone) ? null : new TimeZone(timeZone);
  const toLocal = zone === null ? (utcMs: number) => utcMs : (utcMs: number) => utcMs + zone.offsetAt(utcMs);
  return {
    dateOf: (utcMs) => Math.floor(toLocal(utcMs) / DAY_MS),
    hourOf: (utcMs) => {
      const localMs = toLocal(utcMs);
      return Math.floor((localMs - Math.floor(localMs / DAY_MS) * DAY_MS) / HOUR_MS);
    },
  };
}
