import { FeedTally } from './feed-tally.ts';
import type { FileSet } from './file-set.ts';
import { InferredMembers } from './inferred-members.ts';
import { createCsvFormat, createJsonLinesFormat } from './line-format.ts';
import { customerAt } from './members.ts';
import { drawRivalTime } from './rival-time.ts';
import { SalesFigures } from './sales-figures.ts';
import { dimensionTruth } from './shop-layout.ts';
import { otherPlace } from './shop-members.ts';
import type { LoadTruth } from './shop-truth.ts';
import type { ShopWorld } from './shop-world.ts';
import { SingleLineBooks } from './single-line-books.ts';
import { type SingleLineSales, writeSingleLineSale } from './single-line-sales.ts';
import {
  BESTELLUNGEN_COLUMNS,
  KUNDEN_COLUMNS,
  KUNDEN_DIRT,
  kundenFields,
  ZAHLUNGEN_COLUMNS,
  ZAHLUNGEN_DIRT,
  ZAHLUNGEN_NUMERIC,
} from './single-line-tables.ts';
import { TableWriter } from './table-writer.ts';

/** What German office software saves: byte order mark, semicolons, CR LF, and two words for nothing. */
const CSV = createCsvFormat({ separator: ';', lineEnd: '\r\n', byteOrderMark: true, nullTexts: ['', 'NULL', '-'] });
const JSON_LINES = createJsonLinesFormat(ZAHLUNGEN_NUMERIC);

function writeKunde(world: ShopWorld, writer: TableWriter, index: number): void {
  const customer = customerAt(world, index);
  const isKnown = writer.write(writer.draw(index), {
    fields: kundenFields(customer),
    isParentLoaded: true,
    rival: (random) => {
      const { changedAtMs, ...rival } = drawRivalTime(random, customer.changedAtMs);
      return {
        fields: kundenFields({ ...customer, changedAtMs, place: otherPlace(random, customer.place) }),
        ...rival,
      };
    },
  });
  if (!isKnown) world.lost.customers.add(index);
}

async function openSales(world: ShopWorld, files: FileSet): Promise<SingleLineSales> {
  const payments = await files.create('zahlungen.jsonl', ZAHLUNGEN_COLUMNS, JSON_LINES);
  return {
    files: {
      year2024: await files.create('bestellungen-2024.csv', BESTELLUNGEN_COLUMNS, CSV),
      year2025: await files.create('bestellungen-2025.csv', BESTELLUNGEN_COLUMNS, CSV),
    },
    books: new SingleLineBooks(),
    payments: new TableWriter(payments, ZAHLUNGEN_DIRT, world.seed, world.dirt),
    customers: new InferredMembers(world.lost.customers, world.customers),
    figures: new SalesFigures(),
  };
}

/** A German shop whose orders carry one amount and a category, and no items. */
export async function writeSingleLineLayout(
  world: ShopWorld,
  files: FileSet,
  onTurn: (done: number) => void,
): Promise<LoadTruth> {
  const kunden = await files.create('kunden.csv', KUNDEN_COLUMNS, CSV);
  const customers = new TableWriter(kunden, KUNDEN_DIRT, world.seed, world.dirt);
  await files.writeRows(world.customers, (index) => writeKunde(world, customers, index));
  await files.finish();
  const sales = await openSales(world, files);
  await files.writeRows(world.orders, (index) => writeSingleLineSale(world, sales, index), onTurn);
  await files.finish();
  return createTruth(customers, sales);
}

function createTruth(customers: TableWriter, sales: SingleLineSales): LoadTruth {
  return {
    entities: {
      customer: customers.tally.counts(),
      product: sales.books.product.counts(),
      order: sales.books.order.counts(),
      order_item: sales.books.item.counts(),
      payment: sales.payments.tally.counts(),
    },
    facts: { ...sales.figures.facts, inventory_snapshot: 0, support_ticket: 0 },
    dimensions: {
      customer: dimensionTruth(customers.tally, sales.customers.count),
      product: dimensionTruth(sales.books.product, 0),
      seller: dimensionTruth(new FeedTally(), 0),
    },
    figures: { ...sales.figures.figures, stock_on_hand_by_day: {}, tickets_by_issue: {}, tickets_resolved: 0 },
    findings: {
      ...sales.figures.findings,
      impossible_stock: 0,
      wrong_ticket_dates: 0,
      ticket_resolved_without_time: 0,
      ticket_order_missing: 0,
    },
  };
}
