import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { ArchivedShop, booksOf } from '../archived-shop.ts';
import { item, order, product, seller } from '../small-shop.ts';
import { complete, mapping } from '../test-config.ts';

const at = (day: number): string => `2025-04-${String(day).padStart(2, '0')}T06:00:00Z`;
const now = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`;

const sellers = (count: number) => Array.from({ length: count }, (_, index) => seller(`S${index + 10}`));

const SELLERS = `SELECT s.seller_id FROM dim.seller AS s
WHERE s.seller_key > 0 AND s.is_deleted = CAST(0 AS bit)
ORDER BY s.seller_id`;
const PRODUCTS = `SELECT p.product_id, p.is_deleted FROM dim.product AS p
WHERE p.product_key > 0
ORDER BY p.product_id, p.valid_from_utc`;

/** Twelve sellers and two products, of which the next files lack eleven and one. */
async function loseSellers(archived: ArchivedShop): Promise<void> {
  const { shop } = archived;
  await shop.deliver('orders', '1', [order('O1')]);
  await shop.deliver('order_items', '1', [item('O1', 1, { seller_id: 'S11', product_id: 'P1' })]);
  await shop.deliverAt('sellers', '1', at(1), sellers(12));
  await shop.deliverAt('products', '1', at(1), [product('P1'), product('P2')]);
  await archived.run({ now: now(1) });
  await shop.deliverAt('sellers', '2', at(2), sellers(1));
  await shop.deliverAt('products', '2', at(2), [product('P2')]);
  await expect(archived.run({ now: now(2) })).rejects.toMatchObject({ code: 'COMPLETE_FILE_SHRUNK' });
}

/** Sellers return; a file that comes too late, one with a refused row, and one that the next mends. */
async function mendSellers(archived: ArchivedShop): Promise<void> {
  const { shop } = archived;
  await shop.deliverAt('sellers', '4', at(4), sellers(11));
  await archived.run({ now: now(4) });
  await shop.deliverAt('sellers', '3', at(3), sellers(3));
  await archived.run({ now: now(5) });
  await shop.deliverAt('products', '5', at(5), [product('P1', { list_price: 'dear' }), product('P3')]);
  await archived.run({ now: now(6) });
  await shop.deliverAt('sellers', '6', at(6), []);
  await shop.deliverAt('sellers', '7', at(7), sellers(10));
  await shop.deliverAt('products', '7', at(7), [product('P1'), product('P3')]);
  await archived.run({ now: now(7) });
}

/** Rebuilt warehouses in which complete files have deleted rows. */
export function testRebuiltDeletes(places: WarehousePlaces, timeoutMs: number): void {
  const open = () => ArchivedShop.open(places, complete(['seller', 'product']));

  describe('a warehouse with complete files, rebuilt from bronze', { timeout: timeoutMs }, () => {
    test('believes and doubts each of them as the first did', async () => {
      const archived = await open();
      await loseSellers(archived);
      await archived.run({ now: now(3), allowDeletes: true });
      expect(await archived.shop.lines(SELLERS)).toEqual(['S10']);
      await mendSellers(archived);
      expect(await archived.shop.lines(SELLERS)).toEqual(sellers(10).map(({ seller_id }) => seller_id));
      expect(await archived.shop.lines(PRODUCTS)).toEqual([
        'P1 | false',
        'P1 | true',
        'P1 | false',
        'P2 | false',
        'P2 | true',
        'P3 | false',
      ]);
      const rebuilt = await archived.rebuilt();
      await archived.expectSame(rebuilt);
      await archived.shop.deliverAt('sellers', '8', at(8), sellers(9));
      await rebuilt.run({ bronze: archived.bronze, now: now(9) });
      expect(await rebuilt.lines(SELLERS)).toEqual(sellers(9).map(({ seller_id }) => seller_id));
    });

    test('stops where a file had stopped the first, and goes on as that would', async () => {
      const archived = await open();
      await loseSellers(archived);
      const again = await archived.emptyWarehouse();
      await expect(again.rebuild(archived.bronze)).rejects.toMatchObject({ code: 'COMPLETE_FILE_SHRUNK' });
      expect(await booksOf(again.warehouse)).toEqual(await booksOf(archived.shop.store.warehouse));
      await expect(again.run({ now: now(3) })).rejects.toMatchObject({ code: 'COMPLETE_FILE_SHRUNK' });
      await archived.run({ now: now(4), allowDeletes: true });
      await again.run({ now: now(4), allowDeletes: true });
      expect(await again.lines(SELLERS)).toEqual(['S10']);
      expect(await again.lines(PRODUCTS)).toEqual(await archived.shop.lines(PRODUCTS));
    });

    test('repeats what was found of files, though batches of others are missing', async () => {
      const archived = await open();
      const { shop } = archived;
      const products = sellers(12).map((_, index) => product(`P${index + 10}`));
      await shop.deliverAt('sellers', '1', at(1), sellers(1));
      await archived.run({ now: now(1) });
      await shop.deliverAt('products', '1', at(1), products);
      await archived.run({ now: now(2) });
      await shop.deliverAt('products', '2', at(2), products.slice(0, 1));
      await expect(archived.run({ now: now(3) })).rejects.toMatchObject({ code: 'COMPLETE_FILE_SHRUNK' });
      await shop.deliverAt('products', '3', at(3), [...products, product('P99')]);
      await archived.run({ now: now(4) });
      const verdicts = `SELECT c.batch_id, c.verdict, c.judged_run_id FROM ops.complete_file AS c
