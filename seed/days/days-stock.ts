import { HOUR_MS } from '../calendar.ts';
import { productId, sellerId } from '../members.ts';
import { drawRivalTime } from '../rival-time.ts';
import { withImpossibleStock } from '../shop-stock.ts';
import { stockFields } from '../shop-tables.ts';
import { numbered, type ShopWorld } from '../shop-world.ts';
import { type StockCount, stockCountAt } from '../stock-count.ts';
import type { StockFigures } from '../stock-figures.ts';
import { dayOf } from './day-of.ts';
import type { DayTable } from './day-table.ts';
import type { NamedMembers } from './named-days.ts';
import type { Told } from './on-the-way.ts';
import { NEVER } from './settle-key.ts';

export interface StockTables {
  readonly counts: DayTable;
  readonly named: NamedMembers;
  readonly stockFigures: StockFigures;
}

function recounted(told: Told<StockCount>, day: number, changedAtMs: number | null): Told<StockCount> {
  return { day, changedAtMs, value: { ...told.value, onHand: told.value.onHand + 1, changedAtMs } };
}

/** Writes count `index` on its day and what follows it, and books what becomes of it. */
export function writeStockDays(world: ShopWorld, tables: StockTables, index: number): void {
  const planned = stockCountAt(world, index);
  const draw = tables.counts.draw(index);
  const count = draw.kind === 'impossible_stock' ? withImpossibleStock(planned, draw.random) : planned;
  const [isProductKnown, isSellerKnown] = [draw.kind !== 'unknown_product', draw.kind !== 'unknown_seller'];
  const product = isProductKnown ? productId(count.product) : numbered('P-gone-stock-', index, 9);
  const seller = isSellerKnown ? sellerId(count.seller) : numbered('S-gone-stock-', index, 9);
  const { stored, settledDay } = tables.counts.settle<StockCount>(
    {
      row: index,
      told: [{ day: dayOf(world.days, count.dayMs), changedAtMs: count.changedAtMs, value: count }],
      fields: (value) => stockFields(value, product, seller),
      rival: (told, random) => {
        const { changedAtMs, place } = drawRivalTime(random, told.changedAtMs);
        return { told: recounted(told, told.day, changedAtMs), place };
      },
      correct: (told, _random, day) =>
        recounted(told, day, told.changedAtMs === null ? null : told.changedAtMs + HOUR_MS),
    },
    { parentDay: -1, namedDay: NEVER },
  );
  if (isProductKnown) tables.named.products.name(count.product, settledDay);
  else tables.named.products.invent(settledDay);
  if (isSellerKnown) tables.named.sellers.name(count.seller, settledDay);
  else tables.named.sellers.invent(settledDay);
  if (stored !== null) tables.stockFigures.add(stored.value);
}
