import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { item, order, payment, review } from '../small-shop.ts';

const TOTALS = `SELECT (SELECT COUNT(*) FROM fact.sales_order) AS orders, (SELECT COUNT(*) FROM fact.order_item) AS items,
  (SELECT COUNT(*) FROM fact.payment) AS payments, (SELECT COUNT(*) FROM fact.review) AS reviews`;

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

    test('a row that has waited too long starts anew when its file is read again, and is refused once', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('payments', '1', [payment('O1', 1)]);
      await shop.run({ now: '2026-03-01T08:00:00Z' });
      await shop.run({ now: '2026-03-09T08:00:00Z', full: true });
      expect(await shop.batches('payment')).toEqual(['duplicate 1', 'waiting 1']);
      await shop.run({ now: '2026-03-20T08:00:00Z' });
      expect(await shop.batches('payment')).toEqual(['duplicate 1', 'quarantined 1']);
    });
  });
}
