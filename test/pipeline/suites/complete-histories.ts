import { describe, expect, test } from 'vitest';
import { Random } from '../../../seed/random.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { type ProductRow, ReferenceHistory } from '../reference-history.ts';
import { customer, item, order, product, profile } from '../small-shop.ts';
import { complete } from '../test-config.ts';

const TIMEOUT_MS = 300_000;
const RULE = { maxDeletedShare: 1 };

const PRODUCTS = `SELECT p.product_id, p.valid_from_utc, p.valid_to_utc, p.category, p.brand, p.list_price, p.product_name, p.is_deleted
FROM dim.product AS p
WHERE p.product_key > 0
ORDER BY p.product_id, p.valid_from_utc`;
const CURRENT = `SELECT p.product_id FROM dim.product AS p
WHERE p.product_key > 0
GROUP BY p.product_id
HAVING SUM(CASE WHEN p.is_current = CAST(1 AS bit) THEN 1 ELSE 0 END) <> 1`;
const CUSTOMERS = `SELECT c.customer_id, c.valid_from_utc, c.valid_to_utc, c.city, c.segment, c.loyalty_points, c.is_deleted
FROM dim.customer AS c
WHERE c.customer_key > 0
ORDER BY c.customer_id, c.valid_from_utc`;
const SOLD = `SELECT i.order_id, p.valid_from_utc, p.is_deleted
FROM fact.order_item AS i
INNER JOIN dim.product AS p ON p.product_key = i.product_key
ORDER BY i.order_id`;

/** Midnight of a day in March 2025, and six hours later as the time of a file. */
const at = (day: number): string => `2025-03-${String(day).padStart(2, '0')} 00:00:00`;
const fileTime = (day: number): string => `2025-03-${String(day).padStart(2, '0')}T06:00:00Z`;

/** `<id> <from day>..<to day>: <values>`; the ends are left out where a version has none. */
async function versions(shop: Arrivals, sql: string): Promise<readonly string[]> {
  const dayOf = (time: string): string => {
    if (time.startsWith('1900') || time.startsWith('9999')) return '';
    return `${Number(time.slice(8, 10))}${time.slice(11, 13) === '06' ? 'f' : ''}`;
  };
  return (await shop.lines(sql)).map((line) => {
    const [id, from = '', to = '', ...values] = line.split(' | ');
    return `${id} ${dayOf(from)}..${dayOf(to)}: ${values.join(' ')}`;
  });
}

const open = (places: WarehousePlaces, entities: readonly string[]) => Arrivals.open(places, complete(entities, RULE));

const lamps = (ids: readonly string[], values: Readonly<Record<string, string>> = {}) =>
  ids.map((id) => product(id, { product_name: id, ...values }));

const short = `SELECT p.product_id, p.valid_from_utc, p.valid_to_utc, p.category, p.is_deleted
FROM dim.product AS p
WHERE p.product_key > 0
ORDER BY p.product_id, p.valid_from_utc`;

function drawRow(random: Random, id: string): ProductRow {
  const pick = (values: readonly string[]): string => values[random.below(values.length)] ?? '';
  return {
    id,
    changedAt: random.below(12) === 0 ? '' : at(random.between(1, 14)),
    category: pick(['Lamps', 'Chairs']),
    brand: pick(['', 'Acme']),
    price: pick(['10.0000', '12.5000']),
    name: pick(['Plain', 'Fine']),
  };
}

async function expectVersions(shop: Arrivals, reference: ReferenceHistory): Promise<void> {
  const expected = reference
    .versions()
    .map(({ id, from, to, category, brand, price, name, isDeleted }) =>
      [id, `${from}.000`, `${to}.000`, category, brand === '' ? 'null' : brand, price, name, isDeleted].join(' | '),
    );
  expect(await shop.lines(PRODUCTS)).toEqual(expected);
  expect(await shop.lines(CURRENT)).toEqual([]);
}

