import { BitSet } from './bit-set.ts';

/**
 * Keys that facts name and no loaded row of the dimension has. Two sorts: rows that were written but
 * refused, each counted once however many facts name it, and invented keys, each used once.
 */
export class InferredMembers {
  readonly #lost: BitSet;
  readonly #seen: BitSet;
  #count = 0;

  constructor(lost: BitSet, size: number) {
    this.#lost = lost;
    this.#seen = new BitSet(size);
  }

  get count(): number {
    return this.#count;
  }

  /** A loaded fact names member `index` of the file. */
  named(index: number): void {
    if (this.#lost.has(index) && this.#seen.add(index)) this.#count += 1;
  }

  /** A loaded fact names a key that no file has. */
  invented(): void {
    this.#count += 1;
  }
}
