import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { customer, item, order } from '../small-shop.ts';

const CUSTOMERS = `SELECT c.customer_key, c.customer_id, c.city, c.is_inferred FROM dim.customer AS c
WHERE c.customer_key > 0 ORDER BY c.customer_key`;
const ALIASES = 'SELECT a.customer_alias, a.customer_id FROM dim.customer_alias AS a ORDER BY a.customer_alias';
/** Who each order and each item belongs to. */
const BUYERS = `SELECT o.order_id, c.customer_id, d.customer_id AS item_customer_id
FROM fact.sales_order AS o
INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key
LEFT JOIN fact.order_item AS i ON i.order_id = o.order_id
LEFT JOIN dim.customer AS d ON d.customer_key = i.customer_key
ORDER BY o.order_id`;

export function testAliases(places: WarehousePlaces): void {
  describe('aliases', () => {
    test('an order known by an alias gets a placeholder that the customer takes over with its key', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1', { customer_alias: 'anna' })]);
      await shop.deliver('order_items', '1', [item('O1', 1)]);
      await shop.run();
      expect(await shop.lines(CUSTOMERS)).toEqual(['1 | alias:anna | null | true']);
      expect(await shop.lines(ALIASES)).toEqual(['anna | alias:anna']);

      await shop.deliver('customers', '1', [customer('C1', { customer_alias: 'anna' })]);
      await shop.run();
      expect(await shop.lines(CUSTOMERS)).toEqual(['1 | C1 | Berlin | false']);
      expect(await shop.lines(ALIASES)).toEqual(['anna | C1']);
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C1 | C1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('two aliases of one customer become one member, and the spare placeholder goes', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [
        order('O1', { customer_alias: 'anna' }),
        order('O2', { customer_alias: 'anna.b' }),
        order('O3', { customer_alias: 'bert' }),
      ]);
      await shop.deliver('order_items', '1', [item('O1', 1), item('O2', 1), item('O3', 1)]);
      await shop.run();
      await shop.deliver('customers', '1', [
        customer('C1', { customer_alias: 'anna' }),
        customer('C1', { customer_alias: 'anna.b' }),
      ]);
      await shop.run();
      expect(await shop.lines(CUSTOMERS)).toEqual(['1 | C1 | Berlin | false', '3 | alias:bert | null | true']);
      expect(await shop.lines(ALIASES)).toEqual(['anna | C1', 'anna.b | C1', 'bert | alias:bert']);
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C1 | C1', 'O2 | C1 | C1', 'O3 | alias:bert | alias:bert']);
      expect(await shop.batches('customer')).toEqual(['updated 1, unchanged 1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('the key of a spare placeholder is never given again', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [
        order('O1', { customer_alias: 'anna' }),
        order('O2', { customer_alias: 'anna.b' }),
      ]);
      await shop.run();
      await shop.deliver('customers', '1', [
        customer('C1', { customer_alias: 'anna' }),
        customer('C1', { customer_alias: 'anna.b' }),
      ]);
      await shop.run();
      await shop.deliver('customers', '2', [customer('C2')]);
      await shop.run();
      expect(await shop.lines(CUSTOMERS)).toEqual(['1 | C1 | Berlin | false', '3 | C2 | Berlin | false']);
    });

    test('a second alias that comes later finds the customer that is there already', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('customers', '1', [customer('C1', { customer_alias: 'anna' })]);
      await shop.deliver('orders', '1', [
        order('O1', { customer_id: 'C1' }),
        order('O2', { customer_alias: 'anna.b' }),
      ]);
      await shop.deliver('order_items', '1', [item('O2', 1)]);
      await shop.run();
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C1 | null', 'O2 | alias:anna.b | alias:anna.b']);
      await shop.deliver('customers', '2', [customer('C1', { customer_alias: 'anna.b' })]);
      await shop.run();
      expect(await shop.batches('customer')).toEqual(['inserted 1', 'unchanged 1']);
      expect(await shop.lines(CUSTOMERS)).toEqual(['1 | C1 | Berlin | false']);
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C1 | null', 'O2 | C1 | C1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('an alias that moves to another customer takes its orders with it', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('customers', '1', [customer('C1', { customer_alias: 'anna' })]);
      await shop.deliver('orders', '1', [order('O1', { customer_alias: 'anna' }), order('O2', { customer_id: 'C1' })]);
      await shop.deliver('order_items', '1', [item('O1', 1), item('O2', 1)]);
      await shop.run();
      await shop.deliver('customers', '2', [
        customer('C2', { customer_alias: 'anna', city: 'Bonn', changed_at: '2025-06-01 00:00:00' }),
      ]);
      await shop.run();
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C2 | C2', 'O2 | C1 | C1']);
      await shop.expectSameAsAllAtOnce();

      await shop.deliver('customers', '3', [
        customer('C3', { customer_alias: 'anna', city: 'Ulm', changed_at: '2025-03-01 00:00:00' }),
      ]);
      await shop.run();
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C2 | C2', 'O2 | C1 | C1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('an alias that two customers of one file claim belongs to the later change, a placeholder too', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1', { customer_alias: 'anna' })]);
      await shop.run();
      await shop.deliver('customers', '1', [
        customer('C1', { customer_alias: 'anna', changed_at: '2025-06-01 00:00:00' }),
        customer('C2', { customer_alias: 'anna', changed_at: '2025-01-01 00:00:00' }),
        customer('C3', { customer_alias: 'anna', changed_at: '2025-02-01 00:00:00' }),
      ]);
      await shop.run();
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C1 | null']);
      expect(
        await shop.lines('SELECT c.customer_id FROM dim.customer AS c WHERE c.customer_key > 0 ORDER BY 1'),
      ).toEqual(['C1', 'C2', 'C3']);
      await shop.expectSameAsAllAtOnce();
    });

    test('an order that first names an alias and then the customer belongs to the customer', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1', { customer_alias: 'anna' })]);
      await shop.deliver('order_items', '1', [item('O1', 1)]);
      await shop.run();
      await shop.deliver('orders', '2', [
        order('O1', { customer_alias: 'anna', customer_id: 'C1', changed_at: '2025-04-01 00:00:00' }),
      ]);
      await shop.run();
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C1 | C1']);
      await shop.expectSameAsAllAtOnce();
      await shop.deliver('customers', '1', [customer('C9', { customer_alias: 'anna' })]);
      await shop.run();
      expect(await shop.lines(BUYERS)).toEqual(['O1 | C1 | C1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });
  });
}
