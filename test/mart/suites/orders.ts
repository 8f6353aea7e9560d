import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import type { MartDatabase } from '../mart-database.ts';
import { createShop } from '../shop.ts';

export function testOrderViews(places: WarehousePlaces): void {
  describe('the order views', () => {
    let mart: MartDatabase;
    beforeAll(async () => {
      mart = await createShop(places);
    });
    afterAll(() => mart.close());

    test('orders_by_day counts every order, and beside it those that count as revenue', async () => {
      expect(await mart.view('orders_by_day', 'v.purchased_date_key')).toEqual([
        // O1 and the canceled O3
        '20240110 | 2024-01-10 | 2024-01-01 | 2024-01 | Wednesday | 2 | 1',
        '20240205 | 2024-02-05 | 2024-02-01 | 2024-02 | Monday | 2 | 2',
        '20240220 | 2024-02-20 | 2024-02-01 | 2024-02 | Tuesday | 1 | 1',
        // O7 and the unavailable O6
        '20240301 | 2024-03-01 | 2024-03-01 | 2024-03 | Friday | 2 | 1',
        '20240302 | 2024-03-02 | 2024-03-01 | 2024-03 | Saturday | 3 | 3',
      ]);
    });

    test('orders_by_month adds up the days', async () => {
      expect(await mart.view('orders_by_month', 'v.month_start')).toEqual([
        '2024-01-01 | 2024-01 | 2 | 1 | 1',
        '2024-02-01 | 2024-02 | 3 | 3 | 2',
        '2024-03-01 | 2024-03 | 5 | 4 | 2',
      ]);
    });

    test('customer_acquisition counts people, not their versions, in the month of their first order', async () => {
      expect(await mart.view('customer_acquisition', 'v.month_start')).toEqual([
        // C1 (O1) and C2 (the canceled O3)
        '2024-01-01 | 2024-01 | 2 | 2 | 0 | 1.0000 | 2',
        // C1 again, as a new version, and C2; O5 has no customer
        '2024-02-01 | 2024-02 | 2 | 0 | 2 | 0.0000 | 2',
        // C3 and C4 are new, C2 came back; C4 ordered twice
        '2024-03-01 | 2024-03 | 3 | 2 | 1 | 0.6667 | 4',
      ]);
    });

    test('order_status_distribution shows statuses that nobody listed and orders without one', async () => {
      expect(await mart.view('order_status_distribution', 'v.sort_order')).toEqual([
        '(unknown) | 0 | true | 1 | 0.1000',
        'created | 1 | true | 1 | 0.1000',
        'shipped | 5 | true | 1 | 0.1000',
        'delivered | 6 | true | 4 | 0.4000',
        'canceled | 7 | false | 1 | 0.1000',
        'unavailable | 8 | false | 1 | 0.1000',
        'cancelled | 99 | true | 1 | 0.1000',
      ]);
    });

    test('paid_by_payment_type leaves out what was not paid', async () => {
      // All that was paid: 123.79 + 0.50 + 6.0201 = 130.3101
      expect(await mart.view('paid_by_payment_type', 'v.payment_type')).toEqual([
        '(unknown) | 6.0201 | 1 | 1 | null | 0.0462',
        // 33.50 + 0.30 + 50.00 + 9.99 + 10.00 + 20.00; O7 paid twice; (3 + 2 + 4 + 10 + 2) / 5, one names no instalments
        'credit_card | 123.7900 | 6 | 5 | 4.2000 | 0.9500',
        // the refunded 100.00 and the 5.00 that are "Paid" are not in it
        'voucher | 0.5000 | 1 | 1 | 1.0000 | 0.0038',
      ]);
    });

    test('payment_success_by_month compares what was paid with what failed, and counts the others beside it', async () => {
      // payments | paid, failed, pending, refunded, other | rate | paid | failed
      expect(await mart.view('payment_success_by_month', 'v.month_start, v.payment_type, v.country')).toEqual([
        // O1 and O3
        '2024-01-01 | 2024-01 | credit_card | Germany | 2 | 2 | 0 | 0 | 0 | 0 | 1.0000 | 83.5000 | 0.0000',
        '2024-02-01 | 2024-02 | (unknown) | (unknown) | 1 | 1 | 0 | 0 | 0 | 0 | 1.0000 | 6.0201 | 0.0000',
        // C1 had moved to France by then.
        '2024-02-01 | 2024-02 | credit_card | France | 1 | 1 | 0 | 0 | 0 | 0 | 1.0000 | 0.3000 | 0.0000',
        // O4 was paid at the second attempt.
        '2024-02-01 | 2024-02 | credit_card | Germany | 2 | 1 | 1 | 0 | 0 | 0 | 0.5000 | 9.9900 | 10.0000',
        '2024-02-01 | 2024-02 | voucher | France | 1 | 1 | 0 | 0 | 0 | 0 | 1.0000 | 0.5000 | 0.0000',
        '2024-03-01 | 2024-03 | credit_card | France | 2 | 2 | 0 | 0 | 0 | 0 | 1.0000 | 30.0000 | 0.0000',
        '2024-03-01 | 2024-03 | credit_card | Germany | 1 | 0 | 0 | 1 | 0 | 0 | null | 0.0000 | 0.0000',
        '2024-03-01 | 2024-03 | voucher | (unknown) | 1 | 0 | 0 | 0 | 1 | 0 | null | 0.0000 | 0.0000',
        // "Paid" is a status that nobody listed.
        '2024-03-01 | 2024-03 | voucher | Germany | 1 | 0 | 0 | 0 | 0 | 1 | null | 0.0000 | 0.0000',
      ]);
    });

    test('an order without a date stays in every view, under an unknown day or month', async () => {
      const dated = await createShop(places);
      await dated.insert(
        'fact.sales_order',
        [
          ...['order_key', 'order_id', 'customer_key', 'order_status_key', 'purchased_date_key', 'purchased_at_utc'],
          ...['approved_date_key', 'shipped_date_key', 'delivered_date_key', 'estimated_delivery_date_key'],
        ],
        // C1, who is no new customer by it
        [[11, 'O11', 2, 6, -1, '2024-03-02', -1, -1, -1, -1]],
      );
      const first = async (view: string) => (await dated.view(view, 'v.month_start'))[0];
      expect(await first('orders_by_day')).toBe('-1 | null | null | (unknown) | (unknown) | 1 | 1');
      expect(await first('orders_by_month')).toBe('null | (unknown) | 1 | 1 | 1');
      expect(await first('customer_acquisition')).toBe('null | (unknown) | 1 | 0 | 1 | 0.0000 | 4');
      expect(await first('customer_satisfaction')).toMatch(
        /^null \| \(unknown\) \| France \| 1 \| 0 \| 0.0000 \| 0 \| null/,
      );
      await dated.close();
    });
  });
}
