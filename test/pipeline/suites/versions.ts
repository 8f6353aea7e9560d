import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { customer, item, order, product } from '../small-shop.ts';

/** Midnight of a day in March 2025. */
const at = (day: number): string => `2025-03-${String(day).padStart(2, '0')} 00:00:00`;

const CUSTOMERS = `SELECT c.customer_key, c.city, c.postal_code, c.gender, c.valid_from_utc, c.valid_to_utc
FROM dim.customer AS c
WHERE c.customer_key > 0
ORDER BY c.customer_id, c.valid_from_utc`;

/** Key, city, postal code, gender, and the days of March 2025 between which it holds. */
async function versions(shop: Arrivals): Promise<readonly string[]> {
  const lines = await shop.lines(CUSTOMERS);
  return lines.map((line) => {
    const [key, city, postalCode, gender, from = '', to = ''] = line.split(' | ');
    const start = from.startsWith('1900') ? '' : Number(from.slice(8, 10));
    const end = to.startsWith('9999') ? '' : Number(to.slice(8, 10));
    return `${key}: ${city} ${postalCode} ${gender} ${start}..${end}`;
  });
}

const PRODUCTS = `SELECT p.product_key, p.product_id, p.category
FROM dim.product AS p
WHERE p.product_key > 0
ORDER BY p.product_key`;

/** The customer's version that each order and its item point to. */
const BOUGHT = `SELECT o.order_id, o.customer_key, i.customer_key AS item_customer_key
FROM fact.sales_order AS o
INNER JOIN fact.order_item AS i ON i.order_key = o.order_key
ORDER BY o.order_id`;

const living = (city: string, day: number, postalCode = `${city}-1`, gender = 'Female') =>
  customer('C1', { city, postal_code: postalCode, gender, changed_at: at(day) });

async function openWithOrders(places: WarehousePlaces): Promise<Arrivals> {
  const shop = await Arrivals.open(places);
  const days = [5, 12, 17, 25];
  await shop.deliver(
    'orders',
    '1',
    days.map((day) => order(`O${day}`, { customer_id: 'C1', purchased_at: at(day) })),
  );
  await shop.deliver(
    'order_items',
    '1',
    days.map((day) => item(`O${day}`, 1)),
  );
  return shop;
}

