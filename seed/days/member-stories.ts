import { DAY_MS, firstOfDays, HOUR_MS, SHOP_ENDS_MS, SHOP_OPENS_MS } from '../calendar.ts';
import { BRANDS, CATEGORIES } from '../catalog.ts';
import { type Customer, customerAt, type Product, type Profile, productAt, type Seller, sellerAt } from '../members.ts';
import { Random, STREAMS } from '../random.ts';
import { drawRivalTime } from '../rival-time.ts';
import { otherPlace } from '../shop-members.ts';
import { SEGMENTS, WITH_PROFILE } from '../shop-profiles.ts';
import { customerFields, productFields, profileFields, sellerFields } from '../shop-tables.ts';
import type { ShopWorld } from '../shop-world.ts';
import { dayOf } from './day-of.ts';
import { laterOn, type Story, type Told } from './on-the-way.ts';

/** How often a member changes, in shares of 1,000. */
const CHANGES = [
  { weight: 700, changes: 0 },
  { weight: 180, changes: 1 },
  { weight: 80, changes: 2 },
  { weight: 40, changes: 4 },
] as const;
/** Changes begin so long before the first day, which therefore has several versions of some members. */
const EARLIER_MS = 20 * DAY_MS;

/** When a member that is known since `fromMs` changes, in order. */
function changeTimes(world: ShopWorld, random: Random, fromMs: number): readonly number[] {
  const startMs = Math.max(fromMs + HOUR_MS, firstOfDays(world.days) - EARLIER_MS);
  const seconds = Math.floor((SHOP_ENDS_MS - startMs) / 1000);
  if (seconds <= 0) return [];
  const { changes } = random.weighted(CHANGES);
  return Array.from({ length: changes }, () => startMs + random.below(seconds) * 1000).sort((a, b) => a - b);
}

interface Changing {
  readonly changedAtMs: number | null;
}

/** From the first state on, each change made to the one before. */
function tellChanges<T extends Changing>(
  world: ShopWorld,
  first: { readonly ms: number; readonly value: T },
  times: readonly number[],
  change: (value: T) => T,
): readonly Told<T>[] {
  const told: Told<T>[] = [
    { day: dayOf(world.days, first.ms), changedAtMs: first.value.changedAtMs, value: first.value },
  ];
  let value = first.value;
  for (const ms of times) {
    value = { ...change(value), changedAtMs: ms };
    told.push({ day: dayOf(world.days, ms), changedAtMs: ms, value });
  }
  return told;
}

/** A rival that loses to the row told, or is a version of another time. */
function memberRival<T extends Changing>(differ: (value: T, random: Random) => T): Story<T>['rival'] {
  return (told, random) => {
    const { changedAtMs, place } = drawRivalTime(random, told.changedAtMs);
    return { told: { ...told, changedAtMs, value: { ...differ(told.value, random), changedAtMs } }, place };
  };
}

/** A later day's row about the same change. */
function correction<T>(differ: (value: T, random: Random) => T): NonNullable<Story<T>['correct']> {
  return (told, random, day) => ({ ...told, day, value: differ(told.value, random) });
}

function moved(customer: Customer, random: Random): Customer {
  return { ...customer, place: otherPlace(random, customer.place) };
}

function changedCustomer(customer: Customer, random: Random): Customer {
  return random.perMille(750) ? moved(customer, random) : { ...customer, age: String(random.between(18, 95)) };
}

/** When the shop first tells of a customer. */
function registeredAt(customer: Customer, random: Random): number {
  return laterOn(customer.subscribedMs, random);
}

export function customerStory(world: ShopWorld, index: number): Story<Customer> {
  const random = new Random(world.seed, STREAMS.customerChanges, index);
  const customer = customerAt(world, index);
  const ms = registeredAt(customer, random);
  const first = { ms, value: { ...customer, changedAtMs: random.perMille(50) ? null : ms } };
  const times = changeTimes(world, random, ms);
  return {
    row: index,
    told: tellChanges(world, first, times, (value) => changedCustomer(value, random)),
    fields: customerFields,
    rival: memberRival(moved),
    correct: correction(moved),
    twin: (value) => ({ ...value, alias: `${value.alias}-b` }),
  };
}

