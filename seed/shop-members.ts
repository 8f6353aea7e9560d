import type { DirtyRow, Rival } from './dirty-table.ts';
import { customerAt, productAt, sellerAt } from './members.ts';
import { drawPlace, PLACES, type Place } from './places.ts';
import { itemAt, type Random } from './random.ts';
import { drawRivalTime } from './rival-time.ts';
import { customerFields, geographyFields, productFields, sellerFields } from './shop-tables.ts';
import type { ShopWorld } from './shop-world.ts';
import type { TableWriter } from './table-writer.ts';

/** A place other than `place`, so that a losing version differs. */
export function otherPlace(random: Random, place: Place): Place {
  const drawn = drawPlace(random);
  return drawn.city === place.city ? itemAt(PLACES, drawn.city === itemAt(PLACES, 0).city ? 15 : 0) : drawn;
}

export function writeGeography(writer: TableWriter, index: number): void {
  const place = itemAt(PLACES, index);
  const rival = (random: Random): Rival => ({
    fields: geographyFields({ ...place, latitude: place.latitude + random.between(1, 900) }),
    place: 'before',
  });
  writer.write(writer.draw(index), { fields: geographyFields(place), isParentLoaded: true, rival });
}

export function writeCustomer(world: ShopWorld, writer: TableWriter, index: number): void {
  const customer = customerAt(world, index);
  const row: DirtyRow = {
    fields: customerFields(customer),
    isParentLoaded: true,
    rival: (random) => {
      const { changedAtMs, ...rival } = drawRivalTime(random, customer.changedAtMs);
      return {
        fields: customerFields({ ...customer, changedAtMs, place: otherPlace(random, customer.place) }),
        ...rival,
      };
    },
    twin: () => customerFields({ ...customer, alias: `${customer.alias}-b` }),
  };
  if (!writer.write(writer.draw(index), row)) world.lost.customers.add(index);
}

export function writeSeller(world: ShopWorld, writer: TableWriter, index: number): void {
  const seller = sellerAt(world, index);
  const rival = (random: Random): Rival => ({
    fields: sellerFields({ ...seller, place: otherPlace(random, seller.place) }),
    place: 'before',
  });
  const isKnown = writer.write(writer.draw(index), { fields: sellerFields(seller), isParentLoaded: true, rival });
  if (!isKnown) world.lost.sellers.add(index);
}

export function writeProduct(world: ShopWorld, writer: TableWriter, index: number): void {
  const product = productAt(world, index);
  world.prices[index] = product.priceCents;
  const row: DirtyRow = {
    fields: productFields(product),
    isParentLoaded: true,
    rival: (random) => {
      const { changedAtMs, ...rival } = drawRivalTime(random, product.changedAtMs);
      const priceCents = product.priceCents + random.between(1, 50) * 10;
      return { fields: productFields({ ...product, changedAtMs, priceCents }), ...rival };
    },
  };
  if (!writer.write(writer.draw(index), row)) world.lost.products.add(index);
}
