import { BitSet } from './bit-set.ts';

/** Sizes of one shop, and which of its dimension rows a load will refuse. */
export interface ShopWorld {
  readonly seed: number;
  readonly dirt: number;
  readonly orders: number;
  /** Over how many days the shop is told, one file set each; 0 for one load. */
  readonly days: number;
  readonly customers: number;
  readonly sellers: number;
  readonly products: number;
  /** Rows that were written so that they are quarantined: whoever names them infers a member. */
  readonly lost: { readonly customers: BitSet; readonly sellers: BitSet; readonly products: BitSet };
  /** Price of each product in cents, filled when the products are written. */
  readonly prices: Int32Array;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(Math.round(value), low), high);
}

/** Proportions of a marketplace of 100,000 orders; sellers and products stop growing, as a catalogue does. */
export function createWorld(seed: number, dirt: number, orders: number, days = 0): ShopWorld {
  const customers = Math.max(10, Math.round(orders * 0.62));
  const sellers = clamp(orders / 32, 5, 5_000);
  const products = clamp(orders / 3, 30, 40_000);
  return {
    seed,
    dirt,
    orders,
    days,
    customers,
    sellers,
    products,
    lost: { customers: new BitSet(customers), sellers: new BitSet(sellers), products: new BitSet(products) },
    prices: new Int32Array(products),
  };
}

export function numbered(letter: string, number: number, digits: number): string {
  return letter + String(number).padStart(digits, '0');
}
