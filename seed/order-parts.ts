import { DAY_MS } from './calendar.ts';
import type { Random } from './random.ts';
import type { OrderHead } from './shop-order.ts';
import type { ShopWorld } from './shop-world.ts';

export interface OrderItem {
  readonly line: number;
  readonly product: number;
  readonly seller: number;
  readonly quantity: number;
  readonly unitCents: number;
  readonly freightCents: number;
  readonly shippingLimitMs: number;
}

export interface Payment {
  readonly number: number;
  readonly type: string;
  readonly installments: number;
  readonly cents: number;
}

const BASKETS = [
  { weight: 780, lines: 1 },
  { weight: 140, lines: 2 },
  { weight: 50, lines: 3 },
  { weight: 20, lines: 4 },
  { weight: 10, lines: 5 },
] as const;

export interface StatedPayment extends Payment {
  /** Empty where the shop recorded none, which means paid. */
  readonly status: '' | 'paid' | 'pending' | 'failed' | 'refunded';
}

/** Orders that ended before anything was reserved for them have no lines, in shares of 1,000. */
const CHILDLESS: ReadonlyMap<string, number> = new Map([
  ['canceled', 300],
  ['unavailable', 850],
  ['created', 100],
]);

function drawItem(world: ShopWorld, head: OrderHead, random: Random, line: number): OrderItem {
  const popularity = random.unit();
  const product = Math.floor(popularity * popularity * world.products);
  const listCents = world.prices[product] ?? 0;
  const discount = random.perMille(120) ? random.between(5, 25) : 0;
  return {
    line,
    product,
    seller: (product * 7 + (random.perMille(800) ? 0 : random.below(3))) % world.sellers,
    quantity: random.perMille(900) ? 1 : random.between(2, 3),
    unitCents: listCents - Math.floor((listCents * discount) / 100),
    freightCents: random.perMille(80) ? 0 : random.between(290, 1_990) + Math.floor(listCents / 100),
    shippingLimitMs: (head.approvedMs ?? head.purchasedMs) + random.between(3, 7) * DAY_MS,
  };
}

export function drawItems(world: ShopWorld, head: OrderHead, random: Random): readonly OrderItem[] {
  if (random.perMille(CHILDLESS.get(head.status) ?? 0)) return [];
  const { lines } = random.weighted(BASKETS);
  return Array.from({ length: lines }, (_, position) => drawItem(world, head, random, position + 1));
}

export function itemCents(item: OrderItem): number {
  return item.unitCents * item.quantity + item.freightCents;
}

const MEANS = [
  { weight: 62, type: 'credit_card' },
  { weight: 16, type: 'debit_card' },
  { weight: 14, type: 'paypal' },
  { weight: 8, type: 'bank_transfer' },
] as const;

/** Payments that add up to the total exactly, but for `errorCents`: one, or a voucher and the rest by another means. */
export function drawPayments(random: Random, dueCents: number, errorCents: number): readonly Payment[] {
  const totalCents = dueCents + errorCents;
  const { type } = random.weighted(MEANS);
  const installments = type === 'credit_card' && random.perMille(450) ? random.between(2, 12) : 1;
  const voucherCents = random.perMille(70) ? Math.min(random.between(2, 20) * 250, Math.floor(totalCents / 2)) : 0;
  if (voucherCents === 0) return [{ number: 1, type, installments, cents: totalCents }];
  return [
    { number: 1, type: 'voucher', installments: 1, cents: voucherCents },
    { number: 2, type, installments, cents: totalCents - voucherCents },
  ];
}

/** The first try before payments that went well; it was for the first of them. */
export function withFailedTry(payments: readonly StatedPayment[]): readonly StatedPayment[] {
  const [first] = payments;
  if (first === undefined) return payments;
  const later = payments.map((payment) => ({ ...payment, number: payment.number + 1 }));
  return [{ ...first, number: 1, status: 'failed' }, ...later];
}
