import { describe, expect, test } from 'vitest';
import { Random } from '../../../seed/random.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { type ProductRow, ReferenceHistory } from '../reference-history.ts';
import { item, order, product, stock, ticket } from '../small-shop.ts';

const TIMEOUT_MS = 300_000;
const PRODUCTS = 12;
const CHANGES = 9;
const DAYS = 12;
const ORDERS = 60;

const VERSIONS = `SELECT p.product_id, p.valid_from_utc, p.valid_to_utc, p.category, p.brand, p.list_price, p.product_name,
  p.is_current
FROM dim.product AS p
WHERE p.product_key > 0 AND p.is_inferred = CAST(0 AS bit)
ORDER BY p.product_id, p.valid_from_utc`;

const NAMING_PRODUCTS = `SELECT i.order_id, o.purchased_at_utc, p.product_id, p.valid_from_utc, p.valid_to_utc
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_key = i.order_key
INNER JOIN dim.product AS p ON p.product_key = i.product_key
UNION ALL
SELECT f.seller_id, f.counted_at_utc, p.product_id, p.valid_from_utc, p.valid_to_utc
FROM fact.inventory_snapshot AS f
INNER JOIN dim.product AS p ON p.product_key = f.product_key
UNION ALL
SELECT t.ticket_id, t.opened_at_utc, p.product_id, p.valid_from_utc, p.valid_to_utc
FROM fact.support_ticket AS t
INNER JOIN dim.product AS p ON p.product_key = t.product_key`;

const KEYS = 'SELECT p.product_id, p.since_utc, p.product_key FROM dim.product AS p WHERE p.product_key > 0';

const day = (number: number): string => `2025-03-${String(number).padStart(2, '0')} 00:00:00`;

/** Few values and few days, so that everything happens: ties, returns to an old value, changes that change nothing. */
function drawRow(random: Random): ProductRow {
  const pick = (values: readonly string[]): string => values[random.below(values.length)] ?? '';
  return {
    id: `P${random.between(10, 9 + PRODUCTS)}`,
    changedAt: random.below(15) === 0 ? '' : day(random.between(1, DAYS)),
    category: pick(['Lamps', 'Chairs']),
    brand: pick(['', 'Acme']),
    price: pick(['10.0000', '12.5000']),
    name: pick(['Plain', 'Fine', 'Best']),
  };
}

function drawOrders(random: Random): readonly (readonly [string, string, string])[] {
  return Array.from({ length: ORDERS }, (_, index) => [
    `O${100 + index}`,
    `P${random.between(10, 9 + PRODUCTS)}`,
    `2025-03-${String(random.between(1, DAYS)).padStart(2, '0')} 0${random.below(2)}:00:00`,
  ]);
}

async function deliver(shop: Arrivals, number: number, rows: readonly ProductRow[]): Promise<void> {
  const columns = rows.map(({ id, changedAt, category, brand, price, name }) =>
    product(id, { changed_at: changedAt, category, brand, list_price: price, product_name: name }),
  );
  await shop.deliver('products', String(number).padStart(3, '0'), columns);
}

async function expectVersions(shop: Arrivals, reference: ReferenceHistory): Promise<void> {
  const expected = reference
    .versions()
    .map(({ id, from, to, category, brand, price, name }) =>
      [
        id,
        `${from}.000`,
        `${to}.000`,
        category,
        brand === '' ? 'null' : brand,
        price,
        name,
        to.startsWith('9999'),
      ].join(' | '),
    );
  expect(await shop.lines(VERSIONS)).toEqual(expected);
}

/** An order of each product with its item, a count by a seller of its own and a ticket, all at the same time. */
async function deliverFacts(shop: Arrivals, orders: ReturnType<typeof drawOrders>): Promise<void> {
  await shop.deliver(
    'orders',
    '1',
    orders.map(([id, , at]) => order(id, { purchased_at: at })),
  );
  await shop.deliver(
    'order_items',
    '1',
    orders.map(([id, sold]) => item(id, 1, { product_id: sold })),
  );
  await shop.deliver(
    'inventory',
    '1',
    orders.map(([id, sold, at]) => stock(sold, '2025-03-31', { seller_id: `S-${id}`, counted_at: at })),
  );
  await shop.deliver(
    'support_tickets',
    '1',
    orders.map(([id, sold, at]) => ticket(`T-${id}`, { product_id: sold, opened_at: at })),
  );
}

/** Every item, count and ticket points to the version of its own time. */
async function expectFactsOfTheirTime(shop: Arrivals): Promise<void> {
  const lines = await shop.lines(NAMING_PRODUCTS);
  expect(lines).toHaveLength(3 * ORDERS);
  const outside = lines.filter((line) => {
    const [, at = '', , from = '', to = ''] = line.split(' | ');
    return at < from || at >= to;
  });
  expect(outside).toEqual([]);
}

/** A version that still begins with the same change has kept its key. */
async function expectKeysKept(shop: Arrivals, before: readonly string[]): Promise<void> {
  const keyOf = (lines: readonly string[]): ReadonlyMap<string, string> =>
    new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' | ')), line.slice(line.lastIndexOf(' | ') + 3)]));
  const [old, now] = [keyOf(before), keyOf(await shop.lines(KEYS))];
  const changed = [...old].filter(([version, key]) => now.has(version) && now.get(version) !== key);
  expect(changed).toEqual([]);
}

export function testRandomHistories(places: WarehousePlaces, seeds: readonly number[]): void {
  describe('histories', () => {
    test.each(seeds)(
      'that are drawn, cut into deliveries and shuffled come out as the slow way has them: seed %d',
      async (seed) => {
        const random = new Random(seed, 1, 1);
        const shop = await Arrivals.open(places);
        const reference = new ReferenceHistory();
        const orders = drawOrders(random);
        await deliverFacts(shop, orders);
        // Facts infer their products first, or come when some are there, or last.
        const salesCome = random.below(3);
        if (salesCome === 0) await shop.run({ entities: ['order', 'order_item', 'inventory', 'support_ticket'] });
        const rows = Array.from({ length: PRODUCTS * CHANGES }, () => drawRow(random));
        let number = 0;
        while (rows.length > 0) {
          number += 1;
          const piece = rows.splice(0, random.between(1, 40));
          await deliver(shop, number, piece);
          for (const row of piece) reference.arrive(row);
          const keys = await shop.lines(KEYS).catch(() => []);
          const partSize = random.between(1, PRODUCTS);
          await shop.run({ entities: salesCome === 1 || number > 1 ? [] : ['product'], partSize });
          await expectVersions(shop, reference);
          await expectKeysKept(shop, keys);
        }
        await shop.run();
        await expectFactsOfTheirTime(shop);
        await shop.expectSameAsAllAtOnce();
        await shop.expectFullChangesNothing();
      },
      TIMEOUT_MS,
    );
  });
}
