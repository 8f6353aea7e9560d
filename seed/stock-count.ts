import { DAY_MS, HOUR_MS, SHOP_ENDS_MS } from './calendar.ts';
import { Random, STREAMS } from './random.ts';
import type { ShopWorld } from './shop-world.ts';

export interface StockCount {
  readonly product: number;
  readonly seller: number;
  /** Midnight UTC of the day. */
  readonly dayMs: number;
  readonly countedMs: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly reorderPoint: number | null;
  readonly unitCents: number | null;
  readonly changedAtMs: number | null;
}

/** Daily counts before the end of the shop's calendar, where the shop is not told day by day. */
const DAYS = 10;
const ORDERS_A_COUNT = 2;

function daysOf(world: ShopWorld): number {
  return world.days === 0 ? DAYS : world.days;
}

/** The products that sell best, which have the lowest numbers. */
function countedProducts(world: ShopWorld): number {
  return Math.min(world.products, Math.max(5, Math.floor(world.orders / (ORDERS_A_COUNT * daysOf(world)))));
}

export function stockCounts(world: ShopWorld): number {
  return countedProducts(world) * daysOf(world);
}

/** Falls by what is sold a day and jumps when a delivery comes: the same of a day whoever asks, and in any order. */
function levelAt(random: Random, daysLeft: number): { readonly onHand: number; readonly delivery: number } {
  const delivery = random.between(20, 160);
  const soldADay = random.between(0, 9);
  const start = random.below(delivery);
  return { delivery, onHand: (start + daysLeft * soldADay) % delivery };
}

/** Count `index` in the order of the file: all products of the first day, then those of the next. */
export function stockCountAt(world: ShopWorld, index: number): StockCount {
  const products = countedProducts(world);
  const product = index % products;
  const day = Math.floor(index / products);
  const daysLeft = daysOf(world) - day;
  const { onHand, delivery } = levelAt(new Random(world.seed, STREAMS.stockLevel, product), daysLeft);
  const random = new Random(world.seed, STREAMS.stockCount, index);
  const dayMs = SHOP_ENDS_MS - daysLeft * DAY_MS;
  const countedMs = dayMs + 20 * HOUR_MS + random.below(3 * 3600) * 1000;
  const isPlanned = product % 11 !== 3;
  return {
    product,
    seller: (product * 7) % world.sellers,
    dayMs,
    countedMs,
    onHand,
    reserved: Math.min(onHand, random.below(4)),
    reorderPoint: isPlanned ? Math.floor(delivery / 5) : null,
    unitCents: isPlanned ? Math.floor(((world.prices[product] ?? 0) * 6) / 10) : null,
    changedAtMs: random.perMille(50) ? null : countedMs + random.between(1, 600) * 1000,
  };
}
