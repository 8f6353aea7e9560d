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

function dimension(load: Load, entity: string, key: string, facts: readonly string[]) {
  const known = valuesOf(load, entity, key);
  const lost = facts.flatMap((fact) => (load.get(fact)?.superseded ?? []).flatMap((row) => row.get(key) ?? []));
  const loaded = facts.flatMap((fact) => [...valuesOf(load, fact, key)]);
  const named = [...new Set([...loaded, ...lost])].filter((value) => !known.has(value));
  const profiles = entity === 'customer' ? rowsOf(load, 'profile').length - valuesOf(load, 'profile', key).size : 0;
  const versions = rowsOf(load, entity).length + profiles + named.length;
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

function stockFigures(load: Load) {
  const byDay: Record<string, number> = {};
  for (const row of rowsOf(load, 'inventory')) {
    const day = row.get('snapshot_date') ?? '';
    byDay[day] = (byDay[day] ?? 0) + Number(row.get('quantity_on_hand'));
  }
  return { stock_on_hand_by_day: byDay };
}

function stockFindings(load: Load) {
  const isImpossible = (row: TypedRow): boolean =>
    Number(row.get('quantity_on_hand')) < Math.max(0, Number(row.get('quantity_reserved')));
  return { impossible_stock: rowsOf(load, 'inventory').filter(isImpossible).length };
}

function isResolved(row: TypedRow): boolean {
  return ['resolved', 'closed'].includes(row.get('ticket_status') ?? '');
}

function ticketFigures(load: Load) {
  const tickets = rowsOf(load, 'support_ticket');
  const byIssue: Record<string, number> = {};
  for (const row of tickets) {
    const issue = `${row.get('issue_category')}: ${row.get('issue')}`;
    byIssue[issue] = (byIssue[issue] ?? 0) + 1;
  }
  return { tickets_by_issue: byIssue, tickets_resolved: tickets.filter(isResolved).length };
}

function ticketFindings(load: Load) {
  const tickets = rowsOf(load, 'support_ticket');
  const orders = valuesOf(load, 'order', 'order_id');
  const isEarly = (row: TypedRow, name: string): boolean =>
    (row.get(name) ?? '9999') < (row.get('opened_at_utc') ?? '');
  const isMissing = (row: TypedRow): boolean => {
    const order = row.get('order_id') ?? null;
    return order !== null && !orders.has(order);
  };
  return {
    wrong_ticket_dates: tickets.filter(
      (row) => isEarly(row, 'first_response_at_utc') || isEarly(row, 'resolved_at_utc'),
    ).length,
    ticket_resolved_without_time: tickets.filter(
      (row) => isResolved(row) && (row.get('resolved_at_utc') ?? null) === null,
    ).length,
    ticket_order_missing: tickets.filter(isMissing).length,
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
      inventory_snapshot: rowsOf(load, 'inventory').length,
      support_ticket: rowsOf(load, 'support_ticket').length,
    },
    dimensions: {
      customer: dimension(load, 'customer', 'customer_id', ['order', 'support_ticket', 'profile']),
      product: dimension(load, 'product', 'product_id', ['order_item', 'inventory', 'support_ticket']),
      seller: dimension(load, 'seller', 'seller_id', ['order_item', 'inventory']),
    },
    figures: { ...figuresOf(load, sums), ...stockFigures(load), ...ticketFigures(load) },
    findings: { ...findingsOf(load, sums), ...stockFindings(load), ...ticketFindings(load) },
  };
}
