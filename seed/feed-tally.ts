import type { ProblemCode } from '../core/chunk.ts';

/** What a first load into an empty warehouse makes of one feed's rows; each row is in one class. */
export interface ClassCounts {
  readonly read: number;
  readonly blank: number;
  readonly duplicate: number;
  readonly waiting: number;
  readonly quarantined: number;
  readonly quarantined_by_code: Readonly<Record<string, number>>;
  readonly accepted: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly superseded: number;
}

export class FeedTally {
  #blank = 0;
  #duplicate = 0;
  #waiting = 0;
  #inserted = 0;
  #versions = 0;
  #updated = 0;
  #unchanged = 0;
  #superseded = 0;
  readonly #quarantined = new Map<ProblemCode, number>();

  blank(): void {
    this.#blank += 1;
  }

  duplicate(): void {
    this.#duplicate += 1;
  }

  superseded(): void {
    this.#superseded += 1;
  }

  /** A row of a key that is known besides: another version of its member. */
  version(): void {
    this.#versions += 1;
  }

  unchanged(): void {
    this.#unchanged += 1;
  }

  quarantined(code: ProblemCode): void {
    this.#quarantined.set(code, (this.#quarantined.get(code) ?? 0) + 1);
  }

  /** The one row of its key that is kept: it is new to an empty warehouse, or it waits for its order. */
  winner(isParentLoaded: boolean): void {
    if (isParentLoaded) this.#inserted += 1;
    else this.#waiting += 1;
  }

  /** The one row of its key that is kept, where another feed has made the member known. */
  completion(): void {
    this.#updated += 1;
  }

  /** Rows that begin a version beside the one by which their member is known. */
  get versions(): number {
    return this.#versions;
  }

  /** Keys that get known. */
  get keys(): number {
    return this.#inserted;
  }

  counts(): ClassCounts {
    const quarantined = [...this.#quarantined.values()].reduce((sum, count) => sum + count, 0);
    const inserted = this.#inserted + this.#versions;
    const accepted = inserted + this.#updated + this.#unchanged + this.#superseded;
    return {
      read: this.#blank + this.#duplicate + this.#waiting + quarantined + accepted,
      blank: this.#blank,
      duplicate: this.#duplicate,
      waiting: this.#waiting,
      quarantined,
      quarantined_by_code: Object.fromEntries([...this.#quarantined].sort()),
      accepted,
      inserted,
      updated: this.#updated,
      unchanged: this.#unchanged,
      superseded: this.#superseded,
    };
  }
}
