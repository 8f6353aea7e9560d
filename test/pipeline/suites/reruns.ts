import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allTables } from '../../../dwh/model/tables.ts';
import { generateShop } from '../../../seed/generate-shop.ts';
import type { WarehousePlace, WarehousePlaces } from '../../ports/warehouse/place.ts';
import { accountingProblems, classCounts, type RowCounts } from '../row-accounts.ts';
import { exampleConfig } from '../test-config.ts';
import { TestWarehouse } from '../test-warehouse.ts';
import { differences, exactContent, type WarehouseContent, warehouseContent } from '../warehouse-content.ts';

/** A full run finds of each key what is stored: the winner is unchanged, and whatever lost or waited does so again. */
function countsOfFullRun(counts: RowCounts): RowCounts {
  const { inserted = 0, updated = 0, unchanged = 0, waiting = 0, duplicate = 0 } = counts;
  return { ...counts, inserted: 0, updated: 0, unchanged: unchanged + inserted + updated, duplicate, waiting };
}

const LAYOUTS = [
  { layout: 'shop', seed: 21, dirt: 0.15 },
  { layout: 'single-line-orders', seed: 22, dirt: 0.15 },
] as const;

/** Runs after a first load, which has all there is. */
export function testReruns(places: WarehousePlaces, orders: number): void {
  describe.each(LAYOUTS)('after a first load of $layout', (shop) => {
    let directory = '';
    let place: WarehousePlace;
    let store: TestWarehouse;
    let first: WarehouseContent;
    let firstExact: WarehouseContent;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pipeline-reruns-'));
      const files = join(directory, 'files');
      await generateShop({ ...shop, orders, directory: files });
      place = await places.createPlace();
      store = await TestWarehouse.open(place.location, exampleConfig(shop.layout, files));
      await store.run();
      first = await warehouseContent(store.warehouse);
      firstExact = await exactContent(store.warehouse);
    });

    afterAll(async () => {
      await store.close();
      await place.remove();
      await rm(directory, { recursive: true, force: true });
    });

    test('the content names every table of the star, and holds rows of all that were fed', () => {
      const star = allTables().filter(({ schema }) => ['dim', 'fact', 'hist'].includes(schema));
      expect(Object.keys(first)).toEqual(star.map(({ schema, name }) => `${schema}.${name}`));
      for (const table of ['dim.customer', 'dim.product', 'fact.sales_order', 'fact.order_item', 'fact.payment']) {
        expect(first[table]?.length).toBeGreaterThan(10);
      }
    });

    test('a second run changes no row, takes no batch and no file', async () => {
      const books = `SELECT (SELECT COUNT(*) FROM ops.batch) AS batches, (SELECT COUNT(*) FROM ops.source_file) AS files,
  (SELECT COUNT(*) FROM ops.quarantine) AS refused`;
      const before = await store.lines(books);
      const report = await store.run();
      expect(report.changedRows).toBe(0);
      expect(report.entities.map(({ staged }) => staged)).toEqual(report.entities.map(() => null));
      expect(differences(firstExact, await exactContent(store.warehouse))).toEqual({});
      expect(await store.lines(books)).toEqual(before);
    });

    test('a full run reads everything again and changes no row, not even a surrogate key', async () => {
      const countsBefore = await classCounts(store.warehouse);
      const report = await store.run({ full: true });
      expect(report.changedRows).toBe(0);
      expect(differences(firstExact, await exactContent(store.warehouse))).toEqual({});
      for (const { entity, published, staged } of report.entities.filter((one) => one.staged !== null)) {
        const { read, blank, quarantined, ...classes } = countsOfFullRun(countsBefore[entity] ?? {});
        const again = { ...published?.counts, blank: staged?.blankRows, quarantined: staged?.quarantinedRows };
        const found = { ...again, read: staged?.readRows };
        const waited = classes.waiting ?? 0;
        // The rows that waited are duplicates of those read again.
        const expected = { ...classes, duplicate: (classes.duplicate ?? 0) + waited, read, blank, quarantined };
        expect({ entity, ...found }).toEqual({ entity, ...expected });
      }
      expect(await accountingProblems(store.warehouse)).toEqual([]);
    });

    test('a full run into an empty warehouse gives an equal warehouse', async () => {
      const otherPlace = await places.createPlace();
      const other = await TestWarehouse.open(otherPlace.location, exampleConfig(shop.layout, join(directory, 'files')));
      try {
        await other.run({ full: true });
        expect(differences(first, await warehouseContent(other.warehouse))).toEqual({});
      } finally {
        await other.close();
        await otherPlace.remove();
      }
    });

    test('single entities can be loaded one by one, in any order', async () => {
      const otherPlace = await places.createPlace();
      const other = await TestWarehouse.open(otherPlace.location, exampleConfig(shop.layout, join(directory, 'files')));
      try {
        for (const entity of Object.keys(await classCounts(store.warehouse)).toReversed()) {
          await other.run({ entities: [entity] });
          expect(await accountingProblems(other.warehouse)).toEqual([]);
        }
        expect(differences(first, await warehouseContent(other.warehouse))).toEqual({});
      } finally {
        await other.close();
        await otherPlace.remove();
      }
    });
  });
}
