import { customerAlias, customerId, productId, sellerId } from '../members.ts';
import { drawItems, drawPayments, itemCents, type OrderItem, type StatedPayment } from '../order-parts.ts';
import { Random, STREAMS } from '../random.ts';
import type { LoadedPayment, SalesFigures } from '../sales-figures.ts';
import { type OrderHead, orderHeadAt, type Review, reviewAt } from '../shop-order.ts';
import { lostOrderId, paymentError } from '../shop-sales.ts';
import { type Buyer, itemFields, paymentFields, reviewFields } from '../shop-tables.ts';
import { numbered, type ShopWorld } from '../shop-world.ts';
import type { AsOfFigures, BuyerThen, SoldItem } from './as-of-figures.ts';
import { dayOf, hasHappened } from './day-of.ts';
import type { DayTable } from './day-table.ts';
import { type TicketTables, writeTicketDays } from './days-tickets.ts';
import { type CustomerPast, categoryAt, customerHistory } from './member-past.ts';
import type { NamedMembers } from './named-days.ts';
import type { Story } from './on-the-way.ts';
import { orderStory, paymentsTold } from './order-stories.ts';
import { NEVER } from './settle-key.ts';

export interface SalesTables extends TicketTables {
  readonly orders: DayTable;
  readonly items: DayTable;
  readonly payments: DayTable;
  readonly reviews: DayTable;
  readonly named: NamedMembers;
  readonly figures: SalesFigures;
  readonly asOf: AsOfFigures;
}

/** More lines or payments than an order has, so that each row of each order has a number of its own. */
const ROWS_AN_ORDER = 8;

interface PlacedOrder {
  readonly id: string;
  readonly index: number;
  readonly purchasedMs: number;
  /** First day on which the warehouse has it. */
  readonly day: number;
}

const afterParent = ({ day }: PlacedOrder) => ({ parentDay: day, namedDay: NEVER });
const ALONE = { parentDay: -1, namedDay: NEVER } as const;

function writeItemDays(
  world: ShopWorld,
  tables: SalesTables,
  order: PlacedOrder,
  item: OrderItem,
  day: number,
): readonly SoldItem[] {
  const row = order.index * ROWS_AN_ORDER + item.line;
  const { kind } = tables.items.draw(row);
  const { products, sellers } = tables.named;
  const [isProductKnown, isSellerKnown] = [kind !== 'unknown_product', kind !== 'unknown_seller'];
  const product = isProductKnown ? productId(item.product) : numbered('P-gone-', row, 9);
  const seller = isSellerKnown ? sellerId(item.seller) : numbered('S-gone-', row, 9);
  const { stored, settledDay } = tables.items.settle<OrderItem>(
    {
      row,
      told: [{ day, changedAtMs: null, value: item }],
      fields: (value) => itemFields(order.id, value, product, seller),
      rival: (told) => ({ told: { ...told, value: { ...item, unitCents: item.unitCents + 100 } }, place: 'before' }),
      correct: (told, _random, later) => ({ ...told, day: later, value: { ...item, quantity: item.quantity + 1 } }),
      orphan: (value) => itemFields(lostOrderId(row), value, product, seller),
    },
    afterParent(order),
  );
  if (isProductKnown) products.name(item.product, settledDay);
  else products.invent(settledDay);
  if (isSellerKnown) sellers.name(item.seller, settledDay);
  else sellers.invent(settledDay);
  if (stored === null) return [];
  const category = isProductKnown ? categoryAt(world, item.product, order.purchasedMs) : null;
  return [{ ...stored.value, category }];
}

function writePaymentDays(
  tables: SalesTables,
  order: PlacedOrder,
  told: Story<StatedPayment>['told'],
): readonly LoadedPayment[] {
  const number = told[0]?.value.number ?? 0;
  const row = order.index * ROWS_AN_ORDER + number;
  const dearer = (payment: StatedPayment): StatedPayment => ({ ...payment, cents: payment.cents + 100 });
  const { stored } = tables.payments.settle<StatedPayment>(
    {
      row,
      told,
      fields: (payment) => paymentFields(order.id, payment),
      rival: (one) => ({ told: { ...one, value: dearer(one.value) }, place: 'before' }),
      correct: (one, _random, day) => ({
        ...one,
        day,
        value: { ...one.value, installments: one.value.installments + 1 },
      }),
      orphan: (payment) => paymentFields(lostOrderId(row), payment),
    },
    afterParent(order),
  );
  if (stored === null) return [];
  const { type, cents, status } = stored.value;
  return [{ type, cents, isPaid: status === 'paid' }];
}

