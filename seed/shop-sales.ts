import { DAY_MS, HOUR_MS } from './calendar.ts';
import type { DirtDraw, Rival } from './dirty-table.ts';
import type { InferredMembers } from './inferred-members.ts';
import { customerAlias, customerId, productId, sellerId } from './members.ts';
import {
  drawItems,
  drawPayments,
  itemCents,
  type OrderItem,
  type StatedPayment,
  withFailedTry,
} from './order-parts.ts';
import { Random, STREAMS } from './random.ts';
import { drawRivalTime } from './rival-time.ts';
import type { LoadedItem, LoadedPayment, SalesFigures } from './sales-figures.ts';
import { type OrderHead, orderHeadAt, reviewAt } from './shop-order.ts';
import { type Buyer, itemFields, orderFields, paymentFields, reviewFields } from './shop-tables.ts';
import { type TicketBooks, writeTicket } from './shop-tickets.ts';
import { numbered, type ShopWorld } from './shop-world.ts';
import type { TableWriter } from './table-writer.ts';

/** Where orders and what hangs on them go, and who keeps count. */
export interface SalesBooks {
  readonly orders: TableWriter;
  readonly items: TableWriter;
  readonly payments: TableWriter;
  readonly reviews: TableWriter;
  readonly customers: InferredMembers;
  readonly products: InferredMembers;
  readonly sellers: InferredMembers;
  readonly figures: SalesFigures;
  readonly support: TicketBooks;
}

/** More lines or payments than an order has, so that each row of each order has a number of its own. */
const ROWS_AN_ORDER = 8;

/** Turns one milestone back: delivered or approved before the purchase, or delivered before shipped. */
export function withWrongDates(head: OrderHead, random: Random): OrderHead {
  const { purchasedMs, approvedMs, shippedMs, deliveredMs } = head;
  if (deliveredMs !== null && shippedMs !== null && random.perMille(300)) {
    return { ...head, deliveredMs: shippedMs - HOUR_MS };
  }
  const early = purchasedMs - random.between(1, 9) * DAY_MS;
  if (deliveredMs !== null) return { ...head, deliveredMs: early };
  return approvedMs === null ? head : { ...head, approvedMs: early };
}

export function orderRival(head: OrderHead, random: Random): { head: OrderHead; place: Rival['place'] } {
  const { changedAtMs, place } = drawRivalTime(random, head.changedAtMs);
  const early = { status: 'created', approvedMs: null, shippedMs: null, deliveredMs: null };
  return { head: { ...head, ...early, estimatedMs: head.estimatedMs + DAY_MS, changedAtMs }, place };
}

/** What the payments of an order miss its total by, in cents. One cent is within what a check allows. */
export function paymentError({ kind, random }: DirtDraw): number {
  if (kind === 'payment_off') return random.pick([2, 3, 150, 4_999, -2, -3]);
  return kind === 'payment_off_by_a_cent' ? random.pick([1, -1]) : 0;
}

export function lostOrderId(index: number): string {
  return numbered('O-lost-', index + 1, 8);
}

function drawBuyer(world: ShopWorld, books: SalesBooks, head: OrderHead, draw: DirtDraw, random: Random): Buyer {
  const knowsAlias = random.perMille(20) && !world.lost.customers.has(head.customer);
  if (draw.kind === 'unknown_customer') {
    books.customers.invented();
    return { id: `C-gone-${head.id}`, alias: '' };
  }
  return knowsAlias ? { id: '', alias: customerAlias(head.customer) } : { id: customerId(head.customer), alias: '' };
}

function writeItem(
  books: SalesBooks,
  order: { readonly id: string; readonly index: number; readonly isLoaded: boolean },
  item: OrderItem,
): readonly LoadedItem[] {
  const row = order.index * ROWS_AN_ORDER + item.line;
  const draw = books.items.draw(row);
  const isProductKnown = draw.kind !== 'unknown_product';
  const isSellerKnown = draw.kind !== 'unknown_seller';
  const product = isProductKnown ? productId(item.product) : numbered('P-gone-', row, 9);
  const seller = isSellerKnown ? sellerId(item.seller) : numbered('S-gone-', row, 9);
  const isKnown = books.items.write(draw, {
    fields: itemFields(order.id, item, product, seller),
    isParentLoaded: order.isLoaded,
    rival: () => ({
      fields: itemFields(order.id, { ...item, unitCents: item.unitCents + 100 }, product, seller),
      place: 'before',
    }),
    orphan: () => itemFields(lostOrderId(row), item, product, seller),
  });
  const isLoaded = isKnown && order.isLoaded;
  // The version that loses its key is settled at once and names its members, even while the winner waits.
  if (isLoaded || draw.kind === 'version') {
    if (isProductKnown) books.products.named(item.product);
    else books.products.invented();
    if (isSellerKnown) books.sellers.named(item.seller);
    else books.sellers.invented();
  }
  return isLoaded ? [item] : [];
}

