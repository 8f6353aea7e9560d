import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import type { MartDatabase } from '../mart-database.ts';
import { createShop } from '../shop.ts';

export function testRevenueViews(places: WarehousePlaces): void {
  describe('revenue', () => {
    describe('the revenue views', () => {
      let mart: MartDatabase;
      beforeAll(async () => {
        mart = await createShop(places);
      });
      afterAll(() => mart.close());

      test('revenue_line has every item except those of canceled and unavailable orders', async () => {
        expect(await mart.view('revenue_line', 'v.order_key, v.line_number')).toEqual([
          '1 | O1 | 1 | 20240110 | 1 | 1 | 2024-01-01 | 2024-01 | books | Germany | new | 1 | 10.1000 | 2.2000 | 12.3000',
          '1 | O1 | 2 | 20240110 | 1 | 1 | 2024-01-01 | 2024-01 | books | Germany | new | 2 | 0.2000 | 0.0000 | 0.2000',
          '1 | O1 | 3 | 20240110 | 3 | 1 | 2024-01-01 | 2024-01 | toys | Germany | new | 1 | 19.9900 | 1.0100 | 21.0000',
          // C1 had moved to France by then.
          '2 | O2 | 1 | 20240220 | 1 | 2 | 2024-02-01 | 2024-02 | books | France | loyal | 1 | 0.7000 | 0.1000 | 0.8000',
          '4 | O4 | 1 | 20240205 | 4 | 1 | 2024-02-01 | 2024-02 | (unknown) | Germany | loyal | 3 | 9.9999 | 0.0001 | 10.0000',
          '5 | O5 | 1 | 20240205 | 3 | 1 | 2024-02-01 | 2024-02 | toys | (unknown) | (unknown) | 1 | 5.0000 | 0.0000 | 5.0000',
          '5 | O5 | 2 | 20240205 | -1 | -1 | 2024-02-01 | 2024-02 | (unknown) | (unknown) | (unknown) | 1 | 1.0100 | 0.0000 | 1.0100',
          // P1 had become media by then.
          '7 | O7 | 1 | 20240301 | 2 | 1 | 2024-03-01 | 2024-03 | media | France | (unknown) | 1 | 8.8800 | 1.1200 | 10.0000',
          '7 | O7 | 2 | 20240301 | 3 | 1 | 2024-03-01 | 2024-03 | toys | France | (unknown) | 1 | 20.0000 | 0.0000 | 20.0000',
          // No status: neither canceled nor unavailable, so it counts.
          '9 | O9 | 1 | 20240302 | 6 | 1 | 2024-03-01 | 2024-03 | games | Germany | loyal | 1 | 4.0000 | 1.0000 | 5.0000',
        ]);
      });

      test('revenue_by_month_category_country adds up lines and counts each order once a row', async () => {
        expect(await mart.view('revenue_by_month_category_country', 'v.month_start, v.category, v.country')).toEqual([
          // Two lines of books in O1: one order, 1 + 2 pieces, 10.10 + 0.20.
          '2024-01-01 | 2024-01 | books | Germany | 1 | 2 | 3 | 10.3000 | 2.2000 | 12.5000',
          '2024-01-01 | 2024-01 | toys | Germany | 1 | 1 | 1 | 19.9900 | 1.0100 | 21.0000',
          '2024-02-01 | 2024-02 | (unknown) | (unknown) | 1 | 1 | 1 | 1.0100 | 0.0000 | 1.0100',
          '2024-02-01 | 2024-02 | (unknown) | Germany | 1 | 1 | 3 | 9.9999 | 0.0001 | 10.0000',
          '2024-02-01 | 2024-02 | books | France | 1 | 1 | 1 | 0.7000 | 0.1000 | 0.8000',
          '2024-02-01 | 2024-02 | toys | (unknown) | 1 | 1 | 1 | 5.0000 | 0.0000 | 5.0000',
          '2024-03-01 | 2024-03 | games | Germany | 1 | 1 | 1 | 4.0000 | 1.0000 | 5.0000',
          '2024-03-01 | 2024-03 | media | France | 1 | 1 | 1 | 8.8800 | 1.1200 | 10.0000',
          '2024-03-01 | 2024-03 | toys | France | 1 | 1 | 1 | 20.0000 | 0.0000 | 20.0000',
        ]);
      });

      test('revenue_by_month has the average order beside the sums', async () => {
        expect(await mart.view('revenue_by_month', 'v.month_start')).toEqual([
          // 10.10 + 0.20 + 19.99
          '2024-01-01 | 2024-01 | 1 | 3 | 4 | 30.2900 | 3.2100 | 33.5000 | 30.2900',
          // 0.70 + 9.9999 + 5.00 + 1.01 of O2, O4 and O5; 16.7099 / 3 = 5.56997
          '2024-02-01 | 2024-02 | 3 | 4 | 6 | 16.7099 | 0.1001 | 16.8100 | 5.5700',
          // 8.88 + 20.00 + 4.00 of O7 and O9; 32.88 / 2
          '2024-03-01 | 2024-03 | 2 | 3 | 3 | 32.8800 | 2.1200 | 35.0000 | 16.4400',
        ]);
      });

      test('revenue_by_month_segment takes the segment that the customer had at the purchase', async () => {
        expect(await mart.view('revenue_by_month_segment', 'v.month_start, v.segment')).toEqual([
          '2024-01-01 | 2024-01 | new | 1 | 3 | 4 | 30.2900 | 3.2100 | 33.5000 | 30.2900',
          // O5 has no customer.
          '2024-02-01 | 2024-02 | (unknown) | 1 | 2 | 2 | 6.0100 | 0.0000 | 6.0100 | 6.0100',
          // C1 was loyal by then: O2 and O4; 10.6999 / 2 = 5.34995
          '2024-02-01 | 2024-02 | loyal | 2 | 2 | 4 | 10.6999 | 0.1001 | 10.8000 | 5.3500',
          // O7: there is no profile of C4.
          '2024-03-01 | 2024-03 | (unknown) | 1 | 2 | 2 | 28.8800 | 1.1200 | 30.0000 | 28.8800',
          '2024-03-01 | 2024-03 | loyal | 1 | 1 | 1 | 4.0000 | 1.0000 | 5.0000 | 4.0000',
        ]);
      });

      test('revenue_by_month_segment adds up to revenue_by_month, orders too', async () => {
        const months = (view: string, column: string) =>
          mart.lines(`SELECT v.month_start, SUM(CAST(v.orders AS bigint)) AS orders, SUM(CAST(v.items AS bigint)) AS items, SUM(CAST(v.pieces AS bigint)) AS pieces,
  CAST(SUM(v.revenue) AS decimal(19, 4)) AS revenue, CAST(SUM(v.gross) AS decimal(19, 4)) AS gross, COUNT(v.${column}) AS rows_added
FROM mart.${view} AS v GROUP BY v.month_start ORDER BY v.month_start`);
        expect(await months('revenue_by_month_segment', 'segment')).toEqual([
          '2024-01-01 | 1 | 3 | 4 | 30.2900 | 33.5000 | 1',
          '2024-02-01 | 3 | 4 | 6 | 16.7099 | 16.8100 | 2',
          '2024-03-01 | 2 | 3 | 3 | 32.8800 | 35.0000 | 2',
        ]);
        expect(await months('revenue_by_month', 'month_label')).toEqual([
          '2024-01-01 | 1 | 3 | 4 | 30.2900 | 33.5000 | 1',
          '2024-02-01 | 3 | 4 | 6 | 16.7099 | 16.8100 | 1',
          '2024-03-01 | 2 | 3 | 3 | 32.8800 | 35.0000 | 1',
        ]);
      });

      test('revenue_by_category shows items without a product and products without a category as (unknown)', async () => {
        // All revenue is 30.29 + 16.7099 + 32.88 = 79.8799.
        expect(await mart.view('revenue_by_category', 'v.category')).toEqual([
          // 9.9999 + 1.01; 11.0099 / 79.8799 = 0.13783
          '(unknown) | 2 | 2 | 4 | 11.0099 | 0.0001 | 11.0100 | 0.1378',
          // 10.10 + 0.20 + 0.70; 11 / 79.8799 = 0.13771
          'books | 2 | 3 | 4 | 11.0000 | 2.3000 | 13.3000 | 0.1377',
          'games | 1 | 1 | 1 | 4.0000 | 1.0000 | 5.0000 | 0.0501',
          'media | 1 | 1 | 1 | 8.8800 | 1.1200 | 10.0000 | 0.1112',
          // 19.99 + 5.00 + 20.00; the 50.00 of the canceled O3 are not in it; 44.99 / 79.8799 = 0.56322
          'toys | 3 | 3 | 3 | 44.9900 | 1.0100 | 46.0000 | 0.5632',
        ]);
      });

      test('revenue_by_country takes the country that the customer had at the purchase', async () => {
        expect(await mart.view('revenue_by_country', 'v.country')).toEqual([
          // O5: 5.00 + 1.01; 6.01 / 79.8799 = 0.07524
          '(unknown) | 1 | 2 | 2 | 6.0100 | 0.0000 | 6.0100 | 0.0752',
          // O2 and O7: 0.70 + 8.88 + 20.00; 29.58 / 79.8799 = 0.37031
          'France | 2 | 3 | 3 | 29.5800 | 1.2200 | 30.8000 | 0.3703',
          // O1, O4 and O9: 30.29 + 9.9999 + 4.00; 44.2899 / 79.8799 = 0.55446
          'Germany | 3 | 5 | 8 | 44.2899 | 4.2101 | 48.5000 | 0.5545',
        ]);
      });
    });

    test('Revenue beyond the digits of a float stays exact', async () => {
      const mart = await createShop(places);
      const keys = [
        'order_key',
        'order_id',
        'line_number',
        'customer_key',
        'purchased_date_key',
        'product_key',
        'seller_key',
      ];
      const measures = ['quantity', 'unit_price', 'item_amount', 'freight_amount', 'gross_amount'];
      const price = '123456789012345.6789';
      await mart.insert(
        'fact.order_item',
        [...keys, ...measures],
        [[1, 'O1', 4, 1, 20240110, 6, 1, 1, price, price, '0.0001', '123456789012345.6790']],
      );
      const sums = 'SELECT v.revenue, v.freight, v.gross FROM mart.revenue_by_month AS v ORDER BY v.month_start';
      // 123456789012345.6789 + 30.2900 and 0.0001 + 3.2100
      expect((await mart.lines(sums))[0]).toBe('123456789012375.9689 | 3.2101 | 123456789012379.1790');
      await mart.close();
    });
  });
}
