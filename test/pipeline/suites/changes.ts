import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Config, FeedConfig } from '../../../core/config/schema.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { customer, item, order, payment, review, seller } from '../small-shop.ts';

/** A second feed of sellers, after all others. */
function withSecondSellerFeed(config: Config): Config {
  const merchants: FeedConfig = {
    entity: 'seller',
    files: 'merchants-*.csv',
    optional: true,
    columns: { seller_id: 'id', city: 'town' },
  };
  const sources = Object.entries(config.sources).map(
    ([name, source]) => [name, { ...source, feeds: source.feeds.concat(merchants) }] as const,
  );
  return { ...config, sources: Object.fromEntries(sources) };
}

/** Customer and purchase date of an order's fact and of all that hangs on it. */
const COPIES = `SELECT v.fact, c.customer_id, v.purchased_date_key
FROM (
  SELECT 'order' AS fact, o.customer_key, o.purchased_date_key FROM fact.sales_order AS o
  UNION ALL SELECT 'item' AS fact, i.customer_key, i.purchased_date_key FROM fact.order_item AS i
  UNION ALL SELECT 'payment' AS fact, p.customer_key, p.purchased_date_key FROM fact.payment AS p
  UNION ALL SELECT 'review' AS fact, r.customer_key, r.purchased_date_key FROM fact.review AS r
) AS v
INNER JOIN dim.customer AS c ON c.customer_key = v.customer_key
ORDER BY v.fact`;

