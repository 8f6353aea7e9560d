import type { ProblemCode } from '../../core/chunk.ts';
import { DAY_MS, firstOfDays, isoDate } from '../calendar.ts';
import type { ClassCounts } from '../feed-tally.ts';

export type RowClass = 'duplicate' | 'waiting' | 'inserted' | 'updated' | 'unchanged' | 'superseded';

/** What became of a typed row, and on which day: later than its own when it waited. */
export interface Settled {
  readonly day: number;
  readonly settledDay: number;
  readonly rowClass: RowClass;
}

class Classes {
  #blank = 0;
  readonly #rows = { duplicate: 0, waiting: 0, inserted: 0, updated: 0, unchanged: 0, superseded: 0 };
  readonly #codes = new Map<ProblemCode, number>();

  blank(): void {
    this.#blank += 1;
  }

  row(rowClass: RowClass): void {
    this.#rows[rowClass] += 1;
  }

  refused(code: ProblemCode): void {
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
  }

  counts(): ClassCounts {
    const { duplicate, waiting, ...taken } = this.#rows;
    const accepted = taken.inserted + taken.updated + taken.unchanged + taken.superseded;
    const quarantined = [...this.#codes.values()].reduce((sum, count) => sum + count, 0);
    return {
      read: this.#blank + duplicate + waiting + quarantined + accepted,
      blank: this.#blank,
      duplicate,
      waiting,
      quarantined,
      quarantined_by_code: Object.fromEntries([...this.#codes].sort(([a], [b]) => (a < b ? -1 : 1))),
      accepted,
      ...taken,
    };
  }
}

/** By class, rows of earlier days that waited until a day's load. */
export type Released = Readonly<Partial<Record<RowClass, number>>>;

/** What one day's load comes to, when the days are loaded one after the other. */
export interface DayTruth {
  readonly date: string;
  /** The day's own rows, by entity, as they stand right after the day's load; an entity without a row is left out. */
  readonly entities: Readonly<Record<string, ClassCounts>>;
  /** Rows of earlier days that waited until this load, by the class that it puts them into. */
  readonly released: Readonly<Record<string, Released>>;
}

/** Class counts of one entity: of each day loaded after the other, and of all days in one load. */
export class DayTally {
  readonly atOnce = new Classes();
  readonly #days = new Map<number, Classes>();
  readonly #released = new Map<number, Partial<Record<RowClass, number>>>();

  blank(day: number): void {
    this.#day(day).blank();
    this.atOnce.blank();
  }

  refused(day: number, code: ProblemCode): void {
    this.#day(day).refused(code);
    this.atOnce.refused(code);
  }

  settled({ day, settledDay, rowClass }: Settled): void {
    this.#day(day).row(settledDay === day ? rowClass : 'waiting');
    if (settledDay === day) return;
    const released = this.#released.get(settledDay) ?? {};
    released[rowClass] = (released[rowClass] ?? 0) + 1;
    this.#released.set(settledDay, released);
  }

  countsOf(day: number): ClassCounts | null {
    return this.#days.get(day)?.counts() ?? null;
  }

  releasedOn(day: number): Released | null {
    return this.#released.get(day) ?? null;
  }

  #day(day: number): Classes {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const classes = new Classes();
    this.#days.set(day, classes);
    return classes;
  }
}

function present<T>(
  tallies: Readonly<Record<string, DayTally>>,
  of: (tally: DayTally) => T | null,
): Readonly<Record<string, T>> {
  const found: Record<string, T> = {};
  for (const [entity, tally] of Object.entries(tallies)) {
    const value = of(tally);
    if (value !== null) found[entity] = value;
  }
  return found;
}

export function dayTruths(days: number, tallies: Readonly<Record<string, DayTally>>): readonly DayTruth[] {
  return Array.from({ length: days }, (_, day) => ({
    date: isoDate(firstOfDays(days) + day * DAY_MS),
    entities: present(tallies, (tally) => tally.countsOf(day)),
    released: present(tallies, (tally) => tally.releasedOn(day)),
  }));
}
