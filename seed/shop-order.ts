import { DAY_MS, HOUR_MS, purchaseTime, SHOP_ENDS_MS } from './calendar.ts';
import { customerAt, customersBefore } from './members.ts';
import { phrasesOf } from './phrases.ts';
import { itemAt, Random, STREAMS } from './random.ts';
import { numbered, type ShopWorld } from './shop-world.ts';

export interface Milestones {
  readonly status: string;
  readonly purchasedMs: number;
  readonly approvedMs: number | null;
  readonly shippedMs: number | null;
  readonly deliveredMs: number | null;
}

export interface OrderHead extends Milestones {
  readonly id: string;
  readonly customer: number;
  readonly estimatedMs: number;
  readonly changedAtMs: number | null;
}

export interface Review {
  readonly id: string;
  readonly score: number;
  readonly title: string;
  readonly message: string;
  readonly createdMs: number;
  readonly answeredMs: number;
}

/** Orders that stopped on their way, in shares of 1,000; the rest goes as far as the calendar lets it. */
const STOPPED = [
  { weight: 6, status: 'canceled' },
  { weight: 6, status: 'unavailable' },
  { weight: 4, status: 'processing' },
  { weight: 4, status: 'invoiced' },
  { weight: 1, status: 'approved' },
  { weight: 1, status: 'created' },
  { weight: 10, status: 'shipped' },
  { weight: 968, status: 'delivered' },
] as const;

const STEPS = {
  created: 0,
  canceled: 1,
  unavailable: 1,
  approved: 1,
  processing: 1,
  invoiced: 1,
  shipped: 2,
  delivered: 3,
};

function drawMilestones(random: Random, purchasedMs: number): Milestones {
  const intended = random.weighted(STOPPED).status;
  const approvedMs = purchasedMs + random.between(60, random.perMille(800) ? 5_400 : 170_000) * 1000;
  const shippedMs = approvedMs + random.between(6, 100) * HOUR_MS + random.below(3600) * 1000;
  const deliveredMs = shippedMs + random.between(20, 300) * HOUR_MS + random.below(3600) * 1000;
  const reached = [approvedMs, shippedMs, deliveredMs].filter((time) => time < SHOP_ENDS_MS).length;
  const steps = Math.min(reached, STEPS[intended]);
  const isOpen = steps < STEPS[intended];
  const status = isOpen
    ? itemAt(['created', random.pick(['approved', 'processing', 'invoiced']), 'shipped'], steps)
    : intended;
  return {
    status,
    purchasedMs,
    approvedMs: steps >= 1 ? approvedMs : null,
    shippedMs: steps >= 2 ? shippedMs : null,
    deliveredMs: steps >= 3 ? deliveredMs : null,
  };
}

/** Whether the order's customer is that of the order before it, who came back for something forgotten. */
export function isFollowUp(world: ShopWorld, index: number): boolean {
  if (index % 2 === 0) return false;
  return new Random(world.seed, STREAMS.customerChoice, index).perMille(20);
}

/** New customers come most, old ones come back: the smaller of two draws counts back from the newest. */
function drawCustomer(world: ShopWorld, index: number): number {
  if (isFollowUp(world, index)) return drawCustomer(world, index - 1);
  const known = customersBefore(world, index);
  const random = new Random(world.seed, STREAMS.customerChoice, index + world.orders);
  return known - 1 - Math.min(random.below(known), random.below(known));
}

export function orderId(index: number): string {
  return numbered('O', index + 1, 8);
}

/** `random` continues with what hangs on the order, so that the order's own values come first. */
export function orderHeadAt(world: ShopWorld, index: number, random: Random): OrderHead {
  const milestones = drawMilestones(random, purchaseTime(world.seed, index, world.orders, world.days));
  const { purchasedMs, approvedMs, shippedMs, deliveredMs } = milestones;
  const promised = purchasedMs + random.between(9, 28) * DAY_MS;
  const lastMs = deliveredMs ?? shippedMs ?? approvedMs ?? purchasedMs;
  return {
    ...milestones,
    id: orderId(index),
    customer: drawCustomer(world, index),
    estimatedMs: promised - (promised % DAY_MS),
    changedAtMs: random.perMille(50) ? null : lastMs + random.between(1, 600) * 1000,
  };
}

/** Null for the orders nobody reviewed. A follow-up order shares its predecessor's review half of the time. */
export function reviewAt(world: ShopWorld, index: number, head: OrderHead): Review | null {
  if (isFollowUp(world, index) && new Random(world.seed, STREAMS.review, index).perMille(500)) {
    const before = orderHeadAt(world, index - 1, new Random(world.seed, STREAMS.order, index - 1));
    return drawReview(world, index - 1, before);
  }
  return drawReview(world, index, head);
}

function drawReview(world: ShopWorld, index: number, head: OrderHead): Review | null {
  const random = new Random(world.seed, STREAMS.review, index + world.orders);
  if (!random.perMille(head.deliveredMs === null ? 150 : 820)) return null;
  const score = drawScore(random, head.deliveredMs !== null && head.deliveredMs <= head.estimatedMs);
  const phrases = phrasesOf(customerAt(world, head.customer).place.countryCode);
  const askedMs = (head.deliveredMs ?? head.purchasedMs + 12 * DAY_MS) + DAY_MS;
  const createdMs = askedMs - (askedMs % DAY_MS);
  if (createdMs >= SHOP_ENDS_MS) return null;
  return {
    id: numbered('R', index + 1, 8),
    score,
    title: random.perMille(250) ? random.pick(phrases.titles) : '',
    message: random.perMille(420) ? random.pick(score >= 4 ? phrases.good : phrases.bad) : '',
    createdMs,
    answeredMs: createdMs + random.between(3, 90) * HOUR_MS + random.below(3600) * 1000,
  };
}

function drawScore(random: Random, isInTime: boolean): number {
  return isInTime ? random.pick([5, 5, 5, 5, 5, 5, 4, 4, 3, 1]) : random.pick([1, 1, 1, 2, 2, 3, 3, 4, 5]);
}
