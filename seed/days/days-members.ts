import { customerId, productId, sellerId } from '../members.ts';
import { PLACES, type Place } from '../places.ts';
import { itemAt } from '../random.ts';
import { geographyFields } from '../shop-tables.ts';
import type { ShopWorld } from '../shop-world.ts';
import type { DayTable } from './day-table.ts';
import type { DayTally } from './day-tally.ts';
import { type MemberArrival, MemberHistory } from './member-history.ts';
import { customerArrival, productArrival, profileArrival } from './member-past.ts';
import { customerStory, productStory, profileStory, sellerStory } from './member-stories.ts';
import type { NamedMembers } from './named-days.ts';
import { contentOf, type Row } from './on-the-way.ts';
import { NEVER } from './settle-key.ts';
import type { VersionFigures } from './version-figures.ts';

export interface MemberTables {
  readonly geography: DayTable;
  readonly customers: DayTable;
  readonly profiles: DayTable;
  readonly sellers: DayTable;
  readonly products: DayTable;
  readonly named: NamedMembers;
  readonly customerVersions: VersionFigures;
  readonly productVersions: VersionFigures;
  readonly sellerVersions: VersionFigures;
}

/** What one entity tells of a member, in the order of its loads. */
interface Teller {
  readonly number: number;
  readonly rows: readonly MemberArrival[];
  readonly tally: DayTally;
  /** Day on which other rows first named the member by what this entity's rows take over. */
  readonly namedDay: number;
}

/** Loads all rows of a member day by day, and again all at once, and counts what becomes of them. */
function settleMember(tellers: readonly Teller[], count: number): MemberHistory {
  const history = new MemberHistory(count);
  const days = new Set(tellers.flatMap(({ rows }) => rows.map(({ day }) => day)));
  for (const day of [...days].sort((a, b) => a - b)) {
    for (const { number, rows, tally, namedDay } of tellers) {
      const ofDay = rows.filter((row) => row.day === day);
      for (const { rowClass } of history.load(number, ofDay, namedDay < day)) {
        tally.settled({ day, settledDay: day, rowClass });
      }
    }
  }
  const atOnce = new MemberHistory(count);
  for (const { number, rows, tally } of tellers) {
    for (const { rowClass } of atOnce.load(number, rows, false)) tally.atOnce.row(rowClass);
  }
  return history;
}

function placeKey({ country, postalCode, city }: Place): string {
  return contentOf([country, postalCode, city]);
}

const PLACE_NUMBERS: ReadonlyMap<string, number> = new Map(PLACES.map((place, index) => [placeKey(place), index]));

/** Copies name the place that their twin names, so every typed row does. */
function namePlaces({ places }: NamedMembers, rows: readonly Row<{ readonly place: Place }>[]): void {
  for (const { day, value } of rows) places.name(PLACE_NUMBERS.get(placeKey(value.place)) ?? -1, day);
}

/** Customer `index` and their profile; a profile can also be of somebody who is nowhere. */
export function writeCustomerDays(world: ShopWorld, tables: MemberTables, index: number): void {
  const { named, customerVersions } = tables;
  const id = customerId(index);
  const [byId, byAlias] = [named.customers.dayOf(index), named.aliases.dayOf(index)];
  const rows = tables.customers.deliver(customerStory(world, index));
  namePlaces(named, rows);
  const customers = rows.map(customerArrival);
  const isGone = tables.profiles.draw(index).kind === 'unknown_customer';
  const gone = `C-gone-profile-${index}`;
  const profiles = tables.profiles.deliver(profileStory(world, index, isGone ? gone : id)).map(profileArrival);
  const teller = { number: 0, rows: customers, tally: tables.customers.tally, namedDay: Math.min(byId, byAlias) };
  const describer = { number: 1, rows: profiles, tally: tables.profiles.tally, namedDay: isGone ? NEVER : byId };
  const history = settleMember(isGone ? [teller] : [teller, describer], 2);
  const isTold = customers.length > 0 || (!isGone && profiles.length > 0);
  if (isTold) customerVersions.add(id, history.starts(), customers.length === 0);
  else if (byId !== NEVER) customerVersions.addBare(1);
  if (isGone && profiles.length > 0) customerVersions.add(gone, settleMember([describer], 2).starts(), true);
}

export function writeProductDays(world: ShopWorld, tables: MemberTables, index: number): void {
  const rows = tables.products.deliver(productStory(world, index)).map(productArrival);
  const namedDay = tables.named.products.dayOf(index);
  const history = settleMember([{ number: 0, rows, tally: tables.products.tally, namedDay }], 1);
  if (rows.length > 0) tables.productVersions.add(productId(index), history.starts(), false);
  else if (namedDay !== NEVER) tables.productVersions.addBare(1);
}

export function writeSellerDays(world: ShopWorld, tables: MemberTables, index: number): void {
  const namedDay = tables.named.sellers.dayOf(index);
  const { stored, typed } = tables.sellers.settle(sellerStory(world, index), { parentDay: -1, namedDay });
  namePlaces(tables.named, typed);
  if (stored !== null) tables.sellerVersions.add(sellerId(index), [0], false);
  else if (namedDay !== NEVER) tables.sellerVersions.addBare(1);
}

/** Places are all there on the first day, unless their row is late or refused at first. */
export function writePlaceDays(tables: MemberTables, index: number): void {
  const moved = (place: Place): Place => ({ ...place, latitude: place.latitude + 1 });
  tables.geography.settle<Place>(
    {
      row: index,
      told: [{ day: 0, changedAtMs: null, value: itemAt(PLACES, index) }],
      fields: geographyFields,
      rival: (told) => ({ told: { ...told, value: moved(told.value) }, place: 'before' }),
      correct: (told, _random, day) => ({ ...told, day, value: moved(told.value) }),
    },
    { parentDay: -1, namedDay: tables.named.places.dayOf(index) },
  );
}
