import { describe, expect, test } from 'vitest';
import { readViews } from '../../../dwh/load/sql-files.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { item, order, payment } from '../small-shop.ts';

const REFUSED = 'SELECT q.source_row, q.problems FROM ops.quarantine AS q ORDER BY q.source_id, q.source_row';

export function testAmounts(places: WarehousePlaces): void {
  describe('amounts', () => {
    test('an item whose amounts no column could hold is refused before it can wait and stop later runs', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliver('order_items', '1', [
        item('O1', 1),
        item('O2', 1, { quantity: '2147483647', unit_price: '500000' }),
        item('O2', 2, { quantity: '1000000', unit_price: '999999999.01', freight_amount: '1000000000' }),
      ]);
      await shop.run();
      expect(await shop.batches('order_item')).toEqual(['quarantined 2, inserted 1']);
      expect(await shop.lines(REFUSED)).toEqual([
        '2 | quantity: out_of_range (2147483647 is above 999999)',
        '3 | quantity: out_of_range (1000000 is above 999999)\n' +
          'unit_price: out_of_range (999999999.01 is above 999999999)\n' +
          'freight_amount: out_of_range (1000000000 is above 999999999)',
      ]);
      await shop.deliver('orders', '2', [order('O2')]);
      await shop.deliver('payments', '2', [payment('O2', 1)]);
      await shop.run();
      expect(await shop.batches('payment')).toEqual(['inserted 1']);
    });

    test('items of the largest amounts are loaded and added up, in views and checks', async () => {
      const shop = await Arrivals.open(places);
      const largest = { quantity: '999999', unit_price: '999999999', freight_amount: '999999999' };
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliver('order_items', '1', [item('O1', 1, largest), item('O1', 2, largest), item('O1', 3, largest)]);
      await shop.deliver('payments', '1', [
        payment('O1', 1, { amount: '99999999999', installments: '9999' }),
        payment('O1', 2, { amount: '99999999999' }),
      ]);
      await shop.run();
      for (const { name, columns } of readViews()) {
        await shop.lines(`SELECT ${columns.map((column) => `v.${column.name}`).join(', ')} FROM mart.${name} AS v`);
      }
      expect(
        await shop.lines('SELECT i.item_amount, i.gross_amount FROM fact.order_item AS i WHERE i.line_number = 1'),
      ).toEqual(['999998999000001.0000 | 999999999000000.0000']);
      // An average is a float on its way: of sixteen digits a server may keep fifteen.
      expect(
        await shop.lines(
          `SELECT r.month_label, r.pieces, r.revenue, r.gross,
  CASE WHEN ABS(r.average_order - r.revenue) < 10 THEN 1 ELSE 0 END AS is_average
FROM mart.revenue_by_month AS r`,
        ),
      ).toEqual(['2025-03 | 2999997 | 2999996997000003.0000 | 2999999997000000.0000 | 1']);
      expect(await shop.lines('SELECT c.detail FROM checks.payment_total_differs AS c')).toEqual([
        'Paid 199999999998.0000, items and freight 2999999997000000.0000, difference -2999799997000002.0000.',
      ]);
    });

    test('payments too large are refused, and a share of next to nothing is shown', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1'), order('O2')]);
      await shop.deliver('payments', '1', [
        payment('O1', 1, { amount: '900000000000000' }),
        payment('O1', 2, { amount: '-100000000000' }),
        payment('O1', 3, { installments: '10000' }),
        payment('O2', 1, { amount: '99999999999' }),
        payment('O2', 2, { amount: '-99999999998.9999', payment_type: 'voucher' }),
      ]);
      await shop.run();
      expect(await shop.lines(REFUSED)).toEqual([
        '1 | amount: out_of_range (900000000000000 is above 99999999999)',
        '2 | amount: out_of_range (-100000000000 is below -99999999999)',
        '3 | installments: out_of_range (10000 is above 9999)',
      ]);
      expect(
        await shop.lines('SELECT p.payment_type, p.paid FROM mart.paid_by_payment_type AS p ORDER BY p.payment_type'),
      ).toEqual(['credit_card | 99999999999.0000', 'voucher | -99999999998.9999']);
      expect(
        await shop.lines(
          'SELECT COUNT(*) AS shares FROM mart.paid_by_payment_type AS p WHERE p.share_of_paid > 9999999',
        ),
      ).toEqual(['1']);
    });
  });
}
