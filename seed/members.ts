import { DAY_MS, HOUR_MS, purchaseTime, SHOP_ENDS_MS, SHOP_OPENS_MS } from './calendar.ts';
import { AWKWARD_NAMES, BRANDS, CATEGORIES } from './catalog.ts';
import { exponential } from './money.ts';
import { drawPlace, type Place } from './places.ts';
import { itemAt, Random, STREAMS } from './random.ts';
import { numbered, type ShopWorld } from './shop-world.ts';

export interface Customer {
  readonly id: string;
  readonly alias: string;
  /** Midnight UTC of the day. */
  readonly subscribedMs: number;
  readonly place: Place;
  readonly gender: string;
  readonly age: string;
  readonly changedAtMs: number | null;
}

/** What marketing knows of a customer. */
export interface Profile {
  readonly customerId: string;
  readonly segment: string;
  readonly language: string;
  readonly points: string;
  readonly changedAtMs: number | null;
}

export interface Seller {
  readonly id: string;
  readonly name: string;
  readonly place: Place;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly brand: string;
  readonly priceCents: number;
  readonly weightGrams: number;
  /** Length, height and width in millimetres. */
  readonly sizeMm: readonly [number, number, number];
  readonly changedAtMs: number | null;
}

/** Share of the customers who were there before the shop's first order. */
const EARLY_CUSTOMERS = 0.1;

function subscribedAt(world: ShopWorld, index: number): number {
  const share = index / world.customers;
  if (share < EARLY_CUSTOMERS) {
    return SHOP_OPENS_MS - DAY_MS * (1 + Math.floor((1 - share / EARLY_CUSTOMERS) * 700));
  }
  const order = Math.floor(((share - EARLY_CUSTOMERS) / (1 - EARLY_CUSTOMERS)) * world.orders);
  const bought = purchaseTime(world.seed, order, world.orders, world.days);
  return bought - (bought % DAY_MS);
}

/** How many customers, from the first on, had registered when order `index` was placed. */
export function customersBefore(world: ShopWorld, index: number): number {
  const share = EARLY_CUSTOMERS + (1 - EARLY_CUSTOMERS) * (index / world.orders);
  return Math.max(1, Math.floor(world.customers * share));
}

/** One in twenty rows has no time of change: the source of those never recorded it. */
function changedAfter(random: Random, fromMs: number): number | null {
  const days = Math.max(0, Math.floor((SHOP_ENDS_MS - fromMs) / DAY_MS) - 2);
  const changed = fromMs + random.below(days + 1) * DAY_MS + random.between(6 * 3600, 22 * 3600) * 1000;
  return random.perMille(50) ? null : changed;
}

export function customerId(index: number): string {
  return numbered('C', index + 1, 8);
}

export function customerAlias(index: number): string {
  return numbered('login-', index + 1, 8);
}

export function customerAt(world: ShopWorld, index: number): Customer {
  const random = new Random(world.seed, STREAMS.customer, index);
  const subscribedMs = subscribedAt(world, index);
  return {
    id: customerId(index),
    alias: customerAlias(index),
    subscribedMs,
    place: drawPlace(random),
    gender: random.perMille(60) ? '' : random.pick(['Female', 'Female', 'Male', 'Male', 'Other']),
    age: random.perMille(40) ? '' : String(Math.min(95, Math.max(18, Math.round(42 + random.bell() * 14)))),
    changedAtMs: changedAfter(random, subscribedMs),
  };
}

export function sellerId(index: number): string {
  return numbered('S', index + 1, 5);
}

export function sellerAt(world: ShopWorld, index: number): Seller {
  const random = new Random(world.seed, STREAMS.seller, index);
  const place = drawPlace(random);
  const style = random.pick(['Handel', '& Co.', 'Store', 'Maison', '"Direct", Ltd.', 'Versand']);
  return { id: sellerId(index), name: `${random.pick(BRANDS)} ${style} ${index + 1}`, place };
}

export function productId(index: number): string {
  return numbered('P', index + 1, 7);
}

function productName(random: Random, index: number, things: readonly string[], brand: string): string {
  if (index % 97 === 5) return `${random.pick(AWKWARD_NAMES)} ${index + 1}`;
  return `${brand} ${random.pick(things)} ${random.pick(['Classic', 'Mini', 'Plus', 'XL', 'Eco', 'No. 5'])}`;
}

export function productAt(world: ShopWorld, index: number): Product {
  const random = new Random(world.seed, STREAMS.product, index);
  const category = itemAt(CATEGORIES, (index + random.below(3)) % CATEGORIES.length);
  const brand = random.pick(BRANDS);
  const euros = Math.floor((category.priceCents * exponential(random.bell() * 0.55)) / 100);
  return {
    id: productId(index),
    name: productName(random, index, category.things, brand),
    category: index % 50 === 7 ? '' : category.name,
    brand: random.perMille(30) ? '' : brand,
    priceCents: Math.max(1, euros) * 100 + random.pick([0, 49, 90, 95, 99, 99]),
    weightGrams: Math.max(20, Math.floor(category.weightGrams * exponential(random.bell() * 0.4))),
    sizeMm: [random.between(60, 900), random.between(20, 500), random.between(40, 600)],
    changedAtMs: changedAfter(random, SHOP_OPENS_MS - 30 * DAY_MS + HOUR_MS),
  };
}
