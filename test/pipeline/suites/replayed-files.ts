import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { QUARANTINE } from '../quarantine-lines.ts';
import { order, payment, product } from '../small-shop.ts';
import { mapping } from '../test-config.ts';

/** What the state of a row's file means for its replay. */
export function testReplayedFiles(places: WarehousePlaces): void {
  describe('replay of', () => {
    test('rows of a file that was read again are not replayed, only what the new reading refuses', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('products', '1', [product('P1', { list_price: 'much' }), product('P2')]);
      await shop.run();
      await shop.run({ full: true });
      shop.configure(mapping('product', { list_price: { column: 'list_price', values: { much: '' } } }));
      await shop.replay();
      expect(await shop.lines(QUARANTINE)).toEqual([
        'product | 1 | not_a_number | read_again | null | null | null',
        'product | 1 | not_a_number | replayed | 1 | 3 | inserted',
      ]);
      expect(await shop.batches('product')).toEqual(['quarantined 1, inserted 1', 'inserted 1, unchanged 1']);
      await shop.expectFullChangesNothing();
    });

    test('rows of a content that was replaced are closed, for the mended file brings them anew', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('products', '1', [product('P1', { list_price: 'much' }), product('P2')]);
      await shop.run();
      await shop.deliver('products', '1', [product('P1', { list_price: '3' }), product('P2')]);
      const { notes } = await shop.run();
      expect(notes).toEqual([
        'shop/product: products-1.csv has another content now; 1 refused row of its earlier content closed as replaced',
      ]);
      shop.configure(mapping('product', { list_price: { column: 'list_price', values: { much: '' } } }));
      const report = await shop.replay();
      expect(report.replayed).toEqual([]);
      expect(await shop.lines(QUARANTINE)).toEqual(['product | 1 | not_a_number | replaced | null | null | null']);
      expect(await shop.batches('product')).toEqual(['quarantined 1, inserted 1', 'inserted 1, unchanged 1']);
    });

    test('rows are read by the order of the columns that their own file had', async () => {
      const shop = await Arrivals.open(places);
      await shop.write('payments-1.csv', 'amount,order_id,payment_number\n?,O1,1\n');
      await shop.write('payments-2.csv', 'payment_number,amount,order_id\n2,?,O1\n');
      await shop.deliver('orders', '1', [order('O1')]);
      shop.configure(
        mapping('payment', {
          payment_type: { constant: 'card' },
          payment_status: { constant: 'paid' },
          installments: { constant: '1' },
        }),
      );
      await shop.run();
      shop.configure(mapping('payment', { amount: { column: 'amount', values: { '?': '7' } } }));
      await shop.replay();
      const payments = 'SELECT p.payment_number, p.amount FROM fact.payment AS p ORDER BY p.payment_number';
      expect(await shop.lines(payments)).toEqual(['1 | 7.0000', '2 | 7.0000']);
      await shop.expectSameAsAllAtOnce();
    });

    test('a row that is blank under the mended format is counted as blank', async () => {
      const shop = await Arrivals.open(places, (config) => {
        const { shop: source } = config.sources;
        const format = { type: 'csv', separator: ',', quote: '', escape: '', header: true } as const;
        return { ...config, sources: source === undefined ? {} : { shop: { ...source, format } } };
      });
      await shop.deliver('payments', '1', [payment('O1', 1), { amount: '""' }]);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run();
      shop.configure((config) => {
        const { shop: source } = config.sources;
        const format = { type: 'csv', separator: ',', quote: '"', escape: '"', header: true } as const;
        return { ...config, sources: source === undefined ? {} : { shop: { ...source, format } } };
      });
      await shop.replay();
      expect(await shop.lines(QUARANTINE)).toEqual(['payment | 2 | required | replayed | 1 | 2 | blank']);
      expect(await shop.lines("SELECT b.blank_rows FROM ops.batch AS b WHERE b.entity = 'payment'")).toEqual(['1']);
    });
  });
}
