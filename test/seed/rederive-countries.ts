import type { RuledWarehouse } from './ruled-warehouse.ts';

/** Ten-thousandths, so that no sum goes through a floating point number. */
function units(text: string | null | undefined): bigint {
  const [whole = '0', fraction = ''] = (text ?? '0').split('.');
  return BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
}

/** Revenue by the country that the customer had at the purchase. */
export function revenueByCountry(warehouse: RuledWarehouse): Record<string, string> {
  const orders = new Map(
    warehouse
      .stored('order')
      .filter((row) => !['canceled', 'unavailable'].includes(row.get('order_status') ?? ''))
      .map((row) => [row.get('order_id'), row]),
  );
  const sums = new Map<string, bigint>();
  for (const item of warehouse.stored('order_item')) {
    const order = orders.get(item.get('order_id'));
    if (order === undefined) continue;
    const customer = warehouse.members('customer').get(warehouse.customerOf(order));
    const country = customer?.valueAt('customer', 'country', order.get('purchased_at_utc') ?? '') ?? '(unknown)';
    const revenue = units(item.get('unit_price')) * BigInt(item.get('quantity') ?? '1');
    sums.set(country, (sums.get(country) ?? 0n) + revenue);
  }
  return Object.fromEntries(
    [...sums].map(([country, sum]) => [country, `${sum / 10_000n}.${String((sum % 10_000n) / 100n).padStart(2, '0')}`]),
  );
}
