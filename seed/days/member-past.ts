import { drawDirt } from '../dirty-table.ts';
import { type Customer, customerId, type Product, type Profile } from '../members.ts';
import { CUSTOMER_DIRT, PRODUCT_DIRT, PROFILE_DIRT } from '../shop-dirt.ts';
import type { ShopWorld } from '../shop-world.ts';
import { wayOf } from './day-table.ts';
import { type MemberArrival, MemberHistory } from './member-history.ts';
import { customerStory, productStory, profileStory } from './member-stories.ts';
import { contentOf, deliveriesOf, type Row, rowsOf } from './on-the-way.ts';

/** What the warehouse will know of a customer in the end. */
export interface CustomerPast {
  /** Some row of the customer is typed, on whatever day. */
  readonly isKnown: boolean;
  /** Where the customer lived then; null when no row tells. */
  readonly countryAt: (ms: number) => string | null;
  /** The segment that the customer was in then; null when no row tells. */
  readonly segmentAt: (ms: number) => string | null;
}

const ALIAS_COLUMN = 1;

export function customerArrival(row: Row<Customer>): MemberArrival {
  const { day, changedAtMs, content, fields, value } = row;
  const { country, city } = value.place;
  const attributes = contentOf(fields.toSpliced(ALIAS_COLUMN, 1));
  return { day, changedAtMs, content, attributes, tracked: contentOf([country, city]), label: country };
}

export function productArrival({ day, changedAtMs, content, value }: Row<Product>): MemberArrival {
  const { category, brand, priceCents } = value;
  const tracked = contentOf([category, brand, String(priceCents)]);
  return { day, changedAtMs, content, attributes: content, tracked, label: category };
}

export function profileArrival({ day, changedAtMs, content, value }: Row<Profile>): MemberArrival {
  return { day, changedAtMs, content, attributes: content, tracked: value.segment, label: value.segment };
}

/** Of the customer's profile, unless it names somebody who is nowhere. */
function profilesOf(world: ShopWorld, index: number): readonly Row<Profile>[] {
  const way = wayOf(world, 'profiles', PROFILE_DIRT);
  if (drawDirt(way.seed, way.rate, way.dirt, index).kind === 'unknown_customer') return [];
  return rowsOf(deliveriesOf(way, profileStory(world, index, customerId(index))));
}

/** Worked out anew for whoever asks, so that no past has to be kept. */
export function customerHistory(world: ShopWorld, index: number): CustomerPast {
  const rows = rowsOf(deliveriesOf(wayOf(world, 'customers', CUSTOMER_DIRT), customerStory(world, index)));
  const history = new MemberHistory(2);
  history.load(0, rows.map(customerArrival), false);
  history.load(1, profilesOf(world, index).map(profileArrival), false);
  return {
    isKnown: rows.length > 0,
    countryAt: (ms) => history.told(0, ms)?.label ?? null,
    segmentAt: (ms) => history.told(1, ms)?.label ?? null,
  };
}

/** Category that a product had; null when no row tells. */
export function categoryAt(world: ShopWorld, index: number, ms: number): string | null {
  const rows = rowsOf(deliveriesOf(wayOf(world, 'products', PRODUCT_DIRT), productStory(world, index)));
  const history = new MemberHistory(1);
  history.load(0, rows.map(productArrival), false);
  return history.told(0, ms)?.label || null;
}
