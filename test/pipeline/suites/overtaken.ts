import { describe, expect, test } from 'vitest';
import type { Config } from '../../../core/config/schema.ts';
import type { RefusedFilter } from '../../../etl/refused-rows.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { ArchivedShop } from '../archived-shop.ts';
import { Arrivals, type ShopTable } from '../arrivals.ts';
import { customer, item, order, product, stock } from '../small-shop.ts';
import { mapping } from '../test-config.ts';

type Row = Readonly<Record<string, string>>;
/** What arrives in one run. */
type Day = Readonly<Partial<Record<ShopTable, readonly Row[]>>>;

/** Whole amounts, which are read alike with a decimal point and with a comma. */
const counted = (id: string, day: string, values: Row = {}): Row => stock(id, day, { unit_cost: '4', ...values });
const comma = (price: string): string => `"${price},00"`;
const priced = (price: string, id = 'O1'): Row => item(id, 1, { unit_price: price });
const listed = (price: string, values: Row = {}): Row => product('P1', { list_price: price, ...values });

const PRICES = 'SELECT i.order_id, i.line_number, i.unit_price FROM fact.order_item AS i ORDER BY i.order_id';
const LIST_PRICES = `SELECT p.list_price, p.valid_from_utc FROM dim.product AS p
WHERE p.product_id = 'P1' ORDER BY p.valid_from_utc`;
const STOCK = 'SELECT s.quantity_on_hand FROM fact.inventory_snapshot AS s';

/** Amounts with a decimal comma are refused under the example's configuration. */
const MENDINGS: readonly ((config: Config) => Config)[] = [
  mapping('order_item', { unit_price: { column: 'unit_price', decimalSeparator: ',' } }),
  mapping('product', { list_price: { column: 'list_price', decimalSeparator: ',' } }),
  mapping('inventory', { unit_cost: { column: 'unit_cost', decimalSeparator: ',' } }),
];

const mend = (shop: Arrivals): void => {
  for (const mending of MENDINGS) shop.configure(mending);
};

const TABLES = ['orders', 'customers', 'products', 'order_items', 'inventory'] as const;

/** Days are five apart, so that what waits is given up. */
const nowOf = (day: number): string => `2026-03-${String(5 * day + 1).padStart(2, '0')}T08:00:00Z`;

async function arrive(shop: Arrivals, days: readonly Day[], run: (now: string) => Promise<unknown>): Promise<void> {
  for (const [number, day] of days.entries()) {
    for (const table of TABLES) {
      const rows = day[table];
      if (rows !== undefined) await shop.deliver(table, String(number), rows);
    }
    await run(nowOf(number));
  }
}

interface Story {
  readonly what: string;
  readonly days: readonly Day[];
  /** Everything at once unless it says otherwise. */
  readonly replays?: readonly RefusedFilter[];
  readonly shown: string;
  readonly expected: readonly string[];
}

const TWICE_REFUSED: readonly Day[] = [
  { orders: [order('O1')], order_items: [priced(comma('10'))] },
  { order_items: [priced(comma('12'))] },
];

