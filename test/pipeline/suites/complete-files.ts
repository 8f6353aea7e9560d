import { describe, expect, test } from 'vitest';
import type { FeedConfig } from '../../../core/config/schema.ts';
import { CompleteFileShrunkError, InterruptedError } from '../../../core/errors.ts';
import { viewDefinitions } from '../../../dwh/load/apply-schema.ts';
import type { RunEvent } from '../../../orchestration/run-events.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { item, order, seller } from '../small-shop.ts';
import { complete, mapping } from '../test-config.ts';

const SELLERS = `SELECT s.seller_id, s.city, s.is_deleted
FROM dim.seller AS s
WHERE s.seller_key > 0
ORDER BY s.seller_id`;
const ITEMS = `SELECT i.order_id, i.line_number, i.is_deleted
FROM fact.order_item AS i
ORDER BY i.order_id, i.line_number`;
const STATES = "SELECT b.entity, b.status FROM ops.batch AS b WHERE b.status <> 'abandoned' ORDER BY b.batch_id";

const day = (number: number): string => `2025-04-${String(number).padStart(2, '0')}T06:00:00Z`;

const openWith = (places: WarehousePlaces, entities: readonly string[], rule: FeedConfig['complete'] = true) =>
  Arrivals.open(places, complete(entities, rule));

const sellers = (ids: readonly string[], city = 'Munich') => ids.map((id) => seller(id, { city }));

const many = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `S${100 + from + index}`);

/** Those that read others come after them, and go first. */
const DROP_VIEWS = viewDefinitions()
  .map(({ name }) => `DROP VIEW ${name}`)
  .toReversed();

