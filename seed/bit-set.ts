/** A set of small whole numbers at one bit each: what a million customers need is 125 kB. */
export class BitSet {
  readonly #words: Uint32Array;

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  has(index: number): boolean {
    return (((this.#words[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  /** Returns whether the number was new. */
  add(index: number): boolean {
    if (this.has(index)) return false;
    this.#words[index >>> 5] = (this.#words[index >>> 5] ?? 0) | (1 << (index & 31));
    return true;
  }
}