const STORIES: readonly Story[] = [
  {
    what: 'of two refused rows of a key the later wins, replayed in their order',
    days: TWICE_REFUSED,
    replays: [{ runId: 1 }, { runId: 2 }],
    shown: PRICES,
    expected: ['O1 | 1 | 12.0000'],
  },
  {
    what: 'of two refused rows of a key the later wins, replayed the other way round',
    days: TWICE_REFUSED,
    replays: [{ runId: 2 }, { runId: 1 }],
    shown: PRICES,
    expected: ['O1 | 1 | 12.0000'],
  },
  {
    what: 'a correction is let in although a later batch brought another row',
    days: [
      { orders: [order('O1'), order('O2')], order_items: [priced('10')] },
      { order_items: [priced(comma('12'))] },
      { order_items: [priced('7', 'O2')] },
    ],
    shown: PRICES,
    expected: ['O1 | 1 | 12.0000', 'O2 | 1 | 7.0000'],
  },
  {
    what: 'a correction is let in although the stored row followed its customer in between',
    days: [
      { orders: [order('O1', { customer_id: 'C1' })], customers: [customer('C1')], order_items: [priced('10')] },
      { order_items: [priced(comma('12'))] },
      { customers: [customer('C1', { city: 'Bonn', changed_at: '2025-02-01 00:00:00' })] },
    ],
    shown: PRICES,
    expected: ['O1 | 1 | 12.0000'],
  },
  {
    what: 'a correction of the same moment is let in although a later batch brought another product',
    days: [
      { products: [listed('10')] },
      { products: [listed(comma('12'))] },
      { products: [product('P2', { list_price: '10' })] },
    ],
    shown: LIST_PRICES,
    expected: ['12.0000 | 1900-01-01 00:00:00.000'],
  },
  {
    what: 'a row before another of its file that says what is stored is not let in',
    days: [
      { orders: [order('O1')], order_items: [priced('10')], products: [listed('10')] },
      { order_items: [priced(comma('9')), priced('10')], products: [listed(comma('9')), listed('10')] },
    ],
    shown: `${PRICES.replace(' ORDER BY i.order_id', '')} UNION ALL SELECT 'P1', 1, p.list_price FROM dim.product AS p WHERE p.product_id = 'P1'`,
    expected: ['O1 | 1 | 10.0000', 'P1 | 1 | 10.0000'],
  },
  {
    what: 'a row after another of its file is let in',
    days: [
      { orders: [order('O1')], order_items: [priced('10')] },
      { order_items: [priced('11'), priced(comma('12'))] },
    ],
    shown: PRICES,
    expected: ['O1 | 1 | 12.0000'],
  },
  {
    what: 'a row of an older change does not stand in the way of one of the stored moment',
    days: [
      { inventory: [counted('P1', '2025-03-10')] },
      { inventory: [stock('P1', '2025-03-10', { on_hand: '12', unit_cost: comma('5') })] },
      { inventory: [counted('P1', '2025-03-10', { on_hand: '3', changed_at: '2025-03-10 20:30:00' })] },
    ],
    shown: STOCK,
    expected: ['12'],
  },
  {
    what: 'a row of the same change does, whatever its key is made of',
    days: [
      { inventory: [counted('P|~p1', '2025-03-10')] },
      { inventory: [stock('P|~p1', '2025-03-10', { on_hand: '12', unit_cost: comma('5') })] },
      { inventory: [counted('P|~p1', '2025-03-10'), counted('P|~p1', '2025-03-11')] },
    ],
    shown: `${STOCK} ORDER BY s.snapshot_date`,
    expected: ['10', '10'],
  },
  {
    what: 'a row that was given up for want of its order is older than a later one of its file',
    days: [{ order_items: [priced('11'), priced(comma('12'))] }, {}, { orders: [order('O1')] }],
    replays: [{ reason: 'not_a_number' }, { reason: 'parent_missing' }],
    shown: PRICES,
    expected: ['O1 | 1 | 12.0000'],
  },
  {
    what: 'a row that was given up for want of its order is newer than an earlier one of its file',
    days: [{ order_items: [priced(comma('10')), priced('11')] }, {}, { orders: [order('O1')] }],
    replays: [{ reason: 'parent_missing' }, { reason: 'not_a_number' }],
    shown: PRICES,
    expected: ['O1 | 1 | 11.0000'],
  },
];

const MARKS = `SELECT q.source_row, q.natural_key, q.changed_at_utc,
  CASE WHEN q.is_overtaken = 1 THEN 'overtaken' ELSE '' END AS mark, q.status, q.outcome
FROM ops.quarantine AS q ORDER BY q.quarantine_id`;

