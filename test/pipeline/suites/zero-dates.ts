import { describe, expect, test } from 'vitest';
import type { Config } from '../../../core/config/schema.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { customer, item, order, product } from '../small-shop.ts';

/** What SQL Server has for "no date". */
const ZERO = '1900-01-01 00:00:00';

function readingTimesOf(timeZone: string): (config: Config) => Config {
  return (config) => {
    const sources = Object.entries(config.sources).map(([name, source]) => [name, { ...source, timeZone }] as const);
    return { ...config, sources: Object.fromEntries(sources) };
  };
}

const customers = (shop: Arrivals) =>
  shop.lines(`SELECT c.customer_id, c.city, c.valid_from_utc, c.valid_to_utc
FROM dim.customer AS c
WHERE c.customer_key > 0
ORDER BY c.customer_id, c.valid_from_utc`);

const products = (shop: Arrivals) =>
  shop.lines(`SELECT p.product_id, p.category, p.valid_from_utc, p.valid_to_utc
FROM dim.product AS p
WHERE p.product_key > 0
ORDER BY p.product_id, p.valid_from_utc`);

const ALWAYS = '1900-01-01 00:00:00.000 | 9999-12-31 00:00:00.000';

export function testZeroDates(places: WarehousePlaces): void {
  describe("SQL Server's zero date", () => {
    test('east of UTC is the beginning of time: a first version, and facts that find it', async () => {
      const shop = await Arrivals.open(places, readingTimesOf('Europe/Berlin'));
      await shop.deliver('customers', '1', [
        customer('C1', { city: 'Berlin', changed_at: ZERO }),
        customer('C2', { city: 'Kiel', changed_at: '' }),
        customer('C2', { city: 'Bonn', changed_at: ZERO }),
        customer('C3', { city: 'Ulm', changed_at: ZERO }),
        customer('C3', { city: 'Hof', changed_at: '2025-03-10 01:00:00' }),
      ]);
      await shop.deliver('products', '1', [
        product('P1', { category: 'Lamps', changed_at: ZERO }),
        product('P1', { category: 'Chairs', changed_at: '1900-01-01 00:30:00' }),
        product('P2', { category: 'Lamps', changed_at: '1900-01-01 00:59:59' }),
        product('P2', { category: 'Chairs', changed_at: '1900-01-01 01:00:01' }),
      ]);
      await shop.deliver('orders', '1', [
        order('O1', { customer_id: 'C1', purchased_at: ZERO }),
        order('O2', { customer_id: 'C3', purchased_at: ZERO }),
      ]);
      await shop.deliver('order_items', '1', [item('O1', 1), item('O2', 1)]);
      await shop.run();
      expect(await customers(shop)).toEqual([
        `C1 | Berlin | ${ALWAYS}`,
        `C2 | Bonn | ${ALWAYS}`,
        'C3 | Ulm | 1900-01-01 00:00:00.000 | 2025-03-10 00:00:00.000',
        'C3 | Hof | 2025-03-10 00:00:00.000 | 9999-12-31 00:00:00.000',
      ]);
      expect(await products(shop)).toEqual([
        `P1 | Chairs | ${ALWAYS}`,
        'P2 | Lamps | 1900-01-01 00:00:00.000 | 1900-01-01 00:00:01.000',
        'P2 | Chairs | 1900-01-01 00:00:01.000 | 9999-12-31 00:00:00.000',
      ]);
      expect(
        await shop.lines(`SELECT o.order_id, o.purchased_at_utc, c.city, p.category
FROM fact.sales_order AS o
INNER JOIN fact.order_item AS i ON i.order_key = o.order_key
INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key
INNER JOIN dim.product AS p ON p.product_key = i.product_key
ORDER BY o.order_id`),
      ).toEqual(['O1 | 1900-01-01 00:00:00.000 | Berlin | Chairs', 'O2 | 1900-01-01 00:00:00.000 | Ulm | Chairs']);
      await shop.expectFullChangesNothing();
    });

    test('west of UTC is an instant like any other', async () => {
      const shop = await Arrivals.open(places, readingTimesOf('America/New_York'));
      await shop.deliver('customers', '1', [
        customer('C1', { city: 'Boston', changed_at: '' }),
        customer('C1', { city: 'Salem', changed_at: ZERO }),
      ]);
      await shop.deliver('orders', '1', [order('O1', { customer_id: 'C1', purchased_at: ZERO })]);
      await shop.run();
      expect(await customers(shop)).toEqual([
        'C1 | Boston | 1900-01-01 00:00:00.000 | 1900-01-01 05:00:00.000',
        'C1 | Salem | 1900-01-01 05:00:00.000 | 9999-12-31 00:00:00.000',
      ]);
      expect(
        await shop.lines(
          'SELECT c.city FROM fact.sales_order AS o INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key',
        ),
      ).toEqual(['Salem']);
    });
  });
}
