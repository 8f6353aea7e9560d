import type { RowClass } from './day-tally.ts';
import { splitCopies } from './settle-key.ts';

/** A typed row about a member that keeps its history. */
export interface MemberArrival {
  readonly day: number;
  readonly changedAtMs: number | null;
  /** Equal for rows that are equal in every column. */
  readonly content: string;
  /** Equal for rows that differ in nothing but an alias. */
  readonly attributes: string;
  /** What begins a version when it changes. */
  readonly tracked: string;
  /** What reports group by. */
  readonly label: string;
}

/** Where the first version begins, and what a row without a time of change is about. */
export const FIRST_MS = Date.UTC(1900, 0, 1);

interface Run {
  readonly startMs: number;
  readonly moments: readonly number[];
  /** By teller, the change that the run ends with. */
  readonly lastMs: readonly (number | null)[];
}

interface Moment {
  readonly ms: number;
  readonly heldMs: readonly (number | null)[];
  readonly state: string;
}

function sinceOf(row: MemberArrival): number {
  return row.changedAtMs ?? FIRST_MS;
}

/** The last change up to a moment or, before the first, that one: a first state holds from the beginning. */
function heldAt(history: ReadonlyMap<number, MemberArrival>, ms: number): number | null {
  const changes = [...history.keys()];
  if (changes.length === 0) return null;
  const before = changes.filter((change) => change <= ms);
  return before.length > 0 ? Math.max(...before) : Math.min(...changes);
}

/**
 * The history of one member as docs/architecture.md tells it, told by one or two entities: everything that came, and
 * the versions that follow from it.
 */
export class MemberHistory {
  readonly #tellers: readonly Map<number, MemberArrival>[];
  #begun: ReadonlySet<number> = new Set();

  constructor(tellers: number) {
    this.#tellers = Array.from({ length: tellers }, () => new Map());
  }

  /**
   * Takes in the rows of one entity in one load and says what became of each. `isInferred`: other rows have named the
   * member before, so that its first version is there.
   */
  load(
    teller: number,
    rows: readonly MemberArrival[],
    isInferred: boolean,
  ): readonly { readonly row: MemberArrival; readonly rowClass: RowClass }[] {
    const wasBare = isInferred && this.#begun.size === 0;
    const { copies, distinct } = splitCopies(rows);
    const kept = [...new Map(distinct.map((row) => [sinceOf(row), row])).values()];
    const losers = distinct.filter((row) => !kept.includes(row));
    const taken = kept.map((row) => ({ row, rowClass: this.#take(teller, row) }));
    const runs = this.#runs();
    const settled = taken.map(({ row, rowClass }) => ({
      row,
      rowClass: rowClass === 'inserted' ? this.#classOfNew(teller, row, runs, wasBare) : rowClass,
    }));
    this.#begun = new Set(runs.map(({ startMs }) => startMs));
    return [
      ...copies.map((row) => ({ row, rowClass: 'duplicate' as const })),
      ...losers.map((row) => ({ row, rowClass: lostAgainst(kept, row) })),
      ...settled,
    ];
  }

  /** From when each version is valid. */
  starts(): readonly number[] {
    return this.#runs().map(({ startMs }, index) => (index === 0 ? FIRST_MS : startMs));
  }

  /** What a teller has said that holds at an instant; null when it has said nothing. */
  told(teller: number, ms: number): MemberArrival | null {
    const history = this.#tellers[teller] ?? new Map();
    const runs = this.#runs();
    const valid = runs.findLast((run, index) => index === 0 || run.startMs <= ms);
    const last = valid?.lastMs[teller] ?? null;
    return last === null ? null : (history.get(last) ?? null);
  }

  #take(teller: number, row: MemberArrival): RowClass {
    const history = this.#tellers[teller];
    const known = history?.get(sinceOf(row));
    if (known !== undefined && known.attributes === row.attributes) return 'unchanged';
    history?.set(sinceOf(row), row);
    return known === undefined ? 'inserted' : 'updated';
  }

  /** A change that is new to the history begins a version, takes over one that was there, is its last word, or is hidden. */
  #classOfNew(teller: number, row: MemberArrival, runs: readonly Run[], wasBare: boolean): RowClass {
    const since = sinceOf(row);
    const at = runs.findIndex(({ startMs }) => startMs === since);
    const run = runs[at];
    if (run !== undefined) {
      const wasThere = (at === 0 && wasBare) || run.moments.some((moment) => this.#begun.has(moment));
      return wasThere ? 'updated' : 'inserted';
    }
    return runs.some(({ lastMs }) => lastMs[teller] === since) ? 'updated' : 'superseded';
  }

  #moments(): readonly Moment[] {
    const all = new Set(this.#tellers.flatMap((history) => [...history.keys()]));
    return [...all]
      .sort((a, b) => a - b)
      .map((ms) => {
        const heldMs = this.#tellers.map((history) => heldAt(history, ms));
        const states = this.#tellers.map((history, index) => history.get(heldMs[index] ?? Number.NaN)?.tracked ?? null);
        return { ms, heldMs, state: JSON.stringify(states) };
      });
  }

  /** Runs of moments between which nothing changes that makes a version. */
  #runs(): readonly Run[] {
    const runs: Run[] = [];
    let state: string | null = null;
    for (const moment of this.#moments()) {
      const last = runs.at(-1);
      if (last === undefined || moment.state !== state) {
        runs.push({ startMs: moment.ms, moments: [moment.ms], lastMs: moment.heldMs });
      } else {
        runs[runs.length - 1] = { ...last, moments: [...last.moments, moment.ms], lastMs: moment.heldMs };
      }
      state = moment.state;
    }
    return runs;
  }
}

function lostAgainst(kept: readonly MemberArrival[], row: MemberArrival): RowClass {
  const winner = kept.find((one) => sinceOf(one) === sinceOf(row));
  return winner?.attributes === row.attributes ? 'unchanged' : 'superseded';
}