/** Replayed rows and the rows of their keys that came after them. */
export function testOvertaken(places: WarehousePlaces): void {
  describe('a replayed row without a newer time of change', () => {
    test.each(STORIES)('$what', async ({ days, replays = [{}], shown, expected }) => {
      const shop = await Arrivals.open(places);
      await arrive(shop, days, (now) => shop.run({ now }));
      mend(shop);
      for (const filter of replays) await shop.replay({ filter, now: nowOf(days.length) });
      expect(await shop.lines(shown)).toEqual(expected);
      expect(await shop.lines("SELECT COUNT(*) AS n FROM ops.quarantine AS q WHERE q.status = 'open'")).toEqual(['0']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('is known by its key and its time of change, where both could be typed', async () => {
      const shop = await Arrivals.open(places);
      const broken = { on_hand: '12', unit_cost: comma('5') };
      await shop.deliver('inventory', '1', [
        stock('P|1', '2025-03-10', broken),
        stock('P~2', '2025-03-10', { ...broken, changed_at: '' }),
        stock('P3', '10.03.2025', { ...broken, counted_at: '2025-03-10 20:00:00' }),
        stock('P4', '2025-03-10', { ...broken, changed_at: 'yesterday' }),
      ]);
      await shop.deliver('customers', '1', [customer('C1', { age: 'old' }), { age: 'old', city: 'Kiel' }]);
      await shop.run();
      expect((await shop.lines(MARKS)).toSorted()).toEqual([
        '1 | C1 | 2025-01-01 00:00:00.000 |  | open | null',
        '1 | P~p1|S1|20250310 | 2025-03-10 21:00:00.000 |  | open | null',
        '2 | P~~2|S1|20250310 | null |  | open | null',
        '2 | null | null |  | open | null',
        '3 | null | null |  | open | null',
        '4 | null | null |  | open | null',
      ]);
    });

    test('stays overtaken when it is refused again', async () => {
      const shop = await Arrivals.open(places);
      const many = { quantity: 'many', unit_price: comma('9') };
      const own = [item('O1', 1, many), item('O1', 2, many)];
      await arrive(shop, [{ orders: [order('O1')], order_items: own }, { order_items: [priced('10')] }], (now) =>
        shop.run({ now }),
      );
      mend(shop);
      await shop.replay({ now: nowOf(2) });
      expect(await shop.lines(MARKS)).toEqual([
        '1 | O1|1 | null | overtaken | open | null',
        '2 | O1|2 | null |  | open | null',
      ]);
      shop.configure(mapping('order_item', { quantity: { column: 'quantity', values: { many: '3' } } }));
      await shop.replay({ now: nowOf(3) });
      expect(await shop.lines(MARKS)).toEqual([
        '1 | O1|1 | null | overtaken | replayed | superseded',
        '2 | O1|2 | null |  | replayed | inserted',
      ]);
      await shop.expectSameAsAllAtOnce();
    });

    test('does not replace what may be newer where its key was not known when it was refused', async () => {
      const shop = await Arrivals.open(places);
      const days = ['10', '11'].map((on_hand) => ({ inventory: [stock('P1', '2025-03-10', { on_hand })] }));
      await shop.deliver('inventory', 'first', [
        { ...stock('P1', '2025-03-10', { on_hand: '12' }), snapshot_date: '10.03.2025' },
      ]);
      await shop.run({ now: nowOf(0) });
      await arrive(shop, days, (now) => shop.run({ now }));
      const asNumbers = { snapshot_date: { column: 'snapshot_date', values: { '10.03.2025': '2025-03-10' } } };
      shop.configure(mapping('inventory', asNumbers));
      await shop.replay({ now: nowOf(3) });
      expect(await shop.lines(STOCK)).toEqual(['11']);
      expect(await shop.lines(MARKS)).toEqual(['1 | null | null |  | replayed | superseded']);
    });

    test('is overtaken in a warehouse that is rebuilt from bronze as in the first', async () => {
      const archived = await ArchivedShop.open(places);
      const { shop } = archived;
      const days: readonly Day[] = [
        ...TWICE_REFUSED,
        { order_items: [priced(comma('8')), priced('9')], products: [listed(comma('9')), listed('10')] },
        { order_items: [priced(comma('7'), 'O1'), priced('6', 'O2')] },
        {},
      ];
      await arrive(shop, days, (now) => archived.run({ now }));
      mend(shop);
      await archived.replay({ filter: { runId: 3 }, now: nowOf(5) });
      await archived.expectSame(await archived.rebuilt());
      await archived.replay({ now: nowOf(5) });
      expect(await shop.lines(MARKS)).toEqual([
        '1 | O1|1 | null | overtaken | replayed | superseded',
        '1 | O1|1 | null | overtaken | replayed | superseded',
        '1 | P1 | 2025-01-01 00:00:00.000 | overtaken | replayed | superseded',
        '1 | O1|1 | null | overtaken | replayed | superseded',
        '1 | O1|1 | null |  | replayed | updated',
        '2 | O2|1 | null |  | open | null',
      ]);
      await archived.expectSame(await archived.rebuilt());
    });
  });
}