function otherSegment(profile: Profile, random: Random): Profile {
  return { ...profile, segment: random.pick(SEGMENTS.filter((segment) => segment !== profile.segment)) };
}

function changedProfile(profile: Profile, random: Random): Profile {
  return random.perMille(700) ? otherSegment(profile, random) : { ...profile, points: String(random.below(9_000)) };
}

/** `customerId` is whom the profile names. Nothing is told of customers without one. */
export function profileStory(world: ShopWorld, index: number, customerId: string): Story<Profile> {
  const random = new Random(world.seed, STREAMS.profileChanges, index);
  const hasProfile = random.perMille(WITH_PROFILE);
  const customer = customerAt(world, index);
  const ms = registeredAt(customer, random) + random.between(1, 12 * 24 * 3600) * 1000;
  const value: Profile = {
    customerId,
    segment: random.pick(SEGMENTS),
    language: random.perMille(80) ? '' : customer.place.countryCode.toLowerCase(),
    points: String(random.between(0, 5_000)),
    changedAtMs: random.perMille(50) ? null : ms,
  };
  const times = changeTimes(world, random, ms);
  const isTold = hasProfile && ms < SHOP_ENDS_MS;
  return {
    row: index,
    told: isTold ? tellChanges(world, { ms, value }, times, (profile) => changedProfile(profile, random)) : [],
    fields: profileFields,
    rival: memberRival(otherSegment),
    correct: correction(otherSegment),
  };
}

function repriced(product: Product, random: Random): Product {
  return { ...product, priceCents: product.priceCents + random.between(1, 50) * 10 };
}

function changedProduct(product: Product, random: Random): Product {
  const what = random.below(100);
  if (what < 55) return repriced(product, random);
  if (what < 70) return { ...product, category: random.pick(CATEGORIES).name };
  if (what < 85) return { ...product, brand: random.pick(BRANDS) };
  return { ...product, weightGrams: product.weightGrams + random.between(1, 90) };
}

/** Some time before the first day for most members, else on one of the days. */
function launchedAt(world: ShopWorld, random: Random, beforeOf1000: number): number {
  const firstMs = firstOfDays(world.days);
  const isEarly = random.perMille(beforeOf1000);
  const [low, high] = isEarly ? [SHOP_OPENS_MS - 30 * DAY_MS, firstMs] : [firstMs, SHOP_ENDS_MS];
  return low + random.below(Math.floor((high - low) / 1000)) * 1000;
}

export function productStory(world: ShopWorld, index: number): Story<Product> {
  const random = new Random(world.seed, STREAMS.productChanges, index);
  const ms = launchedAt(world, random, 850);
  const first = { ms, value: { ...productAt(world, index), changedAtMs: random.perMille(50) ? null : ms } };
  const times = changeTimes(world, random, ms);
  return {
    row: index,
    told: tellChanges(world, first, times, (value) => changedProduct(value, random)),
    fields: productFields,
    rival: memberRival(repriced),
    correct: correction(repriced),
  };
}

/** Sellers have no time of change, so the latest row of one is right. */
export function sellerStory(world: ShopWorld, index: number): Story<Seller> {
  const random = new Random(world.seed, STREAMS.sellerChanges, index);
  const ms = launchedAt(world, random, 900);
  const relocated = (seller: Seller): Seller => ({ ...seller, place: otherPlace(random, seller.place) });
  const first = { ms, value: { ...sellerAt(world, index), changedAtMs: null } };
  const told = tellChanges(world, first, changeTimes(world, random, ms), (value) => ({
    ...relocated(value),
    changedAtMs: null,
  }));
  const moving = (value: Seller, drawn: Random): Seller => ({ ...value, place: otherPlace(drawn, value.place) });
  return {
    row: index,
    told: told.map((one) => ({ ...one, changedAtMs: null })),
    fields: sellerFields,
    rival: (one, drawn) => ({ told: { ...one, value: moving(one.value, drawn) }, place: 'before' }),
    correct: correction(moving),
  };
}
