import { formatCents } from './money.ts';
import type { Milestones } from './shop-order.ts';

export interface LoadedItem {
  readonly quantity: number;
  readonly unitCents: number;
  readonly freightCents: number;
}

export interface LoadedPayment {
  readonly type: string;
  readonly cents: number;
  readonly isPaid: boolean;
}

/** An order in the warehouse with those of its rows that got there too. */
export interface LoadedOrder {
  readonly head: Milestones;
  readonly items: readonly LoadedItem[];
  readonly payments: readonly LoadedPayment[];
  readonly reviews: number;
}

export interface Facts {
  readonly sales_order: number;
  readonly order_item: number;
  readonly payment: number;
  readonly review: number;
}

/** Amounts are exact decimal text with two digits. */
export interface Figures {
  /** Price times quantity without freight, of orders neither canceled nor unavailable. */
  readonly revenue: string;
  /** Freight of the same orders. */
  readonly freight: string;
  /** Revenue and freight together. */
  readonly gross: string;
  /** Revenue by `yyyy-MM` of the purchase in UTC. */
  readonly revenue_by_month: Readonly<Record<string, string>>;
  /** Of payments that are paid or have no status, whatever became of their order. */
  readonly paid_by_type: Readonly<Record<string, string>>;
  readonly orders_by_status: Readonly<Record<string, number>>;
}

/** Orders that each check of orders reports. */
export interface Findings {
  readonly payment_total_differs: number;
  readonly wrong_date_order: number;
  readonly order_without_items: number;
}

const WITHOUT_REVENUE: ReadonlySet<string> = new Set(['canceled', 'unavailable']);

function addTo(map: Map<string, number>, key: string, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}

function sorted<T>(map: ReadonlyMap<string, number>, format: (amount: number) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, amount]) => [key, format(amount)]),
  );
}

function sum<T>(list: readonly T[], amountOf: (item: T) => number): number {
  return list.reduce((total, item) => total + amountOf(item), 0);
}

function isEarlier(time: number | null, than: number | null): boolean {
  return time !== null && than !== null && time < than;
}

function hasWrongDates({ purchasedMs, approvedMs, shippedMs, deliveredMs }: Milestones): boolean {
  const isBeforePurchase = [approvedMs, shippedMs, deliveredMs].some((time) => isEarlier(time, purchasedMs));
  return isBeforePurchase || isEarlier(deliveredMs, shippedMs);
}

/** Adds up what the star will hold, in whole cents: sums stay exact up to 90,000,000,000,000.00. */
export class SalesFigures {
  #revenue = 0;
  #freight = 0;
  readonly #facts = { sales_order: 0, order_item: 0, payment: 0, review: 0 };
  readonly #findings = { payment_total_differs: 0, wrong_date_order: 0, order_without_items: 0 };
  readonly #revenueByMonth = new Map<string, number>();
  readonly #paidByType = new Map<string, number>();
  readonly #ordersByStatus = new Map<string, number>();

  add(order: LoadedOrder): void {
    this.#facts.sales_order += 1;
    this.#facts.order_item += order.items.length;
    this.#facts.payment += order.payments.length;
    this.#facts.review += order.reviews;
    addTo(this.#ordersByStatus, order.head.status, 1);
    for (const { type, cents } of order.payments.filter(({ isPaid }) => isPaid)) addTo(this.#paidByType, type, cents);
    this.#addRevenue(order);
    this.#addFindings(order);
  }

  get facts(): Facts {
    return { ...this.#facts };
  }

  get findings(): Findings {
    return { ...this.#findings };
  }

  get figures(): Figures {
    return {
      revenue: formatCents(this.#revenue),
      freight: formatCents(this.#freight),
      gross: formatCents(this.#revenue + this.#freight),
      revenue_by_month: sorted(this.#revenueByMonth, formatCents),
      paid_by_type: sorted(this.#paidByType, formatCents),
      orders_by_status: sorted(this.#ordersByStatus, (count) => count),
    };
  }

  #addRevenue({ head, items }: LoadedOrder): void {
    if (items.length === 0 || WITHOUT_REVENUE.has(head.status)) return;
    const revenue = sum(items, (item) => item.unitCents * item.quantity);
    this.#revenue += revenue;
    this.#freight += sum(items, (item) => item.freightCents);
    addTo(this.#revenueByMonth, new Date(head.purchasedMs).toISOString().slice(0, 7), revenue);
  }

  #addFindings({ head, items, payments }: LoadedOrder): void {
    if (hasWrongDates(head)) this.#findings.wrong_date_order += 1;
    if (items.length === 0) this.#findings.order_without_items += 1;
    const paid = payments.filter(({ isPaid }) => isPaid);
    if (items.length === 0 || paid.length === 0) return;
    const due = sum(items, (item) => item.unitCents * item.quantity + item.freightCents);
    const difference = sum(paid, ({ cents }) => cents) - due;
    if (Math.abs(difference) > 1) this.#findings.payment_total_differs += 1;
  }
}