WHERE c.entity = 'product' ORDER BY c.batch_id`;
      expect(await shop.lines(verdicts)).toEqual(['2 | whole | 2', '3 | guard | 4', '4 | whole | 4']);
      expect((await shop.lines(PRODUCTS)).filter((line) => line.endsWith(' | true'))).toEqual([]);
      const [first = '', second = ''] = await archived.batchFolders();
      await rm(archived.batchPath(first), { recursive: true });
      const rebuilt = await archived.rebuilt({ incomplete: true });
      expect(await rebuilt.lines(verdicts)).toEqual(await shop.lines(verdicts));
      expect(await rebuilt.lines(PRODUCTS)).toEqual(await shop.lines(PRODUCTS));
      await rm(archived.batchPath(second), { recursive: true });
      const rest = await archived.rebuilt({ incomplete: true });
      expect(await rest.lines(verdicts)).toEqual(['3 | guard | 4', '4 | whole | 4']);
    });

    test('repeats what late, replayed and mended files said anew', async () => {
      const archived = await open();
      const { shop } = archived;
      const whole = (id: string) => product(id, { list_price: '7' });
      await shop.deliverAt('products', '2', at(2), [whole('P1'), product('P2', { list_price: '"9,50"' })]);
      await shop.deliverAt('sellers', '2', at(2), sellers(3));
      await archived.run({ now: now(1) });
      await shop.deliverAt('products', '3', at(3), [whole('P1')]);
      await shop.deliverAt('sellers', '1', at(1), sellers(4));
      await archived.run({ now: now(2) });
      await shop.deliverAt('products', '4', at(4), [whole('P1'), whole('P2'), whole('P3')]);
      await shop.deliverAt('products', '1', at(1), [whole('P1'), whole('P4')]);
      await archived.run({ now: now(3) });
      shop.configure(mapping('product', { list_price: { column: 'list_price', decimalSeparator: ',' } }));
      await archived.replay({ now: now(4) });
      await archived.run({ now: now(5), full: true });
      expect(await shop.lines(PRODUCTS)).toEqual([
        'P1 | false',
        'P2 | false',
        'P2 | true',
        'P2 | false',
        'P3 | false',
        'P4 | false',
        'P4 | true',
      ]);
      await archived.expectSame(await archived.rebuilt());
    });
  });
}
