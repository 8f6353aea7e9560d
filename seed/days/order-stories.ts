import { DAY_MS, HOUR_MS } from '../calendar.ts';
import type { DirtDraw } from '../dirty-table.ts';
import type { StatedPayment } from '../order-parts.ts';
import { withFailedTry } from '../order-parts.ts';
import { Random, STREAMS } from '../random.ts';
import type { OrderHead } from '../shop-order.ts';
import { orderRival, withWrongDates } from '../shop-sales.ts';
import { type Buyer, orderFields } from '../shop-tables.ts';
import { withTicketDirt } from '../shop-tickets.ts';
import type { ShopWorld } from '../shop-world.ts';
import type { SupportTicket } from '../support-ticket.ts';
import { dayOf, hasHappened } from './day-of.ts';
import type { Story, Told } from './on-the-way.ts';

interface Moment<T> {
  readonly ms: number | null;
  readonly value: T;
}

/** What a daily export tells: of each day on which something happened, the state at its end. */
function lastOfDays<T>(world: ShopWorld, moments: readonly Moment<T>[]): readonly Told<T>[] {
  const days = new Map<number, Told<T>>();
  for (const { ms, value } of moments) {
    if (!hasHappened(ms)) continue;
    const day = dayOf(world.days, ms);
    days.set(day, { day, changedAtMs: ms, value });
  }
  return [...days.values()];
}

/** What becomes of an order that was not simply delivered shows a while after its last milestone. */
function turnedAt(head: OrderHead, random: Random): number {
  const lastMs = head.deliveredMs ?? head.shippedMs ?? head.approvedMs ?? head.purchasedMs;
  return lastMs + random.between(2, 70) * HOUR_MS;
}

function orderMoments(head: OrderHead, random: Random): readonly Moment<OrderHead>[] {
  const created = { ...head, status: 'created', approvedMs: null, shippedMs: null, deliveredMs: null };
  const approved = { ...created, status: 'approved', approvedMs: head.approvedMs };
  const shipped = { ...approved, status: 'shipped', shippedMs: head.shippedMs };
  const passed = [
    { ms: head.purchasedMs, value: created },
    { ms: head.approvedMs, value: approved },
    { ms: head.shippedMs, value: shipped },
    { ms: head.deliveredMs, value: { ...shipped, status: 'delivered', deliveredMs: head.deliveredMs } },
  ];
  const reached = passed.filter(({ ms }) => ms !== null).at(-1)?.value.status;
  return reached === head.status ? passed : [...passed, { ms: turnedAt(head, random), value: head }];
}

export interface OrderRow {
  readonly head: OrderHead;
  readonly buyer: Buyer;
}

/** An order from day to day: its status, the milestones so far, and when that changed, where the source knows. */
export function orderStory(
  world: ShopWorld,
  index: number,
  { head, buyer }: OrderRow,
  draw: DirtDraw,
): Story<OrderRow> {
  const random = new Random(world.seed, STREAMS.orderPace, index);
  const isTimed = head.changedAtMs !== null;
  const lag = random.between(1, 600) * 1000;
  const told = lastOfDays(world, orderMoments(head, random)).map(({ day, changedAtMs, value }, at, all) => {
    const isWrong = draw.kind === 'wrong_dates' && at === all.length - 1;
    const changed = isTimed && changedAtMs !== null ? changedAtMs + lag : null;
    const state = isWrong ? withWrongDates(value, draw.random) : value;
    return { day, changedAtMs: changed, value: { buyer, head: { ...state, changedAtMs: changed } } };
  });
  return {
    row: index,
    told,
    fields: (row) => orderFields(row.head, row.buyer),
    rival: (one, drawn) => {
      const rival = orderRival(one.value.head, drawn);
      const { changedAtMs } = rival.head;
      return { told: { ...one, changedAtMs, value: { ...one.value, head: rival.head } }, place: rival.place };
    },
    correct: (one, _random, day) => {
      const changedAtMs = one.changedAtMs === null ? null : one.changedAtMs + HOUR_MS;
      const promised = { ...one.value.head, estimatedMs: one.value.head.estimatedMs + 2 * DAY_MS, changedAtMs };
      return { day, changedAtMs, value: { ...one.value, head: promised } };
    },
  };
}

/** A payment and the days on which its state is told. */
export type PaymentTold = readonly Told<StatedPayment>[];

/** How an order is paid: at once, a day later, pending first, or with a try that fails before. */
export function paymentsTold(
  world: ShopWorld,
  index: number,
  head: OrderHead,
  paid: readonly StatedPayment[],
): readonly PaymentTold[] {
  const random = new Random(world.seed, STREAMS.failedTry, index);
  const way = random.below(1000);
  const soon = head.purchasedMs;
  const later = head.purchasedMs + random.between(20, 40) * HOUR_MS;
  const tell = (moments: readonly Moment<StatedPayment>[]): PaymentTold =>
    lastOfDays(world, moments).map((told) => ({ ...told, changedAtMs: null }));
  if (way < 60) return withFailedTry(paid).map((value, at) => tell([{ ms: at === 0 ? soon : later, value }]));
  if (way < 200) {
    return paid.map((value) =>
      tell([
        { ms: soon, value: { ...value, status: 'pending' } },
        { ms: later, value },
      ]),
    );
  }
  return paid.map((value) => tell([{ ms: way < 320 ? later : soon, value }]));
}

/** A ticket from day to day. */
export function ticketTold(world: ShopWorld, ticket: SupportTicket, draw: DirtDraw): readonly Told<SupportTicket>[] {
  const opened = { ...ticket, status: 'open', respondedMs: null, resolvedMs: null, score: null };
  const answered = { ...opened, status: 'pending', respondedMs: ticket.respondedMs };
  const moments = [
    { ms: ticket.openedMs, value: opened },
    { ms: ticket.respondedMs, value: answered },
    { ms: ticket.resolvedMs, value: ticket },
  ];
  return lastOfDays(world, moments).map(({ day, changedAtMs: ms, value }, at, all) => {
    const changedAtMs = ticket.changedAtMs === null || ms === null ? null : ms + 60_000;
    const told = at === all.length - 1 ? withTicketDirt(value, draw) : value;
    return { day, changedAtMs, value: { ...told, changedAtMs } };
  });
}
