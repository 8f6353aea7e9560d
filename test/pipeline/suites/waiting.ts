import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { item, order, payment, review } from '../small-shop.ts';

const TOTALS = `SELECT (SELECT COUNT(*) FROM fact.sales_order) AS orders, (SELECT COUNT(*) FROM fact.order_item) AS items,
  (SELECT COUNT(*) FROM fact.payment) AS payments, (SELECT COUNT(*) FROM fact.review) AS reviews`;

const REFUSED = 'SELECT q.batch_id, q.status FROM ops.quarantine AS q ORDER BY q.quarantine_id';

const WAITS = `SELECT w.order_id, w.payment_number, w.since_utc, w.batch_id
FROM ops.payment_wait AS w
ORDER BY w.order_id, w.payment_number`;

/** A week of runs. */
const TIMEOUT_MS = 300_000;

async function deliverChildren(shop: Arrivals): Promise<void> {
  await shop.deliver('order_items', '1', [item('O1', 1), item('O1', 2), item('O2', 1, { product_id: 'P2' })]);
  await shop.deliver('payments', '1', [payment('O1', 1), payment('O2', 1)]);
  await shop.deliver('reviews', '1', [review('R1', 'O1'), review('R1', 'O2')]);
}

export function testWaiting(places: WarehousePlaces): void {
  describe('waiting rows', () => {
    test('rows wait for their order, name no member meanwhile, and are released in the batch they came with', async () => {
      const shop = await Arrivals.open(places);
      await deliverChildren(shop);
      await shop.run();
      expect(await shop.lines(TOTALS)).toEqual(['0 | 0 | 0 | 0']);
      expect(await shop.batches('order_item')).toEqual(['waiting 3']);
      expect(await shop.lines('SELECT COUNT(*) AS products FROM dim.product AS p WHERE p.product_key > 0')).toEqual([
        '0',
      ]);

      await shop.deliver('orders', '1', [order('O1', { customer_id: 'C1' })]);
      await shop.run();
      expect(await shop.lines(TOTALS)).toEqual(['1 | 2 | 1 | 1']);
      expect(await shop.batches('order_item')).toEqual(['waiting 1, inserted 2']);
      expect(await shop.batches('payment')).toEqual(['waiting 1, inserted 1']);
      expect(await shop.batches('review')).toEqual(['waiting 1, inserted 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('the last order to come releases the last waiting rows', async () => {
      const shop = await Arrivals.open(places);
      await deliverChildren(shop);
      await shop.run();
      await shop.deliver('orders', '1', [order('O1', { customer_id: 'C1' })]);
      await shop.run();
      await shop.deliver('orders', '2', [order('O2', { customer_id: 'C2' })]);
      const report = await shop.run();
      expect(report.entities.find(({ entity }) => entity === 'order_item')).toMatchObject({
        staged: null,
        published: { changedRows: 2, counts: { inserted: 1, waiting: 0 } },
      });
      expect(await shop.lines(TOTALS)).toEqual(['2 | 3 | 2 | 2']);
      expect(await shop.batches('order_item')).toEqual(['inserted 3']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a run with nothing new leaves waiting rows and their counts as they are', async () => {
      const shop = await Arrivals.open(places);
      await deliverChildren(shop);
      await shop.run();
      const report = await shop.run({ now: '2026-03-03T08:00:00Z' });
      expect(report.changedRows).toBe(0);
      expect(await shop.batches('order_item')).toEqual(['waiting 3']);
      expect(await shop.lines('SELECT COUNT(*) AS batches FROM ops.batch AS b')).toEqual(['3']);
    });

    test('a newer version of a waiting row takes its place, the older is superseded', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1, { unit_price: '10.00', product_id: 'P-old' })]);
      await shop.run();
      await shop.deliver('order_items', '2', [item('O1', 1, { unit_price: '12.00' })]);
      await shop.run();
      expect(await shop.batches('order_item')).toEqual(['superseded 1', 'waiting 1']);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run();
      expect(await shop.batches('order_item')).toEqual(['superseded 1', 'inserted 1']);
      expect(await shop.lines('SELECT i.unit_price FROM fact.order_item AS i')).toEqual(['12.0000']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a copy of a waiting row is a duplicate, and one of the two is released', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1)]);
      await shop.run();
      await shop.deliver('order_items', '2', [item('O1', 1), item('O9', 1)]);
      await shop.run();
      expect(await shop.batches('order_item')).toEqual(['duplicate 1', 'waiting 2']);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run();
      expect(await shop.batches('order_item')).toEqual(['duplicate 1', 'waiting 1, inserted 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a full run reads waiting rows again and keeps one of each waiting', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1), item('O2', 1)]);
      await shop.run();
      await shop.run({ full: true });
      expect(await shop.batches('order_item')).toEqual(['duplicate 2', 'waiting 2']);
      expect(await shop.lines('SELECT COUNT(*) AS products FROM dim.product AS p WHERE p.product_key > 0')).toEqual([
        '0',
      ]);
    });

    test('a row that has waited longer than the configuration allows is quarantined, its count moves with it', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('order_items', '1', [item('O1', 1), item('O2', 1, { product_id: 'P2' })]);
      await shop.run({ now: '2026-03-01T08:00:00.000Z' });
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run({ now: '2026-03-04T08:00:00.000Z' });
      expect(await shop.batches('order_item')).toEqual(['waiting 1, inserted 1']);

      await shop.run({ now: '2026-03-04T08:00:00.001Z' });
      expect(await shop.batches('order_item')).toEqual(['quarantined 1, inserted 1']);
      const quarantine = `SELECT q.batch_id, q.entity, q.source_id, q.source_row, q.reason_code, q.column_name, q.problems,
  q.raw_text, q.quarantined_utc
FROM ops.quarantine AS q`;
      expect(await shop.lines(quarantine)).toEqual([
        '1 | order_item | 1 | 2 | parent_missing | order_id | order_id: parent_missing (no order with this key came in time) | ' +
          '{"order_id":"O2","line_number":1,"product_id":"P2","seller_id":"S1","quantity":1,"unit_price":"10","freight_amount":"1.5"} | ' +
          '2026-03-04 08:00:00.001',
      ]);
      expect(await shop.lines("SELECT p.product_id FROM dim.product AS p WHERE p.product_id = 'P2'")).toEqual([]);
    });

    test('a row whose order comes in the very run in which its time is up is let in', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('payments', '1', [payment('O1', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run({ now: '2026-03-20T08:00:00Z' });
      expect(await shop.batches('payment')).toEqual(['inserted 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a row that was quarantined for want of its order comes in with a full run once the order is there', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('payments', '1', [payment('O1', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      await shop.run({ now: '2026-03-09T08:00:00Z' });
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run({ now: '2026-03-09T09:00:00Z' });
      expect(await shop.batches('payment')).toEqual(['quarantined 1']);
      await shop.run({ now: '2026-03-09T10:00:00Z', full: true });
      expect(await shop.batches('payment')).toEqual(['quarantined 1', 'inserted 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test('rows that expired in a run that ended before its checks are reported by the next run', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('payments', '1', [payment('O1', 1), payment('O2', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      const stopped = shop.run({
        now: '2026-03-09T08:00:00Z',
        observe: (event) => {
          if (event.kind === 'step started' && event.step === 'check') throw new Error('Stopped before the checks.');
        },
      });
      await expect(stopped).rejects.toThrow('Stopped before the checks.');
      const report = await shop.run({ now: '2026-03-09T09:00:00Z' });
      expect(report.checks.filter(({ severity }) => severity === 'quarantine')).toMatchObject([
        { name: 'parent_missing', entity: 'payment', failedRows: 2 },
      ]);
      expect((await shop.run({ now: '2026-03-09T10:00:00Z' })).checks).toEqual([]);
    });

    test('the run in which waiting rows expire reports them as refused', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('payments', '1', [payment('O1', 1), payment('O2', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      const report = await shop.run({ now: '2026-03-09T08:00:00Z' });
      expect(report.checks).toContainEqual(
        expect.objectContaining({ name: 'parent_missing', entity: 'payment', severity: 'quarantine', failedRows: 2 }),
      );
    });

    test('a row that has waited too long is refused, once, when its file is read again', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('payments', '1', [payment('O1', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      await shop.run({ now: '2026-03-03T08:00:00Z', full: true });
      expect(await shop.batches('payment')).toEqual(['duplicate 1', 'waiting 1']);
      await shop.run({ now: '2026-03-09T08:00:00Z', full: true });
      expect(await shop.batches('payment')).toEqual(['duplicate 1', 'duplicate 1', 'quarantined 1']);
      await shop.run({ now: '2026-03-10T08:00:00Z', full: true });
      expect(await shop.batches('payment')).toEqual(['duplicate 1', 'duplicate 1', 'quarantined 1', 'quarantined 1']);
      expect(await shop.lines(REFUSED)).toEqual(['3 | read_again', '4 | open']);
    });
  });

  describe('rows that are delivered again while they wait', { timeout: TIMEOUT_MS }, () => {
    test('are refused in time, though each export replaces the file with another content, and stay refused', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('orders', '1', [order('O1')]);
      for (let day = 1; day <= 6; day++) {
        const price = { unit_price: day % 2 === 0 ? '10.00' : '12.00' };
        await shop.deliver('order_items', '1', [item('O9', 1), item('O9', 2, price), item('O1', day)]);
        await shop.run({ now: `2026-03-0${day}T08:00:00Z` });
      }
      expect(await shop.batches('order_item')).toEqual([
        'duplicate 1, inserted 1, superseded 1',
        'duplicate 1, inserted 1, superseded 1',
        'duplicate 1, inserted 1, superseded 1',
        'duplicate 1, inserted 1, superseded 1',
        'quarantined 2, inserted 1',
        'quarantined 2, inserted 1',
      ]);
      expect(await shop.lines(REFUSED)).toEqual(['6 | replaced', '6 | replaced', '7 | open', '7 | open']);

      await shop.deliver('orders', '2', [order('O9')]);
      await shop.deliver('order_items', '1', [item('O9', 1), item('O9', 2), item('O1', 7)]);
      await shop.run({ now: '2026-03-07T08:00:00Z' });
      expect((await shop.batches('order_item')).at(-1)).toEqual('inserted 3');
      expect(await shop.lines(WAITS)).toEqual([]);
      await shop.expectFullChangesNothing();
    });

    test('are refused in time though each export is a file of its own, and each of these is', async () => {
      const shop = await Arrivals.open(places);
      for (let day = 1; day <= 6; day++) {
        await shop.deliver('payments', `${day}`, [payment('O9', 1), payment('O9', 2, { amount: `${day}` })]);
        await shop.run({ now: `2026-03-0${day}T08:00:00Z` });
      }
      expect((await shop.batches('payment')).slice(3)).toEqual([
        'duplicate 1, superseded 1',
        'quarantined 2',
        'quarantined 2',
      ]);
      expect(await shop.lines(WAITS)).toEqual([
        'O9 | 1 | 2026-03-01 08:00:00.000 | 6',
        'O9 | 2 | 2026-03-01 08:00:00.000 | 6',
      ]);
    });

    test('wait anew when they come again after a file without them', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('payments', '1', [payment('O9', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      await shop.run({ now: '2026-03-05T08:00:00Z' });
      expect(await shop.batches('payment')).toEqual(['quarantined 1']);
      await shop.deliver('payments', '2', [payment('O8', 1)]);
      await shop.run({ now: '2026-03-06T08:00:00Z' });
      await shop.deliver('payments', '3', [payment('O9', 1, { amount: '12.00' })]);
      await shop.run({ now: '2026-03-07T08:00:00Z' });
      expect(await shop.batches('payment')).toEqual(['quarantined 1', 'waiting 1', 'waiting 1']);
      expect(await shop.lines(WAITS)).toEqual([
        'O8 | 1 | 2026-03-06 08:00:00.000 | 2',
        'O9 | 1 | 2026-03-07 08:00:00.000 | 3',
      ]);
      await shop.run({ now: '2026-03-20T08:00:00Z' });
      expect(await shop.batches('payment')).toEqual(['quarantined 1', 'quarantined 1', 'quarantined 1']);
    });

    test('go on waiting while other feeds bring files, and while two batches meet in one publication', async () => {
      const shop = await Arrivals.open(places);
      for (const day of [1, 2, 3, 4]) {
        await shop.deliver('payments', '1', [payment('O9', 1), payment('O8', day)]);
        await shop.run({ now: `2026-03-0${day}T08:00:00Z` });
      }
      await shop.deliver('payments', '1', [payment('O9', 1), payment('O8', 5)]);
      const stopped = shop.run({
        now: '2026-03-05T08:00:00Z',
        observe: (event) => {
          if (event.kind === 'statement done' && event.name.startsWith('settle rows of payment')) {
            throw new Error('stopped');
          }
        },
      });
      await expect(stopped).rejects.toThrow('stopped');
      expect((await shop.batches('payment')).at(-1)).toEqual('');
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliver('payments', '1', [payment('O9', 1), payment('O8', 6)]);
      await shop.run({ now: '2026-03-05T09:00:00Z' });
      expect((await shop.batches('payment')).slice(3)).toEqual([
        'waiting 1, duplicate 1',
        'waiting 1, duplicate 1',
        'waiting 1, quarantined 1',
      ]);
    });
  });
}
