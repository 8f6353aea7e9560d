import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import daysExample from '../../../examples/shop/days.config.ts';
import { generateShop } from '../../../seed/generate-shop.ts';
import type { WarehousePlace, WarehousePlaces } from '../../ports/warehouse/place.ts';
import { accountOfLoad, type Batches, batchCounts } from '../day-accounts.ts';
import { foundDimensions, foundFacts, foundFigures, storedFindings } from '../found-truth.ts';
import { foundAsOf, foundSample, foundVersionCounts } from '../found-versions.ts';
import { asStored, type DaysTruth, readDaysTruth, storedCounts } from '../read-truth.ts';
import { accountingProblems, classCounts, quarantineCounts } from '../row-accounts.ts';
import { readingFrom } from '../test-config.ts';
import { TestWarehouse } from '../test-warehouse.ts';
import { differences, warehouseContent } from '../warehouse-content.ts';

export interface ToldShop {
  readonly orders: number;
  readonly days: number;
  readonly seed: number;
  readonly dirt: number;
}

/** Several loads one after the other, on a busy machine or a server. */
const LOADS_MS = 600_000;

type Account = ReturnType<typeof accountOfLoad>;

/** The shop's files of one day arrive and are loaded, then those of the next. */
async function loadDayByDay(store: TestWarehouse, truth: DaysTruth, from: string, to: string): Promise<Account[]> {
  const accounts: Account[] = [];
  let before: Batches = new Map();
  for (const { date } of truth.by_day) {
    for (const { name } of truth.files.filter((file) => file.name.endsWith(`-${date}.csv`))) {
      await copyFile(join(from, name), join(to, name));
    }
    await store.run();
    const after = await batchCounts(store.warehouse);
    accounts.push(accountOfLoad(before, after));
    before = after;
  }
  return accounts;
}

/** Shops told over days, loaded day by day and all at once, compared with what the seeding knows of them. */
export function testDays(places: WarehousePlaces, shops: readonly ToldShop[]): void {
  describe.each(shops)('$orders orders told over $days days, seed $seed, dirt $dirt', (shop) => {
    let directory = '';
    let truth: DaysTruth;
    let daily: TestWarehouse;
    let whole: TestWarehouse;
    let accounts: readonly Account[];
    const opened: WarehousePlace[] = [];

    async function open(files: string): Promise<TestWarehouse> {
      const place = await places.createPlace();
      opened.push(place);
      return TestWarehouse.open(place.location, readingFrom(daysExample, files));
    }

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pipeline-days-'));
      const [all, arriving] = [join(directory, 'all'), join(directory, 'arriving')];
      await mkdir(arriving);
      await generateShop({ ...shop, layout: 'shop', directory: all });
      truth = await readDaysTruth(all);
      daily = await open(arriving);
      accounts = await loadDayByDay(daily, truth, all, arriving);
      whole = await open(all);
      await whole.run();
    }, LOADS_MS);

    afterAll(async () => {
      await daily.close();
      await whole.close();
      for (const place of opened) await place.remove();
      await rm(directory, { recursive: true, force: true });
    });

    test('each day counts its rows, and those it releases, in the classes that the truth names', () => {
      truth.by_day.forEach(({ date, entities, released }, index) => {
        const expected = Object.entries(entities).map(([entity, counts]) => [entity, asStored(counts)] as const);
        expect({ date, ...accounts[index] }).toEqual({ date, entities: Object.fromEntries(expected), released });
      });
    });

    test('one load counts all rows in the classes that the truth names', async () => {
      const entities = Object.keys(truth.entities);
      expect(await classCounts(whole.warehouse)).toEqual(
        Object.fromEntries(entities.map((entity) => [entity, storedCounts(truth, entity)])),
      );
    });

    test('both ways refuse the same rows, and every row is accounted for', async () => {
      const expected = Object.entries(truth.entities)
        .map(([entity, counts]) => [entity, counts.quarantined_by_code] as const)
        .filter(([, codes]) => Object.keys(codes).length > 0);
      for (const { warehouse } of [daily, whole]) {
        expect(await quarantineCounts(warehouse)).toEqual(Object.fromEntries(expected));
        expect(await accountingProblems(warehouse)).toEqual([]);
      }
    });

    test('both warehouses are equal', async () => {
      const [first, second] = [await warehouseContent(daily.warehouse), await warehouseContent(whole.warehouse)];
      expect(differences(first, second)).toEqual({});
    });

    test('the star shows the facts, members, versions, figures and findings of the truth', async () => {
      const { warehouse } = daily;
      expect(await foundFacts(warehouse)).toEqual(truth.facts);
      expect(await foundDimensions(warehouse)).toEqual(truth.dimensions);
      expect(await foundFigures(warehouse)).toEqual(truth.figures);
      expect(await storedFindings(warehouse)).toMatchObject(truth.findings);
      for (const name of ['customer', 'product'] as const) {
        const { members_by_versions, sample } = truth.versions[name];
        expect(await foundVersionCounts(warehouse, name)).toEqual(members_by_versions);
        expect(await foundSample(warehouse, name, sample)).toEqual(sample);
      }
    });

    test('revenue stands with the country and category of the purchase', async () => {
      expect(await foundAsOf(daily.warehouse)).toEqual(truth.as_of);
    });
  });
}
