import { HOUR_MS, SHOP_ENDS_MS } from './calendar.ts';
import { Random, STREAMS } from './random.ts';
import type { OrderHead } from './shop-order.ts';
import { numbered, type ShopWorld } from './shop-world.ts';

export interface TicketTimes {
  readonly openedMs: number;
  readonly respondedMs: number | null;
  readonly resolvedMs: number | null;
}

export interface SupportTicket extends TicketTimes {
  readonly id: string;
  readonly customer: number;
  /** About the order and its first item; else it is a question before buying. */
  readonly isAboutOrder: boolean;
  readonly channel: string;
  readonly category: string;
  readonly issue: string;
  readonly status: string;
  readonly priority: string;
  readonly score: number | null;
  readonly changedAtMs: number | null;
}

/** Tickets of 1,000 orders. */
const TICKETS = 110;

const CHANNELS = [
  { weight: 50, channel: 'chat' },
  { weight: 32, channel: 'mail' },
  { weight: 18, channel: 'phone' },
] as const;

const PRIORITIES = [
  { weight: 20, priority: 'low' },
  { weight: 60, priority: 'normal' },
  { weight: 16, priority: 'high' },
  { weight: 4, priority: 'urgent' },
] as const;

interface Issue {
  readonly weight: number;
  readonly category: string;
  readonly issue: string;
}

const ORDER_ISSUES: readonly Issue[] = [
  { weight: 30, category: 'delivery', issue: 'parcel late' },
  { weight: 12, category: 'delivery', issue: 'parcel lost' },
  { weight: 8, category: 'delivery', issue: 'wrong address' },
  { weight: 14, category: 'product', issue: 'damaged on arrival' },
  { weight: 10, category: 'product', issue: 'not as described' },
  { weight: 14, category: 'return', issue: 'how to return' },
  { weight: 8, category: 'return', issue: 'refund not received' },
  { weight: 4, category: 'payment', issue: 'charged twice' },
];

const QUESTIONS: readonly Issue[] = [
  { weight: 60, category: 'question', issue: 'product advice' },
  { weight: 25, category: 'question', issue: 'delivery times' },
  { weight: 15, category: 'payment', issue: 'means of payment' },
];

function beforeTheEnd(ms: number): number | null {
  return ms < SHOP_ENDS_MS ? ms : null;
}

function drawTimes(random: Random, openedMs: number): TicketTimes {
  const isFast = random.perMille(700);
  const answered = openedMs + random.between(2, isFast ? 120 : 2_880) * 60_000;
  const settled = answered + random.between(5, isFast ? 600 : 14_400) * 60_000;
  const isAnswered = !random.perMille(20);
  const isSettled = isAnswered && !random.perMille(40);
  return {
    openedMs,
    respondedMs: isAnswered ? beforeTheEnd(answered) : null,
    resolvedMs: isSettled ? beforeTheEnd(settled) : null,
  };
}

function drawStatus(random: Random, { respondedMs, resolvedMs }: TicketTimes): string {
  const settled = random.pick(['resolved', 'closed', 'closed']);
  if (resolvedMs !== null) return settled;
  return respondedMs === null ? 'open' : 'pending';
}

function drawScore(random: Random, { openedMs, resolvedMs }: TicketTimes): number | null {
  const isAnswered = random.perMille(400);
  if (!isAnswered || resolvedMs === null) return null;
  const isQuick = resolvedMs - openedMs < 24 * HOUR_MS;
  return isQuick ? random.pick([5, 5, 5, 4, 4, 3]) : random.pick([1, 2, 2, 3, 3, 4]);
}

/** The ticket that came of order `index`; null for most. */
export function supportTicketAt(world: ShopWorld, index: number, head: OrderHead): SupportTicket | null {
  const random = new Random(world.seed, STREAMS.supportTicket, index);
  if (!random.perMille(TICKETS)) return null;
  const isAboutOrder = !random.perMille(150);
  const lastMs = head.deliveredMs ?? head.shippedMs ?? head.approvedMs ?? head.purchasedMs;
  const fromMs = isAboutOrder ? lastMs : head.purchasedMs;
  const openedMs = fromMs + random.between(1, 240) * HOUR_MS + random.below(3600) * 1000;
  if (openedMs >= SHOP_ENDS_MS) return null;
  const times = drawTimes(random, openedMs);
  const { category, issue } = random.weighted(isAboutOrder ? ORDER_ISSUES : QUESTIONS);
  const changedMs = times.resolvedMs ?? times.respondedMs ?? openedMs;
  return {
    ...times,
    id: numbered('T', index + 1, 8),
    customer: head.customer,
    isAboutOrder,
    channel: random.weighted(CHANNELS).channel,
    category,
    issue,
    priority: random.weighted(PRIORITIES).priority,
    status: drawStatus(random, times),
    score: drawScore(random, times),
    changedAtMs: random.perMille(50) ? null : changedMs + random.between(1, 600) * 1000,
  };
}
