import type { RuledWarehouse } from './ruled-warehouse.ts';

/** Ten-thousandths, so that no sum goes through a floating point number. */
function units(text: string | null | undefined): bigint {
  const [whole = '0', fraction = ''] = (text ?? '0').split('.');
  return BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
}

type Totals = Record<string, string>;

function totals(sums: ReadonlyMap<string, bigint>): Totals {
  return Object.fromEntries(
    [...sums].map(([name, sum]) => [name, `${sum / 10_000n}.${String((sum % 10_000n) / 100n).padStart(2, '0')}`]),
  );
}

/** Revenue by the country and the segment that the customer had at the purchase, and by the product's category then. */
export function revenueAsOf(warehouse: RuledWarehouse): Readonly<Record<string, Totals>> {
  const orders = new Map(
    warehouse
      .stored('order')
      .filter((row) => !['canceled', 'unavailable'].includes(row.get('order_status') ?? ''))
      .map((row) => [row.get('order_id'), row]),
  );
  const countries = new Map<string, bigint>();
  const segments = new Map<string, bigint>();
  const categories = new Map<string, bigint>();
  for (const item of warehouse.stored('order_item')) {
    const order = orders.get(item.get('order_id'));
    if (order === undefined) continue;
    const bought = order.get('purchased_at_utc') ?? '';
    const customer = warehouse.members('customer').get(warehouse.customerOf(order));
    const product = warehouse.members('product').get(item.get('product_id') ?? '');
    const country = customer?.valueAt('customer', 'country', bought) ?? '(unknown)';
    const segment = customer?.valueAt('profile', 'segment', bought) ?? '(unknown)';
    const category = product?.valueAt('product', 'category', bought) ?? '(unknown)';
    const revenue = units(item.get('unit_price')) * BigInt(item.get('quantity') ?? '1');
    countries.set(country, (countries.get(country) ?? 0n) + revenue);
    segments.set(segment, (segments.get(segment) ?? 0n) + revenue);
    categories.set(category, (categories.get(category) ?? 0n) + revenue);
  }
  return {
    revenue_by_country: totals(countries),
    revenue_by_segment: totals(segments),
    revenue_by_category: totals(categories),
  };
}