function writeReviewDays(world: ShopWorld, tables: SalesTables, order: PlacedOrder, head: OrderHead): number {
  const review = reviewAt(world, order.index, head);
  if (review === null || !hasHappened(review.answeredMs)) return 0;
  const rescored = (one: Review): Review => ({ ...one, score: (one.score % 5) + 1 });
  const { stored } = tables.reviews.settle<Review>(
    {
      row: order.index,
      told: [{ day: dayOf(world.days, review.answeredMs), changedAtMs: null, value: review }],
      fields: (value) => reviewFields(order.id, value),
      rival: (told) => ({ told: { ...told, value: rescored(told.value) }, place: 'before' }),
      correct: (told, _random, day) => ({ ...told, day, value: rescored(told.value) }),
      orphan: (value) => reviewFields(lostOrderId(order.index), value),
    },
    afterParent(order),
  );
  return stored === null ? 0 : 1;
}

/** By identifier or by alias; the alias only of customers who come some day, and whose it is. */
function buyerOf(head: OrderHead, isGone: boolean, knowsAlias: boolean): Buyer {
  if (isGone) return { id: `C-gone-${head.id}`, alias: '' };
  return knowsAlias ? { id: '', alias: customerAlias(head.customer) } : { id: customerId(head.customer), alias: '' };
}

function nameBuyer({ customers, aliases }: NamedMembers, head: OrderHead, buyer: Buyer, day: number): void {
  if (buyer.id === customerId(head.customer)) customers.name(head.customer, day);
  else if (buyer.id !== '') customers.invent(day);
  else aliases.name(head.customer, day);
}

/** What the shop asks for an order, and how that is paid. */
function drawPaid(random: Random, head: OrderHead, items: readonly OrderItem[], errorCents: number) {
  const dueCents =
    items.length === 0 ? random.between(1_000, 20_000) : items.reduce((sum, item) => sum + itemCents(item), 0);
  if (head.status === 'created') return [];
  return drawPayments(random, dueCents, errorCents).map((payment) => ({ ...payment, status: 'paid' as const }));
}

function buyerThen({ id, alias }: Buyer, head: OrderHead, customer: CustomerPast): BuyerThen {
  if (alias === '' && id !== customerId(head.customer)) return { country: null, segment: null };
  return { country: customer.countryAt(head.purchasedMs), segment: customer.segmentAt(head.purchasedMs) };
}

/** Writes order `index` with its items, payments, review and ticket over the days, and books what becomes of them. */
export function writeSaleDays(world: ShopWorld, tables: SalesTables, index: number): void {
  const random = new Random(world.seed, STREAMS.order, index);
  const head = orderHeadAt(world, index, random);
  const draw = tables.orders.draw(index);
  const customer: CustomerPast = customerHistory(world, head.customer);
  const buyer = buyerOf(head, draw.kind === 'unknown_customer', random.perMille(20) && customer.isKnown);
  const { stored, settledDay } = tables.orders.settle(orderStory(world, index, { head, buyer }, draw), ALONE);
  nameBuyer(tables.named, head, buyer, settledDay);

  const order = { id: head.id, index, purchasedMs: head.purchasedMs, day: settledDay };
  const drawn = drawItems(world, head, random);
  const paid = drawPaid(random, head, drawn, paymentError(draw));
  const purchaseDay = dayOf(world.days, head.purchasedMs);
  const items = (draw.kind === 'childless' ? [] : drawn).flatMap((item) =>
    writeItemDays(world, tables, order, item, purchaseDay),
  );
  const payments = paymentsTold(world, index, head, paid)
    .filter((told) => told.length > 0)
    .flatMap((told) => writePaymentDays(tables, order, told));
  const reviews = writeReviewDays(world, tables, order, head);
  writeTicketDays(world, tables, { index, head, items: drawn, day: settledDay, isCustomerKnown: customer.isKnown });
  if (stored === null) return;
  tables.figures.add({ head: stored.value.head, items, payments, reviews });
  tables.asOf.add(stored.value.head, items, buyerThen(buyer, head, customer));
}
