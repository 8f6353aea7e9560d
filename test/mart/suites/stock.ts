import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import type { MartDatabase } from '../mart-database.ts';
import { createShop } from '../shop.ts';

export function testStockViews(places: WarehousePlaces): void {
  describe('the stock views', () => {
    let mart: MartDatabase;
    beforeAll(async () => {
      mart = await createShop(places);
    });
    afterAll(() => mart.close());

    test('stock_by_product_and_day adds up the sellers of a day, and never two days', async () => {
      // sellers | on hand, reserved, available | value
      expect(await mart.view('stock_by_product_and_day', 'v.product_id, v.snapshot_date_key')).toEqual([
        // 10 of S1 and 4 of S2, who counted later, when it was media; only S1 knows what a piece cost.
        '20240229 | 2024-02-29 | 2024-02-01 | 2024-02 | P1 | Atlas | media | 2 | 14 | 2 | 12 | 40.0000',
        '20240302 | 2024-03-02 | 2024-03-01 | 2024-03 | P1 | Atlas | media | 1 | 6 | 1 | 5 | 27.0000',
        '20240205 | 2024-02-05 | 2024-02-01 | 2024-02 | P2 | Kite | toys | 1 | 100 | 0 | 100 | 900.0000',
        '20240302 | 2024-03-02 | 2024-03-01 | 2024-03 | P2 | Kite | toys | 1 | -3 | 0 | -3 | -30.0000',
        '20240302 | 2024-03-02 | 2024-03-01 | 2024-03 | P3 | (unknown) | (unknown) | 1 | 3 | 5 | -2 | null',
        '20240120 | 2024-01-20 | 2024-01-01 | 2024-01 | P4 | (unknown) | (unknown) | 1 | 9 | 0 | 9 | null',
        '20240302 | 2024-03-02 | 2024-03-01 | 2024-03 | P5 | Chess | games | 1 | 2 | 0 | 2 | null',
        '20240310 | 2024-03-10 | 2024-03-01 | 2024-03 | P5 | Chess | games | 1 | 7 | 0 | 7 | null',
      ]);
    });

    test('latest_stock has the last count of each product and seller, its age, and what was sold before it', async () => {
      // day, age | on hand, reserved, available | reorder point, must | value | sold, cover
      expect(await mart.view('latest_stock', 'v.product_id, v.seller_id')).toEqual([
        // One of O7, in the second version of P1; the three pieces of O1 were sold before 2 February. 5 × 30 / 1
        'P1 | Atlas | media | S1 | Shop One | 2024-03-02 | 8 | 6 | 1 | 5 | 5 | true | 27.0000 | 1 | 150.0000',
        // One of O2, in the first version. 4 × 30 / 1
        'P1 | Atlas | media | S2 | (unknown) | 2024-02-29 | 10 | 4 | 0 | 4 | null | null | null | 1 | 120.0000',
        // O5 and O7; the canceled O3 does not count.
        'P2 | Kite | toys | S1 | Shop One | 2024-03-02 | 8 | -3 | 0 | -3 | null | null | -30.0000 | 2 | 0.0000',
        // The three pieces of O4.
        'P3 | (unknown) | (unknown) | S1 | Shop One | 2024-03-02 | 8 | 3 | 5 | -2 | 1 | true | null | 3 | 0.0000',
        // The shop has no order of the first days of the window.
        'P4 | (unknown) | (unknown) | S2 | (unknown) | 2024-01-20 | 50 | 9 | 0 | 9 | null | null | null | null | null',
        // It has no order of the last days of the window.
        'P5 | Chess | games | S1 | Shop One | 2024-03-10 | 0 | 7 | 0 | 7 | 0 | false | null | null | null',
        // S2 sold none.
        'P5 | Chess | games | S2 | (unknown) | 2024-03-02 | 8 | 2 | 0 | 2 | null | null | null | 0 | null',
      ]);
    });

    test('days of cover are 0 of what there is none, whether or not anything is known to be sold', async () => {
      const shop = await createShop(places);
      const day = (date: string) => [date, Number(date.replaceAll('-', '')), `${date} 20:00`];
      await shop.insert(
        'fact.inventory_snapshot',
        [
          'product_id',
          'seller_id',
          'snapshot_date',
          'snapshot_date_key',
          'counted_at_utc',
          'product_key',
          'seller_key',
        ].concat(['quantity_on_hand', 'quantity_reserved', 'quantity_available']),
        [
          ['P2', 'S2', ...day('2024-03-02'), 3, 2, 5, 5, 0],
          // The shop has no order of the first days of the window.
          ['P3', 'S2', ...day('2024-01-20'), 4, 2, 0, 0, 0],
        ],
      );
      const cover =
        "SELECT v.product_id, v.available, v.sold_in_30_days, v.days_of_cover FROM mart.latest_stock AS v WHERE v.seller_id = 'S2' AND v.available = 0 ORDER BY v.product_id";
      expect(await shop.lines(cover)).toEqual(['P2 | 0 | 0 | 0.0000', 'P3 | 0 | null | 0.0000']);
      await shop.close();
    });

    test('days of cover add up the sales of all versions of a product, each once, over 30 days to the day', async () => {
      const shop = await createShop(places);
      const keys = ['order_key', 'order_id', 'line_number', 'customer_key', 'purchased_date_key', 'product_key'];
      const amounts = ['unit_price', 'item_amount', 'freight_amount', 'gross_amount'];
      const none = ['0.0000', '0.0000', '0.0000', '0.0000'];
      // The 30 days of the count of 2 March begin on 2 February.
      await shop.insert(
        'dim.date',
        ['date_key', 'date'],
        [
          [20240201, '2024-02-01'],
          [20240202, '2024-02-02'],
        ],
      );
      await shop.insert(
        'fact.order_item',
        [...keys, 'seller_key', 'quantity', ...amounts],
        [
          [4, 'O4', 2, 3, 20240202, 1, 1, 2, ...none],
          [4, 'O4', 3, 3, 20240201, 1, 1, 50, ...none],
          [2, 'O2', 2, 2, 20240220, 1, 1, 4, ...none],
        ],
      );
      // 2 and 4 of books, 1 of media; 5 × 30 / 7
      expect((await shop.view('latest_stock', 'v.product_id, v.seller_id'))[0]).toMatch(/ \| 7 \| 21\.4286$/);
      await shop.close();
    });
  });
}
