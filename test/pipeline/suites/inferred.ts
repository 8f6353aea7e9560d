import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { customer, item, order, place, product, seller } from '../small-shop.ts';

const MEMBERS = `SELECT 'customer' AS dimension, d.customer_key, d.customer_id, d.city, d.is_inferred FROM dim.customer AS d WHERE d.customer_key > 0
UNION ALL SELECT 'product' AS dimension, d.product_key, d.product_id, d.category, d.is_inferred FROM dim.product AS d WHERE d.product_key > 0
UNION ALL SELECT 'seller' AS dimension, d.seller_key, d.seller_id, d.city, d.is_inferred FROM dim.seller AS d WHERE d.seller_key > 0
ORDER BY 1, 2`;

async function deliverSales(shop: Arrivals): Promise<void> {
  await shop.deliver('orders', '1', [order('O1', { customer_id: 'C2' }), order('O2', { customer_id: 'C1' })]);
  await shop.deliver('order_items', '1', [
    item('O1', 1, { product_id: 'P2', seller_id: 'S2' }),
    item('O2', 1, { product_id: 'P1', seller_id: 'S2' }),
  ]);
}

export function testInferred(places: WarehousePlaces): void {
  describe('inferred members', () => {
    test('members that only sales name are inferred, and completed in place when their rows come', async () => {
      const shop = await Arrivals.open(places);
      await deliverSales(shop);
      await shop.run();
      expect(await shop.lines(MEMBERS)).toEqual([
        'customer | 1 | C1 | null | true',
        'customer | 2 | C2 | null | true',
        'product | 1 | P1 | null | true',
        'product | 2 | P2 | null | true',
        'seller | 1 | S2 | null | true',
      ]);
      const facts =
        'SELECT i.order_id, i.customer_key, i.product_key, i.seller_key FROM fact.order_item AS i ORDER BY 1';
      expect(await shop.lines(facts)).toEqual(['O1 | 2 | 2 | 1', 'O2 | 1 | 1 | 1']);

      await shop.deliver('customers', '1', [customer('C2', { city: 'Bonn' }), customer('C3')]);
      await shop.deliver('products', '1', [product('P2')]);
      await shop.deliver('sellers', '1', [seller('S2'), seller('S1')]);
      await shop.run();
      expect(await shop.lines(MEMBERS)).toEqual([
        'customer | 1 | C1 | null | true',
        'customer | 2 | C2 | Bonn | false',
        'customer | 3 | C3 | Berlin | false',
        'product | 1 | P1 | null | true',
        'product | 2 | P2 | Lamps | false',
        'seller | 1 | S2 | Munich | false',
        'seller | 2 | S1 | Munich | false',
      ]);
      expect(await shop.lines(facts)).toEqual(['O1 | 2 | 2 | 1', 'O2 | 1 | 1 | 1']);
      expect(await shop.batches('customer')).toEqual(['inserted 1, updated 1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a place that a profile names is inferred, and completed in place when its row comes', async () => {
      const shop = await Arrivals.open(places);
      const geography = `SELECT g.geography_key, g.postal_code, g.city, g.latitude, g.is_inferred FROM dim.geography AS g
WHERE g.geography_key > 0 ORDER BY g.geography_key`;
      await shop.deliver('customers', '1', [customer('C1'), customer('C2', { postal_code: '' })]);
      await shop.run();
      expect(await shop.lines(geography)).toEqual([
        '1 |  | Berlin | null | true',
        '2 | DE-10115 | Berlin | null | true',
      ]);
      await shop.deliver('geography', '1', [place('DE-10115', 'Berlin'), place('DE-80331', 'Munich')]);
      await shop.run();
      expect(await shop.lines(geography)).toEqual([
        '1 |  | Berlin | null | true',
        '2 | DE-10115 | Berlin | 52.520000 | false',
        '3 | DE-80331 | Munich | 52.520000 | false',
      ]);
      expect(
        await shop.lines(
          'SELECT c.customer_id, c.geography_key FROM dim.customer AS c WHERE c.customer_key > 0 ORDER BY 1',
        ),
      ).toEqual(['C1 | 2', 'C2 | 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a sale that names no customer, product or seller belongs to the unknown members', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliver('order_items', '1', [item('O1', 1, { product_id: '', seller_id: '' })]);
      await shop.run();
      expect(await shop.lines('SELECT i.customer_key, i.product_key, i.seller_key FROM fact.order_item AS i')).toEqual([
        '-1 | -1 | -1',
      ]);
      expect(await shop.lines(MEMBERS)).toEqual([]);
    });
  });
}
