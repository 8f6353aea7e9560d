import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { product, seller, stock } from '../small-shop.ts';

const SNAPSHOTS = `SELECT f.product_id, f.seller_id, f.snapshot_date_key, f.product_key, f.seller_key,
  f.quantity_on_hand, f.quantity_reserved, f.quantity_available, f.reorder_point, f.stock_value
FROM fact.inventory_snapshot AS f
ORDER BY f.product_id, f.seller_id, f.snapshot_date`;

/** The version of the product that each count shows. */
const COUNTED = `SELECT f.snapshot_date_key, p.category
FROM fact.inventory_snapshot AS f
INNER JOIN dim.product AS p ON p.product_key = f.product_key
ORDER BY f.snapshot_date_key`;

const lamp = (category: string, changedAt: string) => product('P1', { category, changed_at: changedAt });

export function testStock(places: WarehousePlaces): void {
  describe('stock', () => {
    test('counts infer their products and sellers, which are completed in place, and bring their year along', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('inventory', '1', [
        stock('P1', '2027-01-01', { reorder_point: '3' }),
        stock('P1', '2027-01-01', { seller_id: 'S2', reserved: '', unit_cost: '' }),
      ]);
      await shop.run();
      const snapshots = [
        'P1 | S1 | 20270101 | 1 | 1 | 10 | 2 | 8 | 3 | 45.0000',
        'P1 | S2 | 20270101 | 1 | 2 | 10 | 0 | 10 | null | null',
      ];
      expect(await shop.lines(SNAPSHOTS)).toEqual(snapshots);
      expect(await shop.lines('SELECT COUNT(*) AS days FROM dim.date AS d WHERE d.year_number = 2027')).toEqual([
        '365',
      ]);
      expect(await shop.lines('SELECT COUNT(*) AS found FROM checks.inferred_members AS v')).toEqual(['3']);

      await shop.deliver('products', '1', [product('P1')]);
      await shop.deliver('sellers', '1', [seller('S2'), seller('S1')]);
      await shop.run();
      expect(await shop.lines(SNAPSHOTS)).toEqual(snapshots);
      // What is left is the place of the sellers.
      expect(await shop.lines('SELECT v.subject FROM checks.inferred_members AS v')).toEqual([
        'geography Germany / DE-80331 / Munich',
      ]);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a count is of the product as it was at that instant, also when its change comes late', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('products', '1', [
        lamp('Lamps', '2025-03-01 00:00:00'),
        lamp('Lighting', '2025-03-12 20:00:00'),
      ]);
      // Booked for the 11th and counted after midnight; counted in the very instant of the change; and long after.
      await shop.deliver('inventory', '1', [
        stock('P1', '2025-03-05'),
        stock('P1', '2025-03-11', { counted_at: '2025-03-12 01:00:00' }),
        stock('P1', '2025-03-12'),
        stock('P1', '2025-03-20'),
      ]);
      await shop.run();
      expect(await shop.lines(COUNTED)).toEqual([
        '20250305 | Lamps',
        '20250311 | Lamps',
        '20250312 | Lighting',
        '20250320 | Lighting',
      ]);
      await shop.deliver('products', '2', [lamp('Decoration', '2025-03-12 00:30:00')]);
      await shop.run();
      expect(await shop.lines(COUNTED)).toEqual([
        '20250305 | Lamps',
        '20250311 | Decoration',
        '20250312 | Lighting',
        '20250320 | Lighting',
      ]);
      expect(await shop.lines('SELECT v.sellers, v.on_hand FROM mart.stock_by_product_and_day AS v')).toEqual(
        Array.from({ length: 4 }, () => '1 | 10'),
      );
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a later row for the same day corrects the count, an older one does not, and none is counted twice', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('inventory', '1', [stock('P1', '2025-03-05'), stock('P1', '2025-03-05')]);
      await shop.run();
      await shop.deliver('inventory', '2', [
        stock('P1', '2025-03-05', { on_hand: '7', changed_at: '2025-03-06 09:00:00' }),
        stock('P1', '2025-03-06', { on_hand: '5' }),
      ]);
      await shop.run();
      await shop.deliver('inventory', '3', [
        stock('P1', '2025-03-05', { on_hand: '8', changed_at: '2025-03-05 23:00:00' }),
        stock('P1', '2025-03-06', { on_hand: '5' }),
      ]);
      await shop.run();
      expect(await shop.batches('inventory')).toEqual([
        'duplicate 1, inserted 1',
        'inserted 1, updated 1',
        'unchanged 1, superseded 1',
      ]);
      expect(await shop.lines(SNAPSHOTS)).toEqual([
        'P1 | S1 | 20250305 | 1 | 1 | 7 | 2 | 5 | null | 31.5000',
        'P1 | S1 | 20250306 | 1 | 1 | 5 | 2 | 3 | null | 22.5000',
      ]);
      const latest = 'SELECT v.snapshot_date, v.age_days, v.on_hand FROM mart.latest_stock AS v';
      expect(await shop.lines(latest)).toEqual(['2025-03-06 | 0 | 5']);
      await shop.expectSameAsAllAtOnce();
    });

    test('impossible stock is let in and reported; what is no count is refused', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('inventory', '1', [
        stock('P1', '2025-03-05', { on_hand: '-2', reserved: '0' }),
        stock('P2', '2025-03-05', { reserved: '11' }),
        stock('P3', '2025-03-05', { reserved: '-1' }),
        stock('P4', '2025-03-05', { on_hand: '' }),
        stock('P5', '2025-03-05', { counted_at: '' }),
        stock('P6', ''),
        stock('P7', '2025-03-05', { on_hand: '100000001' }),
      ]);
      const report = await shop.run();
      expect(await shop.batches('inventory')).toEqual(['quarantined 5, inserted 2']);
      expect(report.checks.find(({ name }) => name === 'impossible_stock')?.sample).toBe(
        'P1 / S1 / 20250305: On hand are -2 pieces.\nP2 / S1 / 20250305: Reserved are 11 pieces, on hand only 10.',
      );
    });

    test('the most pieces at the highest cost fit their columns', async () => {
      const shop = await Arrivals.open(places);
      const most = { on_hand: '-100000000', reserved: '100000000', unit_cost: '9999999' };
      await shop.deliver('inventory', '1', [stock('P1', '2025-03-05', most)]);
      await shop.run();
      expect(await shop.lines(SNAPSHOTS)).toEqual([
        'P1 | S1 | 20250305 | 1 | 1 | -100000000 | 100000000 | -200000000 | null | -999999900000000.0000',
      ]);
    });
  });
}
