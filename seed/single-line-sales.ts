import { berlinYear, toBerlinPrecision } from './calendar.ts';
import { CATEGORIES } from './catalog.ts';
import { type DirtDraw, drawDirt, padFields, spoilFields, writeVersions } from './dirty-table.ts';
import type { InferredMembers } from './inferred-members.ts';
import { customerId } from './members.ts';
import { exponential } from './money.ts';
import { drawPayments, type StatedPayment, withFailedTry } from './order-parts.ts';
import { Random, STREAMS } from './random.ts';
import type { LoadedPayment, SalesFigures } from './sales-figures.ts';
import { type OrderHead, orderHeadAt } from './shop-order.ts';
import { lostOrderId, orderRival, paymentError, withWrongDates } from './shop-sales.ts';
import type { ShopWorld } from './shop-world.ts';
import type { SingleLineBooks } from './single-line-books.ts';
import {
  BESTELLUNGEN_COLUMNS,
  BESTELLUNGEN_DIRT,
  bestellungFields,
  ITEM_FEED_COLUMNS,
  ORDER_FEED_COLUMNS,
  type SingleLine,
  zahlungFields,
} from './single-line-tables.ts';
import type { TableFile } from './table-file.ts';
import type { TableWriter } from './table-writer.ts';

export interface SingleLineSales {
  readonly files: { readonly year2024: TableFile; readonly year2025: TableFile };
  readonly books: SingleLineBooks;
  readonly payments: TableWriter;
  readonly customers: InferredMembers;
  readonly figures: SalesFigures;
}

const ROWS_AN_ORDER = 8;

/** The order as the files can say it: whole minutes. */
function inBerlinPrecision(head: OrderHead): OrderHead {
  const precise = (ms: number | null): number | null => (ms === null ? null : toBerlinPrecision(ms));
  return {
    ...head,
    purchasedMs: toBerlinPrecision(head.purchasedMs),
    approvedMs: precise(head.approvedMs),
    shippedMs: precise(head.shippedMs),
    deliveredMs: precise(head.deliveredMs),
  };
}

function drawLine(world: ShopWorld, index: number, draw: DirtDraw, random: Random): SingleLine {
  const planned = orderHeadAt(world, index, random);
  const head = inBerlinPrecision(draw.kind === 'wrong_dates' ? withWrongDates(planned, draw.random) : planned);
  const category = random.pick(CATEGORIES);
  const amountCents = 100 + Math.floor(category.priceCents * exponential(random.bell() * 0.6));
  const customer = draw.kind === 'unknown_customer' ? `C-gone-${head.id}` : customerId(head.customer);
  return { head, customer, category: draw.kind === 'no_category' ? '' : category.name, amountCents };
}

interface LineFate {
  readonly isOrderLoaded: boolean;
  readonly isItemLoaded: boolean;
}

const KEPT: LineFate = { isOrderLoaded: true, isItemLoaded: true };
const REFUSED: LineFate = { isOrderLoaded: false, isItemLoaded: false };

function writeSpoiled(file: TableFile, books: SingleLineBooks, line: SingleLine, random: Random): LineFate {
  const spoiler = random.weighted(BESTELLUNGEN_DIRT.spoilers);
  const isOrderLoaded = !ORDER_FEED_COLUMNS.has(spoiler.column);
  const isItemRead = !ITEM_FEED_COLUMNS.has(spoiler.column);
  file.write(spoilFields(BESTELLUNGEN_COLUMNS, bestellungFields(line), spoiler));
  books.sawCategory(line.category);
  if (isOrderLoaded) books.order.winner(true);
  else books.order.quarantined(spoiler.code);
  if (isItemRead) books.item.winner(isOrderLoaded);
  else books.item.quarantined(spoiler.code);
  return { isOrderLoaded, isItemLoaded: isItemRead && isOrderLoaded };
}