export function testVersions(places: WarehousePlaces): void {
  describe('versions', () => {
    test('are the same, with the same keys, when few members are worked out at once', async () => {
      const [whole, parts] = [await Arrivals.open(places), await Arrivals.open(places)];
      const members = Array.from({ length: 7 }, (_, index) => [
        customer(`C${index}`, { city: 'Berlin', changed_at: at(1) }),
        customer(`C${index}`, { city: index % 2 === 0 ? 'Kiel' : 'Berlin', changed_at: at(9) }),
      ]).flat();
      const moved = ['C1', 'C6', 'C8'].map((id) => customer(id, { city: 'Bonn', changed_at: at(5) }));
      for (const [shop, partSize] of [
        [whole, 100],
        [parts, 2],
      ] as const) {
        const statements: string[] = [];
        await shop.deliver('customers', '1', members);
        await shop.run({ partSize });
        await shop.deliver('customers', '2', moved);
        await shop.run({
          partSize,
          observe: (event) => {
            if (event.kind === 'statement done') statements.push(`${event.name}: ${event.rows}`);
          },
        });
        // Each statement is told of once, with the rows of all its parts.
        expect(statements.filter((line) => line.startsWith('tell versions'))).toEqual([
          'tell versions of dim.customer: 7',
        ]);
      }
      const keys =
        'SELECT c.customer_key, c.customer_id, c.valid_from_utc, c.city FROM dim.customer AS c ORDER BY c.customer_key';
      expect(await parts.lines(keys)).toEqual(await whole.lines(keys));
      expect(await parts.lines(keys)).toHaveLength(1 + 11 + 4);
    });

    test('a move begins one, and orders belong to the version of their own time', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('customers', '1', [living('Berlin', 1), living('Kiel', 15)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: Berlin Berlin-1 Female ..15', '2: Kiel Kiel-1 Female 15..']);
      expect(await shop.lines(BOUGHT)).toEqual(['O12 | 1 | 1', 'O17 | 2 | 2', 'O25 | 2 | 2', 'O5 | 1 | 1']);
      expect(await shop.batches('customer')).toEqual(['inserted 2']);
      await shop.expectFullChangesNothing();
    });

    test('one that comes late falls between the others, and takes the orders of its time', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('customers', '1', [living('Berlin', 1), living('Kiel', 20)]);
      await shop.run();
      await shop.deliver('customers', '2', [living('Bonn', 10)]);
      await shop.run();
      expect(await versions(shop)).toEqual([
        '1: Berlin Berlin-1 Female ..10',
        '3: Bonn Bonn-1 Female 10..20',
        '2: Kiel Kiel-1 Female 20..',
      ]);
      expect(await shop.lines(BOUGHT)).toEqual(['O12 | 3 | 3', 'O17 | 3 | 3', 'O25 | 2 | 2', 'O5 | 1 | 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('one that comes before the first takes the beginning of time, and the first keeps its key', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('customers', '1', [living('Kiel', 10)]);
      await shop.run();
      await shop.deliver('customers', '2', [living('Berlin', 1)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['2: Berlin Berlin-1 Female ..10', '1: Kiel Kiel-1 Female 10..']);
      expect(await shop.lines(BOUGHT)).toEqual(['O12 | 1 | 1', 'O17 | 1 | 1', 'O25 | 1 | 1', 'O5 | 2 | 2']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a change that changes nothing begins none, until a late one makes it matter', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('customers', '1', [living('Berlin', 1), living('Berlin', 20)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: Berlin Berlin-1 Female ..']);
      expect(await shop.batches('customer')).toEqual(['inserted 1, updated 1']);
      await shop.deliver('customers', '2', [living('Kiel', 10)]);
      await shop.run();
      expect(await versions(shop)).toEqual([
        '1: Berlin Berlin-1 Female ..10',
        '2: Kiel Kiel-1 Female 10..20',
        '3: Berlin Berlin-1 Female 20..',
      ]);
      expect(await shop.lines(BOUGHT)).toEqual(['O12 | 2 | 2', 'O17 | 2 | 2', 'O25 | 3 | 3', 'O5 | 1 | 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('one that comes late and says what the next one says begins that one earlier, with its key', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('customers', '1', [living('Berlin', 1), living('Kiel', 20)]);
      await shop.run();
      await shop.deliver('customers', '2', [living('Kiel', 15)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: Berlin Berlin-1 Female ..15', '2: Kiel Kiel-1 Female 15..']);
      expect(await shop.lines(BOUGHT)).toEqual(['O12 | 1 | 1', 'O17 | 2 | 2', 'O25 | 2 | 2', 'O5 | 1 | 1']);
      expect(await shop.batches('customer')).toEqual(['inserted 2', 'updated 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a correction of the same moment changes the version, and one that takes its reason away ends it', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('customers', '1', [living('Berlin', 1), living('Kiel', 10), living('Bonn', 20)]);
      await shop.run();
      await shop.deliver('customers', '2', [living('Köln', 10)]);
      await shop.run();
      expect(await versions(shop)).toEqual([
        '1: Berlin Berlin-1 Female ..10',
        '2: Köln Köln-1 Female 10..20',
        '3: Bonn Bonn-1 Female 20..',
      ]);
      await shop.deliver('customers', '3', [living('Berlin', 10)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: Berlin Berlin-1 Female ..20', '3: Bonn Bonn-1 Female 20..']);
      expect(await shop.lines(BOUGHT)).toEqual(['O12 | 1 | 1', 'O17 | 1 | 1', 'O25 | 3 | 3', 'O5 | 1 | 1']);
      expect(await shop.batches('customer')).toEqual(['inserted 3', 'updated 1', 'updated 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('the key of a version that ends is never given again, to a new member or an inferred one', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('products', '1', [
        product('P1', { category: 'Lamps', changed_at: at(1) }),
        product('P1', { category: 'Chairs', changed_at: at(10) }),
      ]);
      await shop.run();
      expect(await shop.lines(PRODUCTS)).toEqual(['1 | P1 | Lamps', '2 | P1 | Chairs']);
      await shop.deliver('products', '2', [product('P1', { category: 'Lamps', changed_at: at(10) })]);
      await shop.run();
      expect(await shop.lines(PRODUCTS)).toEqual(['1 | P1 | Lamps']);

      await shop.deliver('products', '3', [product('P2', { category: 'Tables', changed_at: at(10) })]);
      await shop.run();
      await shop.deliver('products', '4', [product('P2', { category: 'Lamps', changed_at: at(12) })]);
      await shop.run();
      await shop.deliver('products', '5', [product('P2', { category: 'Tables', changed_at: at(12) })]);
      await shop.deliver('orders', '5', [order('O1')]);
      await shop.deliver('order_items', '5', [item('O1', 1, { product_id: 'P3' })]);
      await shop.run();
      expect(await shop.lines(PRODUCTS)).toEqual(['1 | P1 | Lamps', '3 | P2 | Tables', '5 | P3 | null']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('what is not tracked is the newest in all of them, and details of the place are those of their time', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('customers', '1', [
        living('Berlin', 1, 'B-1', 'Female'),
        living('Berlin', 5, 'B-2', 'Female'),
        living('Kiel', 10, 'K-1', 'Male'),
      ]);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: Berlin B-2 Male ..10', '2: Kiel K-1 Male 10..']);
      await shop.deliver('customers', '2', [living('Berlin', 7, 'B-3', 'Other'), living('Berlin', 6, 'B-9', 'Other')]);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: Berlin B-3 Male ..10', '2: Kiel K-1 Male 10..']);
      expect(await shop.batches('customer')).toEqual(['inserted 2, updated 1', 'updated 1, superseded 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('an inferred member becomes the first of several versions, with its key', async () => {
      const shop = await openWithOrders(places);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: null null null ..']);
      await shop.deliver('customers', '1', [living('Kiel', 15), living('Berlin', 1)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['1: Berlin Berlin-1 Female ..15', '2: Kiel Kiel-1 Female 15..']);
      expect(await shop.lines(BOUGHT)).toEqual(['O12 | 1 | 1', 'O17 | 2 | 2', 'O25 | 2 | 2', 'O5 | 1 | 1']);
      expect(await shop.batches('customer')).toEqual(['inserted 1, updated 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('items follow an order whose purchase moves to the time of another version', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('products', '1', [
        product('P1', { list_price: '10.00', changed_at: at(1) }),
        product('P1', { list_price: '12.00', changed_at: at(10) }),
      ]);
      await shop.deliver('orders', '1', [order('O1', { purchased_at: at(5) })]);
      await shop.deliver('order_items', '1', [item('O1', 1)]);
      await shop.run();
      const price = `SELECT p.list_price
FROM fact.order_item AS i
INNER JOIN dim.product AS p ON p.product_key = i.product_key`;
      expect(await shop.lines(price)).toEqual(['10.0000']);
      await shop.deliver('orders', '2', [order('O1', { purchased_at: at(12), changed_at: '2025-04-01 00:00:00' })]);
      await shop.run();
      expect(await shop.lines(price)).toEqual(['12.0000']);
      await shop.expectSameAsAllAtOnce();
    });
  });
}
