import type { TypedRow } from './type-row.ts';

const FIRST = '1900-01-01 00:00:00';

/** What begins a version, by the entity that tells it. */
const TRACKED: Readonly<Record<string, readonly string[]>> = {
  customer: ['country', 'city'],
  profile: ['segment'],
  product: ['category', 'brand', 'list_price'],
};

export const TELLS_OF: Readonly<Record<string, 'customer' | 'product'>> = {
  customer: 'customer',
  profile: 'customer',
  product: 'product',
};

export function sinceOf(row: TypedRow): string {
  return row.get('changed_at_utc') ?? FIRST;
}

interface Span {
  readonly begins: string;
  readonly moments: string[];
  readonly state: string;
  /** By entity, the last change within. */
  last: ReadonlyMap<string, string>;
}

/** A member with history as the pages on classes and history describe it, worked out anew for every question. */
export class RuledMember {
  readonly #told = new Map<string, Map<string, TypedRow>>();
  #hadBegun: readonly string[] = [];
  /** There is a row of the key alone, because another row named it. */
  isBare = false;

  get isTold(): boolean {
    return this.#told.size > 0;
  }

  isToldBy(entity: string): boolean {
    return this.#told.has(entity);
  }

  /** Whether the row says something new of its moment: null when it is new, else whether it corrects. */
  tell(entity: string, row: TypedRow, isSame: (a: TypedRow, b: TypedRow) => boolean): 'new' | 'updated' | 'unchanged' {
    const moments = this.#told.get(entity) ?? new Map<string, TypedRow>();
    this.#told.set(entity, moments);
    const known = moments.get(sinceOf(row));
    if (known !== undefined && isSame(known, row)) return 'unchanged';
    moments.set(sinceOf(row), row);
    return known === undefined ? 'new' : 'updated';
  }

  /** Of a change that was new: whether a version begins with it, or it was there, or the change is hidden. */
  classOf(entity: string, row: TypedRow): 'inserted' | 'updated' | 'superseded' {
    const spans = this.spans();
    const begun = spans.find((span) => span.begins === sinceOf(row));
    if (begun !== undefined) {
      const isTakenOver = this.isBare && begun === spans[0];
      return isTakenOver || begun.moments.some((moment) => this.#hadBegun.includes(moment)) ? 'updated' : 'inserted';
    }
    return spans.some((span) => span.last.get(entity) === sinceOf(row)) ? 'updated' : 'superseded';
  }

  /** The end of a load: versions are what they are now. */
  settle(): void {
    this.#hadBegun = this.spans().map(({ begins }) => begins);
    if (this.isTold) this.isBare = false;
  }

  /** From when each version is valid. */
  starts(): readonly string[] {
    if (!this.isTold) return [FIRST];
    return this.spans().map(({ begins }, index) => (index === 0 ? FIRST : begins));
  }

  spans(): readonly Span[] {
    const moments = [...new Set([...this.#told.values()].flatMap((changes) => [...changes.keys()]))].sort();
    const spans: Span[] = [];
    for (const moment of moments) {
      const held = new Map([...this.#told].map(([entity, changes]) => [entity, heldAt([...changes.keys()], moment)]));
      const state = JSON.stringify(
        Object.entries(TRACKED).map(([entity, columns]) => {
          const row = this.#told.get(entity)?.get(held.get(entity) ?? '');
          return columns.map((column) => row?.get(column) ?? null);
        }),
      );
      const open = spans.at(-1);
      if (open?.state === state) {
        open.moments.push(moment);
        open.last = held;
      } else {
        spans.push({ begins: moment, moments: [moment], state, last: held });
      }
    }
    return spans;
  }

  /** Value that the version of an instant shows. */
  valueAt(entity: string, column: string, instant: string): string | null {
    const spans = this.spans();
    const span = spans.findLast(({ begins }) => begins <= instant) ?? spans[0];
    return (
      this.#told
        .get(entity)
        ?.get(span?.last.get(entity) ?? '')
        ?.get(column) ?? null
    );
  }
}

/** The last change by then or, before the first, that one. */
function heldAt(changes: readonly string[], moment: string): string {
  const sorted = changes.toSorted();
  return sorted.findLast((change) => change <= moment) ?? sorted[0] ?? '';
}