/** A second line of the order beside its own: each feed sees in it what the columns it maps say. */
function writePair(file: TableFile, books: SingleLineBooks, line: SingleLine, { kind, random }: DirtDraw): void {
  const fields = bestellungFields(line);
  books.sawCategory(line.category);
  if (kind === 'duplicate') {
    writeVersions(file, fields, { fields, place: 'after' }, random);
    books.order.duplicate();
    books.item.duplicate();
  } else if (kind === 'version') {
    const rival = orderRival(line.head, random);
    writeVersions(
      file,
      fields,
      { fields: bestellungFields({ ...line, head: rival.head }), place: rival.place },
      random,
    );
    books.order.superseded();
    books.item.duplicate();
  } else {
    const other = bestellungFields({ ...line, amountCents: line.amountCents + random.between(1, 5_000) });
    writeVersions(file, fields, { fields: other, place: 'before' }, random);
    books.order.duplicate();
    books.item.superseded();
  }
}

function writeLine(file: TableFile, books: SingleLineBooks, line: SingleLine, draw: DirtDraw): LineFate {
  const { kind, random } = draw;
  if (kind === 'spoiled') return writeSpoiled(file, books, line, random);
  if (kind === 'malformed') {
    file.writeBroken(bestellungFields(line));
    books.quarantinedEverywhere('malformed_row');
    return REFUSED;
  }
  if (kind === 'duplicate' || kind === 'version' || kind === 'other_amount') writePair(file, books, line, draw);
  else file.write(kind === 'padded' ? padFields(random, bestellungFields(line)) : bestellungFields(line));
  books.sawCategory(line.category);
  books.order.winner(true);
  books.item.winner(true);
  if (kind === 'blank') {
    file.writeBlank();
    books.blank();
  }
  return KEPT;
}

/** Canceled orders get half of their money back, open ones have not been paid, and now and then a first try fails. */
function drawStated(random: Random, line: SingleLine, errorCents: number): readonly StatedPayment[] {
  const isRefunded = line.head.status === 'canceled' && random.perMille(500);
  const settled = line.head.status === 'created' ? 'pending' : isRefunded ? 'refunded' : 'paid';
  const hasNoStatus = settled === 'paid' && random.perMille(30);
  const isSecondTry = random.perMille(25);
  const payments = drawPayments(random, line.amountCents, errorCents).map((payment): StatedPayment => {
    return { ...payment, status: hasNoStatus ? '' : settled };
  });
  return isSecondTry ? withFailedTry(payments) : payments;
}

function writePayment(
  payments: TableWriter,
  order: { readonly id: string; readonly index: number; readonly isLoaded: boolean },
  payment: StatedPayment,
): readonly LoadedPayment[] {
  const row = order.index * ROWS_AN_ORDER + payment.number;
  const isKnown = payments.write(payments.draw(row), {
    fields: zahlungFields(order.id, payment),
    isParentLoaded: order.isLoaded,
    rival: () => ({ fields: zahlungFields(order.id, { ...payment, cents: payment.cents + 100 }), place: 'before' }),
    orphan: () => zahlungFields(lostOrderId(row), payment),
  });
  if (!isKnown || !order.isLoaded) return [];
  const { type, cents, status } = payment;
  return [{ type, cents, isPaid: status === 'paid' || status === '' }];
}

/** Writes order `index` and its payments, and books what of it will be loaded. */
export function writeSingleLineSale(world: ShopWorld, sales: SingleLineSales, index: number): void {
  const random = new Random(world.seed, STREAMS.order, index);
  const draw = drawDirt(world.seed, world.dirt, BESTELLUNGEN_DIRT, index);
  const line = drawLine(world, index, draw, random);
  const file = berlinYear(line.head.purchasedMs) < 2025 ? sales.files.year2024 : sales.files.year2025;
  const fate = writeLine(file, sales.books, line, draw);
  const order = { id: line.head.id, index, isLoaded: fate.isOrderLoaded };
  const stated = drawStated(random, line, paymentError(draw));
  const payments = stated.flatMap((payment) => writePayment(sales.payments, order, payment));
  if (!fate.isOrderLoaded) return;
  if (draw.kind === 'unknown_customer') sales.customers.invented();
  else sales.customers.named(line.head.customer);
  const item = { quantity: 1, unitCents: line.amountCents, freightCents: 0 };
  sales.figures.add({ head: line.head, items: fate.isItemLoaded ? [item] : [], payments, reviews: 0 });
}
