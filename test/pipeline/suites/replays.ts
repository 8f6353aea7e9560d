import { describe, expect, test } from 'vitest';
import { InterruptedError } from '../../../core/errors.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { QUARANTINE } from '../quarantine-lines.ts';
import { customer, item, order, payment, seller } from '../small-shop.ts';
import { mapping } from '../test-config.ts';

/** Prices with a decimal comma, as the example's configuration does not read them; the quotes are the file's. */
const COMMA = { unit_price: '"12,50"' };
/** Read alike by both. */
const WHOLE = { unit_price: '10' };
const readsCommas = mapping('order_item', { unit_price: { column: 'unit_price', decimalSeparator: ',' } });

const GERMAN = { purchased_at: '10.03.2025 12:00:00' };
const readsGermanTimes = mapping('order', {
  purchased_at_utc: { column: 'purchased_at', datetimeFormat: 'dd.MM.yyyy HH:mm:ss' },
});

const ITEMS = `SELECT i.order_id, i.line_number, i.unit_price FROM fact.order_item AS i ORDER BY i.order_id, i.line_number`;
const NAMES = "SELECT s.seller_name FROM dim.seller AS s WHERE s.seller_id = 'S1'";

/** A seller whose name is too long until it is mapped to another text. */
const LONG = 'n'.repeat(201);
const shortens = mapping('seller', { seller_name: { column: 'seller_name', values: { [LONG]: 'Short' } } });

const age = (id: string, values: Readonly<Record<string, string>>) => customer(id, { ...values, age: 'old' });
const readsAges = mapping('customer', { age: { column: 'age', values: { old: '' } } });

