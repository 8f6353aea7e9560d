import { InvariantError } from '../core/errors.ts';

/** Independent sequences of one seed: a table can change what it draws without moving another's values. */
export const STREAMS = {
  geography: 1,
  customer: 2,
  seller: 3,
  product: 4,
  order: 5,
  purchase: 6,
  review: 7,
  customerChoice: 8,
  stockLevel: 9,
  stockCount: 10,
  supportTicket: 11,
  failedTry: 12,
  profile: 13,
  customerChanges: 14,
  profileChanges: 15,
  productChanges: 16,
  sellerChanges: 17,
  orderPace: 18,
  /** The dirt of table n uses stream `dirt + n`, so that the rows beneath are the same at every dirt rate. */
  dirt: 100,
  /** What happens to rows of table n on their way, when a shop is told day by day: stream `way + n`. */
  way: 200,
} as const;

const TWO_TO_32 = 4_294_967_296;

/**
 * sfc32, the "small fast counting" generator of Chris Doty-Humphrey's PractRand 0.94
 * (https://pracrand.sourceforge.net/): 96 bits of state and a counter, 15 rounds to mix the seed in.
 *
 * Seeded by (seed, stream, index), so that row n of a table can be made, and made again, without
 * the rows before it. That is what keeps memory flat.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, stream: number, index: number) {
    this.#a = seed | 0;
    this.#b = stream | 0;
    this.#c = index | 0;
    for (let round = 0; round < 15; round += 1) this.uint32();
  }

  uint32(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  /** In [0, 1). */
  unit(): number {
    return this.uint32() / TWO_TO_32;
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in `share` of 1,000 cases. */
  perMille(share: number): boolean {
    return this.below(1000) < share;
  }

  pick<T>(list: readonly T[]): T {
    return itemAt(list, this.below(list.length));
  }

  weighted<T extends { readonly weight: number }>(list: readonly T[]): T {
    let rest = this.below(list.reduce((sum, item) => sum + item.weight, 0));
    for (const item of list) {
      if (rest < item.weight) return item;
      rest -= item.weight;
    }
    return itemAt(list, list.length - 1);
  }

  /** Close to the standard normal distribution: twelve uniform draws less six (Irwin-Hall). */
  bell(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += this.unit();
    return sum;
  }
}

export function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new InvariantError(`A list of ${list.length} has no element ${index}.`);
  return item;
}
