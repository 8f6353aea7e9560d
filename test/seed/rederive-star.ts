import type { RederivedEntity } from './rederive-load.ts';
import type { TypedRow } from './type-row.ts';

type Load = ReadonlyMap<string, RederivedEntity>;

function rowsOf(load: Load, entity: string): readonly TypedRow[] {
  return load.get(entity)?.loaded ?? [];
}

function valuesOf(load: Load, entity: string, column: string): Set<string> {
  return new Set(rowsOf(load, entity).flatMap((row) => row.get(column) ?? []));
}

/** Ten-thousandths, so that no sum goes through a floating point number. */
function toUnits(text: string | null | undefined): bigint {
  const [whole = '0', fraction = ''] = (text ?? '0').split('.');
  const size = BigInt(whole.replace('-', '')) * 10_000n + BigInt(fraction.padEnd(4, '0'));
  return whole.startsWith('-') ? -size : size;
}

function toText(units: bigint): string {
  const size = units < 0n ? -units : units;
  return `${units < 0n ? '-' : ''}${size / 10_000n}.${String((size % 10_000n) / 100n).padStart(2, '0')}`;
}

function addTo(map: Map<string, bigint>, key: string, units: bigint): void {
  map.set(key, (map.get(key) ?? 0n) + units);
}

function asRecord(map: ReadonlyMap<string, bigint>): Record<string, string> {
  return Object.fromEntries([...map].map(([key, units]) => [key, toText(units)]));
}

function dimension(load: Load, entity: string, key: string, facts: string) {
  const known = valuesOf(load, entity, key);
  const lost = (load.get(facts)?.superseded ?? []).flatMap((row) => row.get(key) ?? []);
  const named = [...new Set([...valuesOf(load, facts, key), ...lost])].filter((value) => !known.has(value));
  const versions = rowsOf(load, entity).length + named.length;
  return { members: known.size + named.length, versions, inferred: named.length };
}

interface OrderSums {
  revenue: bigint;
  freight: bigint;
  items: number;
  paid: bigint;
  payments: number;
}

function sumByOrder(load: Load): Map<string, OrderSums> {
  const sums = new Map<string, OrderSums>();
  const of = (row: TypedRow): OrderSums => {
    const key = row.get('order_id') ?? '';
    const existing = sums.get(key) ?? { revenue: 0n, freight: 0n, items: 0, paid: 0n, payments: 0 };
    sums.set(key, existing);
    return existing;
  };
  for (const row of rowsOf(load, 'order')) of(row);
  for (const row of rowsOf(load, 'order_item')) {
    const order = of(row);
    order.items += 1;
    order.revenue += toUnits(row.get('unit_price')) * BigInt(row.get('quantity') ?? '1');
    order.freight += toUnits(row.get('freight_amount'));
  }
  for (const row of rowsOf(load, 'payment').filter((one) => one.get('payment_status') === 'paid')) {
    const order = of(row);
    order.payments += 1;
    order.paid += toUnits(row.get('amount'));
  }
  return sums;
}

function hasWrongDates(row: TypedRow): boolean {
  const time = (name: string): string | null => row.get(`${name}_at_utc`) ?? null;
  const isBefore = (a: string | null, b: string | null): boolean => a !== null && b !== null && a < b;
  const steps = ['approved', 'shipped', 'delivered'].map(time);
  return steps.some((step) => isBefore(step, time('purchased'))) || isBefore(time('delivered'), time('shipped'));
}

function findingsOf(load: Load, sums: ReadonlyMap<string, OrderSums>) {
  const differs = [...sums.values()].filter(({ items, payments, paid, revenue, freight }) => {
    const difference = paid - revenue - freight;
    return items > 0 && payments > 0 && (difference > 100n || difference < -100n);
  });
  return {
    payment_total_differs: differs.length,
    wrong_date_order: rowsOf(load, 'order').filter(hasWrongDates).length,
    order_without_items: [...sums.values()].filter(({ items }) => items === 0).length,
  };
}

function figuresOf(load: Load, sums: ReadonlyMap<string, OrderSums>) {
  const byMonth = new Map<string, bigint>();
  const byType = new Map<string, bigint>();
  const byStatus: Record<string, number> = {};
  let freight = 0n;
  for (const row of rowsOf(load, 'order')) {
    const status = row.get('order_status') ?? '';
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    const order = sums.get(row.get('order_id') ?? '');
    if (order === undefined || order.items === 0 || ['canceled', 'unavailable'].includes(status)) continue;
    addTo(byMonth, (row.get('purchased_at_utc') ?? '').slice(0, 7), order.revenue);
    freight += order.freight;
  }
  for (const row of rowsOf(load, 'payment').filter((one) => one.get('payment_status') === 'paid')) {
    addTo(byType, row.get('payment_type') ?? '', toUnits(row.get('amount')));
  }
  const revenue = [...byMonth.values()].reduce((sum, units) => sum + units, 0n);
  return {
    revenue: toText(revenue),
    freight: toText(freight),
    gross: toText(revenue + freight),
    revenue_by_month: asRecord(byMonth),
    paid_by_type: asRecord(byType),
    orders_by_status: byStatus,
  };
}

/** What the loaded rows come to: facts, dimensions, figures and findings as `truth.json` has them. */
export function rederiveStar(load: Load) {
  const sums = sumByOrder(load);
  return {
    facts: {
      sales_order: rowsOf(load, 'order').length,
      order_item: rowsOf(load, 'order_item').length,
      payment: rowsOf(load, 'payment').length,
      review: rowsOf(load, 'review').length,
    },
    dimensions: {
      customer: dimension(load, 'customer', 'customer_id', 'order'),
      product: dimension(load, 'product', 'product_id', 'order_item'),
      seller: dimension(load, 'seller', 'seller_id', 'order_item'),
    },
    figures: figuresOf(load, sums),
    findings: findingsOf(load, sums),
  };
}