function writePayment(
  books: SalesBooks,
  order: { readonly id: string; readonly index: number; readonly isLoaded: boolean },
  payment: StatedPayment,
): readonly LoadedPayment[] {
  const row = order.index * ROWS_AN_ORDER + payment.number;
  const isKnown = books.payments.write(books.payments.draw(row), {
    fields: paymentFields(order.id, payment),
    isParentLoaded: order.isLoaded,
    rival: () => ({ fields: paymentFields(order.id, { ...payment, cents: payment.cents + 100 }), place: 'before' }),
    orphan: () => paymentFields(lostOrderId(row), payment),
  });
  if (!isKnown || !order.isLoaded) return [];
  return [{ type: payment.type, cents: payment.cents, isPaid: payment.status === 'paid' }];
}

function writeReview(world: ShopWorld, books: SalesBooks, index: number, head: OrderHead, isLoaded: boolean): number {
  const review = reviewAt(world, index, head);
  if (review === null) return 0;
  const isKnown = books.reviews.write(books.reviews.draw(index), {
    fields: reviewFields(head.id, review),
    isParentLoaded: isLoaded,
    rival: () => ({ fields: reviewFields(head.id, { ...review, score: (review.score % 5) + 1 }), place: 'before' }),
    orphan: () => reviewFields(lostOrderId(index), review),
  });
  return isKnown && isLoaded ? 1 : 0;
}

function writeHead(world: ShopWorld, books: SalesBooks, draw: DirtDraw, head: OrderHead, random: Random): boolean {
  const buyer = drawBuyer(world, books, head, draw, random);
  const isLoaded = books.orders.write(draw, {
    fields: orderFields(head, buyer),
    isParentLoaded: true,
    rival: (rivalRandom) => {
      const rival = orderRival(head, rivalRandom);
      return { fields: orderFields(rival.head, buyer), place: rival.place };
    },
  });
  if (isLoaded && buyer.id === customerId(head.customer)) books.customers.named(head.customer);
  return isLoaded;
}

function drawPaid(random: Random, dueCents: number, errorCents: number): readonly StatedPayment[] {
  return drawPayments(random, dueCents, errorCents).map((payment) => ({ ...payment, status: 'paid' }));
}

/** Writes order `index` with its items, payments, review and support ticket, and books what of it will be loaded. */
export function writeSale(world: ShopWorld, books: SalesBooks, index: number): void {
  const random = new Random(world.seed, STREAMS.order, index);
  const planned = orderHeadAt(world, index, random);
  const draw = books.orders.draw(index);
  const head = draw.kind === 'wrong_dates' ? withWrongDates(planned, draw.random) : planned;
  const order = { id: head.id, index, isLoaded: writeHead(world, books, draw, head, random) };

  const items = drawItems(world, planned, random);
  const dueCents =
    items.length === 0 ? random.between(1_000, 20_000) : items.reduce((sum, item) => sum + itemCents(item), 0);
  const paid = head.status === 'created' ? [] : drawPaid(random, dueCents, paymentError(draw));
  const isSecondTry = new Random(world.seed, STREAMS.failedTry, index).perMille(35);
  const payments = isSecondTry ? withFailedTry(paid) : paid;
  const loaded = {
    head,
    items: (draw.kind === 'childless' ? [] : items).flatMap((item) => writeItem(books, order, item)),
    payments: payments.flatMap((payment) => writePayment(books, order, payment)),
    reviews: writeReview(world, books, index, planned, order.isLoaded),
  };
  if (order.isLoaded) books.figures.add(loaded);
  writeTicket(world, books.support, { index, head: planned, items, isLoaded: order.isLoaded });
}