export function testCompleteHistories(places: WarehousePlaces, seeds: readonly number[]): void {
  describe('complete files of members with history', () => {
    test('begin a deleted version where they cease to hold the key, and another where it is back', async () => {
      const shop = await open(places, ['product']);
      await shop.deliver(
        'orders',
        '1',
        [1, 4, 9].map((day) => order(`O${day}`, { purchased_at: at(day) })),
      );
      await shop.deliver(
        'order_items',
        '1',
        [1, 4, 9].map((day) => item(`O${day}`, 1)),
      );
      await shop.deliverAt('products', '1', fileTime(2), lamps(['P1', 'P2']));
      await shop.run();
      await shop.deliverAt('products', '2', fileTime(3), lamps(['P2']));
      await shop.run();
      await shop.deliverAt('products', '3', fileTime(5), lamps(['P2', 'P3']));
      await shop.run();
      expect(await versions(shop, short)).toEqual([
        'P1 ..3f: Lamps false',
        'P1 3f..: Lamps true',
        'P2 ..: Lamps false',
        'P3 ..: Lamps false',
      ]);
      await shop.deliverAt('products', '4', fileTime(7), lamps(['P1', 'P2', 'P3']));
      await shop.run();
      expect((await versions(shop, short)).slice(0, 3)).toEqual([
        'P1 ..3f: Lamps false',
        'P1 3f..7f: Lamps true',
        'P1 7f..: Lamps false',
      ]);
      expect(await shop.lines(SOLD)).toEqual([
        'O1 | 1900-01-01 00:00:00.000 | false',
        'O4 | 2025-03-03 06:00:00.000 | true',
        'O9 | 2025-03-07 06:00:00.000 | false',
      ]);
      expect(await shop.presence('product')).toEqual(['0 | 0', '1 | 0', '0 | 0', '0 | 1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('leave to the rows what the member is like, in whatever order these come', async () => {
      const shop = await open(places, ['product']);
      await shop.deliverAt('products', '1', fileTime(2), lamps(['P1', 'P2'], { changed_at: at(1) }));
      await shop.run();
      await shop.deliverAt('products', '2', fileTime(4), lamps(['P2'], { changed_at: at(1) }));
      await shop.run();
      const back = [
        ...lamps(['P1'], { category: 'Chairs', changed_at: at(3) }),
        ...lamps(['P1'], { category: 'Tables', changed_at: at(9) }),
        ...lamps(['P2'], { changed_at: at(1) }),
      ];
      await shop.deliverAt('products', '3', fileTime(6), back);
      await shop.run();
      expect(await versions(shop, short)).toEqual([
        'P1 ..3: Lamps false',
        'P1 3..4f: Chairs false',
        'P1 4f..6f: Chairs true',
        'P1 6f..9: Chairs false',
        'P1 9..: Tables false',
        'P2 ..: Lamps false',
      ]);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('delete a member before its first change, which a first version tells of from the beginning', async () => {
      const shop = await open(places, ['product']);
      await shop.deliverAt('products', '1', fileTime(2), lamps(['P1', 'P2'], { changed_at: at(20) }));
      await shop.deliverAt('products', '2', fileTime(3), lamps(['P2'], { changed_at: at(20) }));
      await shop.run();
      expect(await versions(shop, short)).toEqual(['P1 ..: Lamps true', 'P2 ..: Lamps false']);
      await shop.expectFullChangesNothing();
    });

    test('delete members that were there before files were complete', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliverAt('products', '1', fileTime(2), lamps(['P1', 'P2']));
      await shop.run();
      shop.configure(complete(['product'], RULE));
      await shop.deliverAt('products', '2', fileTime(4), lamps(['P2', 'P3']));
      await shop.run();
      expect(await versions(shop, short)).toEqual([
        'P1 ..4f: Lamps false',
        'P1 4f..: Lamps true',
        'P2 ..: Lamps false',
        'P3 ..: Lamps false',
      ]);
      expect((await shop.run({ full: true })).changedRows).toBe(0);
      await shop.expectSameAsAllAtOnce();
    });

    test('of profiles empty what profiles tell, and leave the customer', async () => {
      const shop = await open(places, ['profile']);
      await shop.deliver('customers', '1', [customer('C1'), customer('C2')]);
      const profiles = (ids: readonly string[]) =>
        ids.map((id) => profile(id, { segment: 'new', loyalty_points: '5', changed_at: at(1) }));
      await shop.deliverAt('profiles', '1', fileTime(2), profiles(['C1', 'C2', 'C3']));
      await shop.run();
      await shop.deliverAt('profiles', '2', fileTime(4), profiles(['C2']));
      await shop.run();
      expect(await versions(shop, CUSTOMERS)).toEqual([
        'C1 ..4f: Berlin new null false',
        'C1 4f..: Berlin null null false',
        'C2 ..: Berlin new 5 false',
        'C3 ..4f: null new null false',
        'C3 4f..: null null null false',
      ]);
      await shop.deliverAt('profiles', '3', fileTime(6), profiles(['C1', 'C2']));
      await shop.run();
      expect((await versions(shop, CUSTOMERS)).slice(0, 3)).toEqual([
        'C1 ..4f: Berlin new 5 false',
        'C1 4f..6f: Berlin null 5 false',
        'C1 6f..: Berlin new 5 false',
      ]);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test.each(seeds)(
      'that are drawn and cut into runs come out as the slow way has them: seed %d',
      async (seed) => {
        const random = new Random(seed, 7, 1);
        const shop = await open(places, ['product']);
        const reference = new ReferenceHistory();
        await shop.deliver(
          'orders',
          '1',
          Array.from({ length: 14 }, (_, index) => order(`O${index + 10}`, { purchased_at: at(index + 1) })),
        );
        await shop.deliver(
          'order_items',
          '1',
          Array.from({ length: 14 }, (_, index) =>
            item(`O${index + 10}`, 1, { product_id: `P${random.between(10, 19)}` }),
          ),
        );
        for (let day = 1; day <= 12; day += 1) {
          const held = Array.from({ length: 10 }, (_, index) => `P${index + 10}`).filter(() => random.below(3) > 0);
          const rows = held.flatMap((id) => Array.from({ length: random.between(1, 2) }, () => drawRow(random, id)));
          const columns = rows.map(({ id, changedAt, category, brand, price, name }) =>
            product(id, { changed_at: changedAt, category, brand, list_price: price, product_name: name }),
          );
          await shop.deliverAt('products', String(day).padStart(2, '0'), fileTime(day), columns);
          reference.complete(`2025-03-${String(day).padStart(2, '0')} 06:00:00`, rows);
          if (random.below(2) === 0 && day < 12) continue;
          await shop.run({ entities: ['product'], partSize: random.between(1, 10) });
          await expectVersions(shop, reference);
        }
        await shop.run();
        await shop.expectSameAsAllAtOnce();
        await shop.expectFullChangesNothing();
      },
      TIMEOUT_MS,
    );
  });
}