export function testReplays(places: WarehousePlaces): void {
  describe('replay', () => {
    test('lets in what the mended configuration reads, counted in the batch it came with', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliver('order_items', '1', [item('O1', 1, COMMA), item('O1', 2, WHOLE), item('O1', 3, COMMA)]);
      await shop.run();
      expect(await shop.batches('order_item')).toEqual(['quarantined 2, inserted 1']);

      shop.configure(readsCommas);
      const report = await shop.replay();
      expect(report.replayed).toMatchObject([{ entity: 'order_item', selectedRows: 2, replayedRows: 2 }]);
      expect(await shop.batches('order_item')).toEqual(['inserted 3']);
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | 12.5000', 'O1 | 2 | 10.0000', 'O1 | 3 | 12.5000']);
      expect(await shop.lines(QUARANTINE)).toEqual([
        'order_item | 1 | not_a_number | replayed | 1 | 2 | inserted',
        'order_item | 3 | not_a_number | replayed | 1 | 2 | inserted',
      ]);
      expect(await shop.lines('SELECT r.command, r.status FROM ops.run AS r WHERE r.run_id = 2')).toEqual([
        'test | succeeded',
      ]);
      expect(report.checks.length).toBeGreaterThan(0);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('takes only what is asked for, by run, entity and reason', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1'), order('O2', GERMAN)]);
      await shop.deliver('order_items', '1', [item('O1', 1, COMMA), item('O1', 2, { quantity: 'many' })]);
      await shop.run();
      await shop.deliver('order_items', '2', [item('O1', 3, COMMA)]);
      await shop.run();
      shop.configure((config) => readsGermanTimes(readsCommas(config)));
      await shop.replay({ filter: { runId: 1, entity: 'order_item', reason: 'not_a_number' } });
      expect(await shop.lines(QUARANTINE)).toEqual([
        'order | 2 | not_a_time | open | null | null | null',
        'order_item | 1 | not_a_number | replayed | 1 | 3 | inserted',
        'order_item | 2 | not_an_integer | open | null | null | null',
        'order_item | 1 | not_a_number | open | null | null | null',
      ]);
    });

    test('takes parents first: children that waited for them and children given up come in with them', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1', GERMAN)]);
      await shop.deliver('order_items', '1', [item('O1', 1), item('O9', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      await shop.deliver('payments', '1', [payment('O1', 1)]);
      await shop.run({ now: '2026-03-06T08:00:00Z' });
      expect(await shop.batches('order_item')).toEqual(['quarantined 2']);
      expect(await shop.batches('payment')).toEqual(['waiting 1']);

      shop.configure(readsGermanTimes);
      const report = await shop.replay({ now: '2026-03-06T09:00:00Z' });
      expect(report.replayed).toMatchObject([
        { entity: 'order', selectedRows: 1, replayedRows: 1 },
        { entity: 'order_item', selectedRows: 2, replayedRows: 1, refused: new Map([['parent_missing', 1]]) },
      ]);
      expect(await shop.batches('order_item')).toEqual(['quarantined 1, inserted 1']);
      expect(await shop.batches('payment')).toEqual(['inserted 1']);
      expect(await shop.lines(QUARANTINE)).toEqual([
        'order | 1 | not_a_time | replayed | 1 | 3 | inserted',
        'order_item | 1 | parent_missing | replayed | 1 | 3 | inserted',
        'order_item | 2 | parent_missing | open | 1 | 3 | null',
      ]);
    });

    test('a row that is refused again stays what it was, says what is wrong now and what was before', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1, { ...COMMA, quantity: 'many' })]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      shop.configure(readsCommas);
      const report = await shop.replay({ now: '2026-03-01T09:00:00Z' });
      expect(report.replayed[0]?.refused).toEqual(new Map([['not_an_integer', 1]]));
      expect(report.checks).toContainEqual(
        expect.objectContaining({ name: 'not_an_integer', severity: 'quarantine', failedRows: 1 }),
      );
      await shop.replay({ now: '2026-03-01T10:00:00Z' });
      const row = `SELECT q.quarantine_id, q.status, q.reason_code, q.column_name, q.problems, q.earlier_problems, q.raw_text,
  q.attempts, q.tried_run_id, q.quarantined_utc, q.tried_utc
FROM ops.quarantine AS q`;
      expect(await shop.lines(row)).toEqual([
        '1 | open | not_an_integer | quantity | quantity: not_an_integer ("many" is not a whole number) | ' +
          'until run 2:\nquantity: not_an_integer ("many" is not a whole number)\n' +
          'unit_price: not_a_number ("12,50" is not a decimal number) | ' +
          'O1,1,P1,S1,many,"12,50",1.50, | 2 | 3 | 2026-03-01 08:00:00.000 | 2026-03-01 10:00:00.000',
      ]);
      expect(await shop.batches('order_item')).toEqual(['quarantined 1']);
    });

    test('a row without its order waits as long as the others of its batch, and is then refused where it was', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1, COMMA), item('O1', 2, WHOLE)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      shop.configure(readsCommas);
      await shop.replay({ now: '2026-03-02T08:00:00Z' });
      expect(await shop.batches('order_item')).toEqual(['waiting 2']);
      expect(await shop.lines(QUARANTINE)).toEqual(['order_item | 1 | not_a_number | replayed | 1 | 2 | waiting']);

      const report = await shop.run({ now: '2026-03-05T08:00:00Z' });
      expect(await shop.batches('order_item')).toEqual(['quarantined 2']);
      expect(await shop.lines(QUARANTINE)).toEqual([
        'order_item | 1 | parent_missing | open | 1 | 2 | null',
        'order_item | 2 | parent_missing | open | null | null | null',
      ]);
      expect(report.checks).toContainEqual(expect.objectContaining({ name: 'parent_missing', failedRows: 2 }));

      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run({ now: '2026-03-06T08:00:00Z' });
      await shop.replay({ now: '2026-03-06T09:00:00Z' });
      expect(await shop.batches('order_item')).toEqual(['inserted 2']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a row of an old batch without its order does not wait anew', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1, COMMA)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      shop.configure(readsCommas);
      await shop.replay({ now: '2026-03-09T08:00:00Z' });
      expect(await shop.lines(QUARANTINE)).toEqual(['order_item | 1 | parent_missing | open | 1 | 2 | null']);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run({ now: '2026-03-09T09:00:00Z' });
      await shop.replay({ now: '2026-03-09T10:00:00Z' });
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | 12.5000']);
    });

    test('of two rows of a key in one file the later wins, whether one waited or not', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1, COMMA), item('O1', 1, { unit_price: '20' })]);
      await shop.run();
      shop.configure(readsCommas);
      await shop.replay();
      expect(await shop.batches('order_item')).toEqual(['waiting 1, superseded 1']);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run();
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | 20.0000']);
      await shop.expectSameAsAllAtOnce();
    });

    test.each([
      { first: '2025-03-01 00:00:00', replayed: '2025-03-02 00:00:00', city: 'Kiel', counts: 'inserted 1' },
      { first: '2025-03-05 00:00:00', replayed: '2025-03-02 00:00:00', city: 'Berlin', counts: 'inserted 1' },
    ])('by the time of change $city is where the customer lives now', async ({ first, replayed, city, counts }) => {
      const shop = await Arrivals.open(places);
      await shop.deliver('customers', '1', [age('C1', { city: 'Kiel', changed_at: replayed })]);
      await shop.run();
      await shop.deliver('customers', '2', [customer('C1', { city: 'Berlin', changed_at: first })]);
      await shop.run();
      shop.configure(readsAges);
      await shop.replay();
      const current = 'SELECT c.city FROM dim.customer AS c WHERE c.customer_key > 0 AND c.is_current = 1';
      expect(await shop.lines(current)).toEqual([city]);
      expect(await shop.batches('customer')).toEqual([counts, 'inserted 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a version takes its place among the others, and the orders of its time', async () => {
      const shop = await Arrivals.open(places);
      const bought = (id: string, day: number) =>
        order(id, { customer_id: 'C1', purchased_at: `2025-03-${day} 00:00:00` });
      await shop.deliver('customers', '1', [
        customer('C1', { city: 'Berlin', changed_at: '2025-03-01 00:00:00' }),
        age('C1', { city: 'Kiel', changed_at: '2025-03-15 00:00:00' }),
      ]);
      await shop.deliver('orders', '1', [bought('O1', 12), bought('O2', 17), bought('O3', 25)]);
      await shop.run();
      await shop.deliver('customers', '2', [customer('C1', { city: 'Bonn', changed_at: '2025-03-20 00:00:00' })]);
      await shop.run();
      shop.configure(readsAges);
      await shop.replay();
      const places_ = `SELECT o.order_id, c.city FROM fact.sales_order AS o
INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key ORDER BY o.order_id`;
      expect(await shop.lines(places_)).toEqual(['O1 | Berlin', 'O2 | Kiel', 'O3 | Bonn']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('of one moment a later batch has the last word, a member only named gets its values', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('customers', '1', [age('C1', { city: 'Kiel' }), age('C2', { city: 'Kiel' })]);
      await shop.deliver('orders', '1', [order('O1', { customer_id: 'C2' })]);
      await shop.run();
      await shop.deliver('customers', '2', [customer('C1', { city: 'Berlin' })]);
      await shop.run();
      shop.configure(readsAges);
      await shop.replay();
      const cities = `SELECT c.customer_id, c.city, c.is_inferred FROM dim.customer AS c
WHERE c.customer_key > 0 ORDER BY c.customer_id`;
      expect(await shop.lines(cities)).toEqual(['C1 | Berlin | false', 'C2 | Kiel | false']);
      expect(await shop.batches('customer')).toEqual(['updated 1, superseded 1', 'inserted 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('an alias stays with whom a later batch gave it to, of one moment', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('customers', '1', [age('C1', { customer_alias: 'A' })]);
      await shop.deliver('orders', '1', [order('O1', { customer_alias: 'A' })]);
      await shop.run();
      await shop.deliver('customers', '2', [customer('C2', { customer_alias: 'A' })]);
      await shop.run();
      shop.configure(readsAges);
      await shop.replay();
      const buyer = `SELECT c.customer_id FROM fact.sales_order AS o
INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key`;
      expect(await shop.lines(buyer)).toEqual(['C2']);
      expect(await shop.batches('customer')).toEqual(['inserted 1', 'updated 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('an alias that only an order named finds its customer in a replayed row', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('customers', '1', [age('C1', { customer_alias: 'A' })]);
      await shop.deliver('orders', '1', [order('O1', { customer_alias: 'A' })]);
      await shop.run();
      await shop.deliver('customers', '2', [customer('C2')]);
      await shop.run();
      shop.configure(readsAges);
      await shop.replay();
      await shop.expectSameAsAllAtOnce();
    });

    test.each([
      {
        what: 'what an earlier batch brought is replaced',
        before: [seller('S1', { seller_name: 'Old' })],
        own: [seller('S1', { seller_name: LONG })],
        after: [],
        name: 'Short',
        batches: ['inserted 1', 'updated 1'],
      },
      {
        what: 'a later row of the same file is not',
        before: [],
        own: [seller('S1', { seller_name: LONG }), seller('S1', { seller_name: 'Second' })],
        after: [],
        name: 'Second',
        batches: ['inserted 1, superseded 1'],
      },
      {
        what: 'a row of a later batch is not',
        before: [seller('S1', { seller_name: 'Old' })],
        own: [seller('S1', { seller_name: LONG })],
        after: [seller('S1', { seller_name: 'New' })],
        name: 'New',
        batches: ['inserted 1', 'superseded 1', 'updated 1'],
      },
      {
        what: 'one that a later batch brought again unchanged is not',
        before: [seller('S1', { seller_name: 'Old' })],
        own: [seller('S1', { seller_name: LONG })],
        after: [seller('S1', { seller_name: 'Old' }), seller('S2', { seller_name: 'Z' })],
        name: 'Old',
        batches: ['inserted 1', 'superseded 1', 'inserted 1, unchanged 1'],
      },
    ])('without a time of change: $what', async ({ before, own, after, name, batches }) => {
      const shop = await Arrivals.open(places);
      for (const [number, rows] of [before, own, after].entries()) {
        if (rows.length === 0) continue;
        await shop.deliver('sellers', String(number), rows);
        await shop.run();
      }
      shop.configure(shortens);
      await shop.replay();
      expect(await shop.lines(NAMES)).toEqual([name]);
      expect(await shop.batches('seller')).toEqual(batches);
      await shop.expectSameAsAllAtOnce();
    });

    test('without a time of change, a seller that only an item named gets its values in its own batch', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('sellers', '1', [seller('S1', { seller_name: LONG })]);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliver('order_items', '1', [item('O1', 1)]);
      await shop.run();
      await shop.deliver('sellers', '2', [seller('S2')]);
      await shop.run();
      shop.configure(shortens);
      await shop.replay();
      expect(await shop.batches('seller')).toEqual(['updated 1', 'inserted 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('stopped while rows are typed it leaves them refused, and nothing in staging', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1, COMMA)]);
      await shop.run();
      shop.configure(readsCommas);
      const stop = new AbortController();
      const observe = (event: { readonly kind: string }): void => {
        if (event.kind === 'chunk staged') stop.abort();
      };
      await expect(shop.replay({ observe, signal: stop.signal })).rejects.toThrow(InterruptedError);
      expect(await shop.lines(QUARANTINE)).toEqual(['order_item | 1 | not_a_number | open | null | null | null']);
      expect(await shop.lines('SELECT COUNT(*) AS n FROM stg.order_item_row')).toEqual(['0']);
      await shop.replay();
      expect(await shop.batches('order_item')).toEqual(['waiting 1', '']);
    });
  });
}
