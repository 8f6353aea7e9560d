import type { DirtDraw } from './dirty-table.ts';
import type { InferredMembers } from './inferred-members.ts';
import { productId, sellerId } from './members.ts';
import type { Random } from './random.ts';
import { drawRivalTime } from './rival-time.ts';
import { stockFields } from './shop-tables.ts';
import { numbered, type ShopWorld } from './shop-world.ts';
import { type StockCount, stockCountAt } from './stock-count.ts';
import type { StockFigures } from './stock-figures.ts';
import type { TableWriter } from './table-writer.ts';

/** Where stock counts go, and who keeps count of them. */
export interface StockBooks {
  readonly counts: TableWriter;
  readonly products: InferredMembers;
  readonly sellers: InferredMembers;
  readonly figures: StockFigures;
}

/** Less than nothing on hand, or more reserved than there is. */
export function withImpossibleStock(count: StockCount, random: Random): StockCount {
  if (random.perMille(500)) return { ...count, onHand: -random.between(1, 5), reserved: 0 };
  return { ...count, reserved: count.onHand + random.between(1, 3) };
}

function nameMembers({ products, sellers }: StockBooks, { kind }: DirtDraw, { product, seller }: StockCount): void {
  if (kind === 'unknown_product') products.invented();
  else products.named(product);
  if (kind === 'unknown_seller') sellers.invented();
  else sellers.named(seller);
}

/** Writes count `index`, and books what of it will be loaded. */
export function writeStockCount(world: ShopWorld, books: StockBooks, index: number): void {
  const draw = books.counts.draw(index);
  const planned = stockCountAt(world, index);
  const count = draw.kind === 'impossible_stock' ? withImpossibleStock(planned, draw.random) : planned;
  const product = draw.kind === 'unknown_product' ? numbered('P-gone-stock-', index, 9) : productId(count.product);
  const seller = draw.kind === 'unknown_seller' ? numbered('S-gone-stock-', index, 9) : sellerId(count.seller);
  const isKnown = books.counts.write(draw, {
    fields: stockFields(count, product, seller),
    isParentLoaded: true,
    rival: (random) => {
      const { changedAtMs, place } = drawRivalTime(random, count.changedAtMs);
      return { fields: stockFields({ ...count, onHand: count.onHand + 1, changedAtMs }, product, seller), place };
    },
  });
  if (!isKnown) return;
  nameMembers(books, draw, count);
  books.figures.add(count);
}