export function testChanges(places: WarehousePlaces): void {
  describe('changes', () => {
    test('a later file updates what changed, and tells unchanged and older rows from new ones', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver(
        'orders',
        '1',
        ['O1', 'O2', 'O3'].map((id) => order(id, { order_status: 'shipped', changed_at: '2025-05-01 00:00:00' })),
      );
      await shop.run();
      await shop.deliver('orders', '2', [
        order('O1', { order_status: 'delivered', changed_at: '2025-06-01 00:00:00' }),
        order('O2', { order_status: 'shipped', changed_at: '2025-05-01 00:00:00' }),
        order('O3', { order_status: 'approved', changed_at: '2025-04-01 00:00:00' }),
        order('O4', { order_status: 'created' }),
      ]);
      await shop.run();
      expect(await shop.batches('order')).toEqual(['inserted 3', 'inserted 1, updated 1, unchanged 1, superseded 1']);
      const orders = `SELECT o.order_key, o.order_id, s.order_status
FROM fact.sales_order AS o
INNER JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
ORDER BY o.order_key`;
      expect(await shop.lines(orders)).toEqual([
        '1 | O1 | delivered',
        '2 | O2 | shipped',
        '3 | O3 | shipped',
        '4 | O4 | created',
      ]);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('every attribute can change, become empty and be filled again', async () => {
      const shop = await Arrivals.open(places);
      const attributes = { gender: 'Female', age: '30', subscribed_date: '2020-02-29', city: 'Berlin' };
      const emptied = {
        gender: '',
        age: '',
        subscribed_date: '',
        city: '',
        country: '',
        country_code: '',
        postal_code: '',
      };
      const line = `SELECT c.gender, c.age, c.subscribed_date, c.city, c.geography_key
FROM dim.customer AS c
WHERE c.customer_key > 0 AND c.is_current = CAST(1 AS bit)`;
      await shop.deliver('customers', '1', [customer('C1', attributes)]);
      await shop.run();
      await shop.deliver('customers', '2', [customer('C1', { ...emptied, changed_at: '2025-02-01 00:00:00' })]);
      await shop.run();
      expect(await shop.lines(line)).toEqual(['null | null | null | null | -1']);
      await shop.expectSameAsAllAtOnce();
      await shop.deliver('customers', '3', [customer('C1', { ...attributes, changed_at: '2025-03-01 00:00:00' })]);
      await shop.run();
      expect(await shop.lines(line)).toEqual(['Female | 30 | 2020-02-29 | Berlin | 1']);
      expect(await shop.batches('customer')).toEqual(['inserted 1', 'inserted 1', 'inserted 1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a row without a time of change loses to one with it, whichever comes first', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1', { changed_at: '', order_status: 'created' }), order('O2')]);
      await shop.run();
      await shop.deliver('orders', '2', [order('O1'), order('O2', { changed_at: '', order_status: 'created' })]);
      await shop.run();
      expect(await shop.batches('order')).toEqual(['inserted 2', 'updated 1, superseded 1']);
      const statuses = `SELECT s.order_status
FROM fact.sales_order AS o
INNER JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key`;
      expect(await shop.lines(statuses)).toEqual(['delivered', 'delivered']);
      await shop.expectSameAsAllAtOnce();
    });

    test('of an entity without a time of change the later file wins', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('sellers', '1', [seller('S1'), seller('S2')]);
      await shop.run();
      await shop.deliver('sellers', '2', [seller('S1', { city: 'Kiel' }), seller('S2')]);
      await shop.run();
      await shop.deliver('sellers', '3', [seller('S1', { city: 'Trier' }), seller('S1', { city: 'Mainz' })]);
      await shop.run();
      expect(await shop.batches('seller')).toEqual(['inserted 2', 'updated 1, unchanged 1', 'updated 1, superseded 1']);
      expect(
        await shop.lines('SELECT s.seller_id, s.city FROM dim.seller AS s WHERE s.seller_key > 0 ORDER BY 1'),
      ).toEqual(['S1 | Mainz', 'S2 | Munich']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a full run repeats the order in which files came, not that of their names', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('sellers', 'z', [seller('S1', { city: 'Kiel' })]);
      await shop.run();
      await shop.deliver('sellers', 'a', [seller('S1', { city: 'Trier' })]);
      await shop.run();
      await shop.expectFullChangesNothing();
      expect(await shop.lines("SELECT s.city FROM dim.seller AS s WHERE s.seller_id = 'S1'")).toEqual(['Trier']);
    });

    test('a full run repeats the order in which files came, also across feeds of one entity', async () => {
      const shop = await Arrivals.open(places, withSecondSellerFeed);
      await shop.write('merchants-1.csv', 'id,town\nS1,Kiel\n');
      await shop.run();
      await shop.deliver('sellers', '1', [seller('S1', { city: 'Trier' })]);
      await shop.run();
      const cities = "SELECT s.city FROM dim.seller AS s WHERE s.seller_id = 'S1'";
      expect(await shop.lines(cities)).toEqual(['Trier']);
      await shop.run({ full: true });
      expect(await shop.lines(cities)).toEqual(['Trier']);
    });

    test('other content under a known name is a new version of the file; rows it lacks stay', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('sellers', '1', [seller('S1'), seller('S2')]);
      await shop.run();
      await shop.deliver('sellers', '1', [seller('S1', { city: 'Kiel' })]);
      await shop.run();
      expect(
        await shop.lines('SELECT s.seller_id, s.city FROM dim.seller AS s WHERE s.seller_key > 0 ORDER BY 1'),
      ).toEqual(['S1 | Kiel', 'S2 | Munich']);
      await shop.expectFullChangesNothing();
    });

    test('the same content under another name is not read again', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('sellers', '1', [seller('S1')]);
      await shop.run();
      await shop.deliver('sellers', '2', [seller('S1')]);
      const report = await shop.run();
      expect(report.notes).toEqual(['shop/seller: sellers-2.csv skipped: same content as sellers-1.csv']);
      expect(await shop.batches('seller')).toEqual(['inserted 1']);
    });

    test('a full run keeps the rows of a file that is gone', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('sellers', '1', [seller('S1', { city: 'Kiel' })]);
      await shop.run();
      await shop.deliver('sellers', '2', [seller('S1', { city: 'Trier' }), seller('S2')]);
      await shop.run();
      await rm(join(shop.directory, 'files', 'sellers-2.csv'));
      await shop.expectFullChangesNothing();
    });

    test('items, payments and reviews follow an order whose customer and purchase date change', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1', { customer_id: 'C1' })]);
      await shop.deliver('order_items', '1', [item('O1', 1)]);
      await shop.deliver('payments', '1', [payment('O1', 1)]);
      await shop.deliver('reviews', '1', [review('R1', 'O1')]);
      await shop.run();
      const facts = ['item', 'order', 'payment', 'review'];
      expect(await shop.lines(COPIES)).toEqual(facts.map((fact) => `${fact} | C1 | 20250310`));

      const moved = { customer_id: 'C2', purchased_at: '2024-12-31 23:30:00', changed_at: '2025-04-01 00:00:00' };
      await shop.deliver('orders', '2', [order('O1', moved)]);
      await shop.run();
      expect(await shop.lines(COPIES)).toEqual(facts.map((fact) => `${fact} | C2 | 20241231`));
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('the calendar reaches back to the year of a purchase that moved there', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run();
      await shop.deliver('orders', '2', [
        order('O1', { purchased_at: '2022-07-01 00:00:00', changed_at: '2025-04-01 00:00:00' }),
      ]);
      await shop.run();
      expect(
        await shop.lines(
          'SELECT MIN(d.date_key) AS first_day, MAX(d.date_key) AS last_day, COUNT(*) AS days FROM dim.date AS d WHERE d.date_key > 0',
        ),
      ).toEqual(['20220101 | 20251231 | 1461']);
      await shop.expectSameAsAllAtOnce();
    });
  });
}