export function testCompleteFiles(places: WarehousePlaces): void {
  describe('complete files of what a change overwrites', () => {
    test('delete the keys that they lack, and let them return', async () => {
      const shop = await openWith(places, ['seller']);
      await shop.deliverAt('sellers', '1', day(1), sellers(['S1', 'S2', 'S3']));
      await shop.run();
      await shop.deliverAt('sellers', '2', day(2), sellers(['S1', 'S3']));
      await shop.run();
      expect(await shop.lines(SELLERS)).toEqual(['S1 | Munich | false', 'S2 | Munich | true', 'S3 | Munich | false']);
      await shop.deliverAt('sellers', '3', day(3), [...sellers(['S2'], 'Kiel'), ...sellers(['S1'])]);
      await shop.run();
      expect(await shop.lines(SELLERS)).toEqual(['S1 | Munich | false', 'S2 | Kiel | false', 'S3 | Munich | true']);
      expect(await shop.presence('seller')).toEqual(['0 | 0', '1 | 0', '1 | 1']);
      expect(await shop.batches('seller')).toEqual(['inserted 3', 'unchanged 2', 'updated 1, unchanged 1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('delete nothing a second time', async () => {
      const shop = await openWith(places, ['seller']);
      for (const [number, ids] of [['S1', 'S2'], ['S1'], ['S1', 'S3'], ['S1', 'S3', 'S4']].entries()) {
        await shop.deliverAt('sellers', String(number), day(number + 1), sellers(ids));
        await shop.run();
      }
      expect(await shop.presence('seller')).toEqual(['0 | 0', '1 | 0', '0 | 0', '0 | 0']);
      expect(await shop.lines(SELLERS)).toEqual([
        'S1 | Munich | false',
        'S2 | Munich | true',
        'S3 | Munich | false',
        'S4 | Munich | false',
      ]);
      await shop.expectSameAsAllAtOnce();
    });

    test('hold every key they name, duplicates, losers and rows that bring nothing too', async () => {
      const shop = await openWith(places, ['order_item']);
      await shop.deliver('orders', '1', [order('O1'), order('O2')]);
      await shop.deliverAt('order_items', '1', day(1), [item('O1', 1), item('O1', 2), item('O2', 1), item('O9', 1)]);
      await shop.run();
      await shop.deliverAt('order_items', '2', day(2), [
        item('O1', 1),
        item('O1', 1),
        item('O1', 2),
        item('O1', 2, { unit_price: '11.00' }),
        item('O9', 1),
      ]);
      await shop.run();
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | false', 'O1 | 2 | false', 'O2 | 1 | true']);
      await shop.deliver('orders', '2', [order('O9')]);
      await shop.run();
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | false', 'O1 | 2 | false', 'O2 | 1 | true', 'O9 | 1 | false']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('let a row return that brings an older change', async () => {
      const shop = await openWith(places, ['order']);
      await shop.deliverAt('orders', '1', day(1), [order('O1'), order('O2', { order_status: 'shipped' })]);
      await shop.run();
      await shop.deliverAt('orders', '2', day(2), [order('O1')]);
      await shop.run();
      const older = { order_status: 'created', changed_at: '2025-03-01 00:00:00' };
      await shop.deliverAt('orders', '3', day(3), [order('O1'), order('O2', older)]);
      await shop.run();
      const orders = `SELECT o.order_id, s.order_status, o.is_deleted
FROM fact.sales_order AS o
INNER JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
ORDER BY o.order_id`;
      expect(await shop.lines(orders)).toEqual(['O1 | delivered | false', 'O2 | shipped | false']);
      expect(await shop.batches('order')).toEqual(['inserted 2', 'unchanged 1', 'unchanged 1, superseded 1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('leave members alone that only other rows name, and an item keeps its deleted order', async () => {
      const shop = await openWith(places, ['seller', 'order']);
      await shop.deliverAt('orders', '1', day(1), [order('O1'), order('O2')]);
      await shop.deliver('order_items', '1', [item('O1', 1, { seller_id: 'S9' })]);
      await shop.run();
      await shop.deliverAt('sellers', '1', day(1), sellers(['S1']));
      await shop.deliverAt('orders', '2', day(2), [order('O2')]);
      await shop.deliver('order_items', '2', [item('O1', 2, { seller_id: 'S9' })]);
      await shop.run();
      expect(await shop.lines(SELLERS)).toEqual(['S1 | Munich | false', 'S9 | null | false']);
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | false', 'O1 | 2 | false']);
      expect(await shop.lines('SELECT o.order_id, o.is_deleted FROM fact.sales_order AS o ORDER BY 1')).toEqual([
        'O1 | true',
        'O2 | false',
      ]);
      expect(await shop.lines('SELECT l.order_id FROM mart.revenue_line AS l')).toEqual([]);
      await shop.expectSameAsAllAtOnce();
    });

    test('with a refused row delete nothing, and still let rows return', async () => {
      const shop = await openWith(places, ['order_item']);
      await shop.deliver('orders', '1', [order('O1')]);
      const lines = [1, 2, 3].map((line) => item('O1', line));
      await shop.deliverAt('order_items', '1', day(1), lines);
      await shop.deliverAt('order_items', '2', day(2), lines.slice(1));
      await shop.run();
      await shop.deliverAt('order_items', '3', day(3), [item('O1', 1), item('O1', 2, { unit_price: '10;00' })]);
      const report = await shop.run();
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | false', 'O1 | 2 | false', 'O1 | 3 | false']);
      expect(report.notes).toEqual([
        'order_item: order_items-3.csv has a refused row, which may be keys that it seems to lack, so nothing was deleted by it. The next file without refused rows does it; or mend the configuration and "storehouse run --full"',
      ]);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
      shop.configure(mapping('order_item', { unit_price: { column: 'unit_price', values: { '10;00': '10.00' } } }));
      await shop.run({ full: true });
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | false', 'O1 | 2 | false', 'O1 | 3 | true']);
    });

    test('of which several come at once end as if they came one by one', async () => {
      const shop = await openWith(places, ['seller'], { maxDeletedShare: 1 });
      const contents = [
        ['S1', 'S2'],
        ['S2', 'S3'],
        ['S1', 'S4'],
        ['S1', 'S3'],
      ];
      for (const [number, ids] of contents.entries()) {
        await shop.deliverAt('sellers', String(number), day(number + 1), sellers(ids, `City ${number}`));
      }
      await shop.run();
      expect(await shop.lines(SELLERS)).toEqual([
        'S1 | City 3 | false',
        'S2 | City 1 | true',
        'S3 | City 3 | false',
        'S4 | City 2 | true',
      ]);
      const slow = await openWith(places, ['seller'], { maxDeletedShare: 1 });
      for (const [number, ids] of contents.entries()) {
        await slow.deliverAt('sellers', String(number), day(number + 1), sellers(ids, `City ${number}`));
        await slow.run();
      }
      expect(await slow.lines(SELLERS)).toEqual(await shop.lines(SELLERS));
      await slow.expectSameAsAllAtOnce();
    });

    test('that lack too much stop the run before anything of the entity is published', async () => {
      const shop = await openWith(places, ['seller']);
      await shop.deliverAt('sellers', '1', day(1), sellers(many(1, 40)));
      await shop.run();
      await shop.deliverAt('sellers', '2', day(2), sellers(many(1, 19), 'Kiel'));
      const message = '"sellers-2.csv" lacks 21 of the 40 keys of seller that are there, more than 50 %.';
      for (const options of [{}, { full: true }]) {
        const error: unknown = await shop.store.run(options).then(
          () => null,
          (reason) => reason,
        );
        expect(error).toBeInstanceOf(CompleteFileShrunkError);
        expect(String(error)).toContain(message);
      }
      expect((await shop.lines(SELLERS)).filter((line) => !line.endsWith(' | Munich | false'))).toEqual([]);
      expect(await shop.lines(STATES)).toEqual(['seller | published', 'seller | staged', 'seller | staged']);
      await shop.run({ allowDeletes: true });
      expect((await shop.lines(SELLERS)).filter((line) => line.endsWith(' | true'))).toHaveLength(21);
      await shop.deliverAt('sellers', '3', day(3), sellers(['S101']));
      await expect(shop.store.run()).rejects.toThrow('lacks 18 of the 19 keys of seller');
    });

    test('that lack too much delete nothing once the right file has followed', async () => {
      const shop = await openWith(places, ['seller']);
      await shop.deliverAt('sellers', '1', day(1), sellers(many(1, 40)));
      await shop.run();
      await shop.deliverAt('sellers', '2', day(2), sellers([]));
      await expect(shop.store.run()).rejects.toBeInstanceOf(CompleteFileShrunkError);
      await shop.deliverAt('sellers', '3', day(3), sellers(many(2, 41)));
      const report = await shop.run();
      expect(report.notes).toEqual([
        'seller: sellers-2.csv lacks 40 of 40 keys, and another file has followed it, so nothing was deleted by it',
      ]);
      expect((await shop.lines(SELLERS)).filter((line) => line.endsWith(' | true'))).toEqual(['S101 | Munich | true']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('that lack too much delete nothing once another has followed, though with a refused row', async () => {
      const shop = await openWith(places, ['order_item']);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliverAt('order_items', '1', day(1), [item('O1', 1), item('O1', 2)]);
      await shop.run();
      await shop.deliverAt('order_items', '2', day(2), [item('O1', 3)]);
      await expect(shop.store.run()).rejects.toBeInstanceOf(CompleteFileShrunkError);
      await shop.deliverAt('order_items', '3', day(3), [item('O1', 1), item('O1', 2, { unit_price: '10;00' })]);
      const report = await shop.run();
      expect(report.notes).toEqual([
        'order_item: order_items-2.csv lacks 2 of 2 keys, and another file has followed it, so nothing was deleted by it',
        'order_item: order_items-3.csv has a refused row, which may be keys that it seems to lack, so nothing was deleted by it. The next file without refused rows does it; or mend the configuration and "storehouse run --full"',
      ]);
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | false', 'O1 | 2 | false', 'O1 | 3 | false']);
      await shop.expectSameAsAllAtOnce();
      await shop.deliverAt('order_items', '4', day(4), [item('O1', 1), item('O1', 2)]);
      await shop.run();
      expect(await shop.lines(ITEMS)).toEqual(['O1 | 1 | false', 'O1 | 2 | false', 'O1 | 3 | true']);
      await shop.expectFullChangesNothing();
    });

    test.each([
      ['its batch is complete', (event: RunEvent) => event.kind === 'batch complete' && event.entity === 'seller'],
      [
        'its rows are in the star, but their transaction is open',
        (event: RunEvent) => event.kind === 'statement done' && event.name === 'update dim.seller',
      ],
    ])('end the same when the run is stopped once %s', async (_, isDue) => {
      const shop = await openWith(places, ['seller']);
      await shop.deliverAt('sellers', '1', day(1), sellers(['S1', 'S2', 'S3']));
      await shop.run();
      await shop.deliverAt('sellers', '2', day(2), sellers(['S2', 'S3'], 'Kiel'));
      const stop = new AbortController();
      const observe = (event: RunEvent): void => {
        if (isDue(event)) stop.abort();
      };
      await expect(shop.store.run({ observe, signal: stop.signal })).rejects.toBeInstanceOf(InterruptedError);
      expect((await shop.lines(SELLERS)).filter((line) => !line.endsWith(' | Munich | false'))).toEqual([]);
      await shop.deliverAt('sellers', '3', day(3), sellers(['S1', 'S3'], 'Trier'));
      await shop.run();
      expect(await shop.lines(SELLERS)).toEqual(['S1 | Trier | false', 'S2 | Kiel | true', 'S3 | Trier | false']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('come to a warehouse of an earlier version, where all rows are there', async () => {
      const shop = await openWith(places, ['seller']);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.deliverAt('sellers', '1', day(1), sellers(['S1', 'S2', 'S3']));
      await shop.run();
      await shop.store.warehouse.applyPlan(DROP_VIEWS);
      await shop.store.warehouse.applyPlan([
        'ALTER TABLE dim.seller DROP COLUMN is_deleted',
        'ALTER TABLE fact.sales_order DROP COLUMN is_deleted',
        'ALTER TABLE ops.batch DROP COLUMN deleted_rows',
        'ALTER TABLE ops.batch DROP COLUMN returned_rows',
        'ALTER TABLE ops.source_file DROP COLUMN modified_utc',
        'DROP TABLE ops.complete_file',
        'DROP TABLE hist.product_seen',
      ]);
      await shop.deliverAt('sellers', '2', day(2), sellers(['S2', 'S3'], 'Kiel'));
      await shop.run();
      expect(await shop.lines(SELLERS)).toEqual(['S1 | Munich | true', 'S2 | Kiel | false', 'S3 | Kiel | false']);
      expect(await shop.lines('SELECT o.is_deleted FROM fact.sales_order AS o')).toEqual(['false']);
      expect(await shop.presence('seller')).toEqual(['null | null', '1 | 0']);
      await shop.expectFullChangesNothing();
    });

    test('that are older than one taken before say nothing of what is there', async () => {
      const shop = await openWith(places, ['seller']);
      await shop.deliverAt('sellers', '2', day(2), sellers(['S1', 'S2']));
      await shop.run();
      await shop.deliverAt('sellers', '1', day(1), sellers(['S1', 'S3']));
      const report = await shop.run();
      expect(report.notes).toEqual([
        expect.stringContaining('sellers-1.csv is older than a file that was taken before'),
      ]);
      expect(await shop.lines(SELLERS)).toEqual(['S1 | Munich | false', 'S2 | Munich | false', 'S3 | Munich | true']);
      await shop.expectFullChangesNothing();
    });

    test('that say again what an older one said are read again, renamed ones are not', async () => {
      const shop = await openWith(places, ['seller']);
      await shop.deliverAt('sellers', '1', day(1), sellers(['S1', 'S2']));
      await shop.run();
      await shop.deliverAt('sellers', '2', day(2), sellers(['S1']));
      await shop.run();
      await shop.deliverAt('sellers', 'copy', day(1), sellers(['S1', 'S2']));
      expect((await shop.run()).notes).toEqual([
        'shop/seller: sellers-copy.csv skipped: same content as sellers-1.csv',
      ]);
      await shop.deliverAt('sellers', '3', day(3), sellers(['S1', 'S2']));
      await shop.run();
      expect(await shop.lines(SELLERS)).toEqual(['S1 | Munich | false', 'S2 | Munich | false']);
      await shop.expectFullChangesNothing();
    });
  });
}
