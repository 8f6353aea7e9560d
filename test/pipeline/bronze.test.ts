import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import type { RunEvent } from '../../orchestration/run-events.ts';
import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { ArchivedShop } from './archived-shop.ts';
import { customer, item, order } from './small-shop.ts';

const TIMEOUT_MS = 90_000;

const keeping =
  (keepDays: number) =>
  (config: Config): Config => ({ ...config, bronze: { ...config.bronze, keepDays } });

function open(change?: (config: Config) => Config): Promise<ArchivedShop> {
  return ArchivedShop.open(preparedFiles, change);
}

/** One batch a day, of one customer each. */
async function deliverDays(archived: ArchivedShop, days: readonly number[]): Promise<void> {
  for (const day of days) {
    await archived.shop.deliver('customers', String(day), [customer(`C${day}`)]);
    await archived.run({ now: `2026-03-0${day}T08:00:00Z` });
  }
}

/** What the system of a killed process leaves: nothing of the run is cleaned up, because its first work fails. */
async function leaveGarbage(archived: ArchivedShop): Promise<void> {
  const observe = (event: RunEvent): void => {
    if (event.kind === 'batch archived') throw new Error('stopped');
  };
  await expect(archived.run({ observe })).rejects.toThrow('stopped');
}

const CUSTOMERS =
  'SELECT DISTINCT c.customer_id FROM dim.customer AS c WHERE c.customer_key > 0 ORDER BY c.customer_id';

describe('the bronze of a warehouse', { timeout: TIMEOUT_MS }, () => {
  test('loses what batches left that never were complete, and their numbers are not used again', async () => {
    const archived = await open();
    await archived.shop.deliver('customers', '1', [customer('C1')]);
    await leaveGarbage(archived);
    expect(await archived.batchFolders()).toEqual(['0000001-customer']);
    await archived.run();
    expect(await archived.batchFolders()).toEqual(['0000002-customer']);
    const { previousBatchId, counts, units } = await archived.bronze.manifest(2);
    expect({ previousBatchId, counts }).toEqual({
      previousBatchId: null,
      counts: { read: 1, blank: 0, quarantined: 0, staged: 1 },
    });
    expect(units).toEqual([
      {
        feed: 'shop/customer',
        path: 'customers-1.csv',
        bytes: expect.any(Number),
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        sourceId: 1,
        layout: expect.stringContaining('"format":"csv"'),
        isKnown: false,
        modifiedUtc: expect.stringMatching(/^\d{4}-\d\d-\d\d [\d:.]{12}$/),
        complete: null,
      },
    ]);
  });

  test('that was begun by a run that was killed at once is begun again', async () => {
    const archived = await open();
    const createdUtc = '2026-03-01 08:00:00.000';
    await archived.bronze.begin({ format: 1, archiveId: 'begun', createdUtc, afterRunId: 0, continues: null });
    await deliverDays(archived, [1]);
    const [archiveId] = await archived.shop.store.lines('SELECT b.archive_id FROM ops.bronze AS b');
    expect(await archived.bronze.head()).toMatchObject({ archiveId });
    await archived.expectSame(await archived.rebuilt());
  });

  test('is not left for another folder unless that is allowed, and then is another one', async () => {
    const archived = await open();
    await deliverDays(archived, [1]);
    await archived.shop.deliver('customers', '2', [customer('C2')]);
    const other = archived.bronzeBeside('other');
    await expect(archived.run({ bronze: other })).rejects.toMatchObject({
      code: 'BRONZE_FOREIGN',
      message: expect.stringContaining('This warehouse has a bronze, and it is not in'),
    });
    expect(await other.head()).toBe(null);
    const report = await archived.run({ bronze: other, allowDestructive: true });
    expect(report.notes).toEqual([
      expect.stringMatching(/^another bronze was begun in .*other; the warehouse cannot be/),
    ]);
    expect(await other.batchIds()).toEqual([2]);
    expect((await other.head())?.archiveId).not.toBe((await archived.bronze.head())?.archiveId);
    await expect(archived.run()).rejects.toMatchObject({
      code: 'BRONZE_FOREIGN',
      message: expect.stringContaining('belongs to another warehouse; it holds 1 batch.'),
    });
  });

  test('is missed in a note, once, by a run that brings something without it', async () => {
    const archived = await open();
    await archived.shop.deliver('customers', '1', [customer('C1')]);
    expect((await archived.shop.run()).notes).toEqual([]);
    await archived.shop.deliver('customers', '2', [customer('C2')]);
    await archived.run();
    expect((await archived.shop.run()).notes).toEqual([]);
    await archived.shop.deliver('customers', '3', [customer('C3')]);
    await archived.shop.deliver('orders', '3', [order('O3', { customer_id: 'C3' })]);
    expect((await archived.shop.run()).notes).toEqual([
      'what this run brings is not kept in bronze, as what came before is: a rebuilt warehouse will lack it',
    ]);
  });

  test('is not taken by another warehouse, which changes nothing in it', async () => {
    const archived = await open();
    await deliverDays(archived, [1]);
    const other = await archived.emptyWarehouse();
    await expect(other.run({ bronze: archived.bronze })).rejects.toMatchObject({
      code: 'BRONZE_FOREIGN',
      message: expect.stringContaining('belongs to another warehouse; it holds 1 batch.'),
    });
    expect(await archived.batchFolders()).toEqual(['0000001-customer']);
    // What was refused has loaded nothing, so the warehouse can be rebuilt where it is.
    await other.rebuild(archived.bronze);
    await archived.expectSame(other);
  });

  test('keeps batches for as many days as it is told, and those with waiting rows', async () => {
    const archived = await open(keeping(2));
    await archived.shop.deliver('order_items', '1', [item('O1', 1)]);
    await deliverDays(archived, [1, 2, 3]);
    expect(await archived.batchFolders()).toEqual([
      '0000001-customer',
      '0000002-order_item',
      '0000003-customer',
      '0000004-customer',
    ]);
    await archived.run({ now: '2026-03-03T08:00:00.001Z' });
    expect(await archived.batchFolders()).toEqual(['0000002-order_item', '0000003-customer', '0000004-customer']);
    await archived.shop.deliver('orders', '4', [order('O1')]);
    await archived.run({ now: '2026-03-04T07:00:00Z' });
    expect(await archived.batchFolders()).toEqual(['0000003-customer', '0000004-customer', '0000005-order']);
    await archived.run({ now: '2026-03-20T07:00:00Z' });
    expect(await archived.batchFolders()).toEqual([]);
    await deliverDays(archived, [9]);
    expect(await archived.batchFolders()).toEqual(['0000006-customer']);
  });

  test('that was thinned out rebuilds no warehouse, unless it is told that this is all right', async () => {
    const archived = await open();
    await deliverDays(archived, [1, 2, 3]);
    await archived.bronze.remove([1]);
    const store = await archived.emptyWarehouse();
    await expect(store.rebuild(archived.bronze)).rejects.toMatchObject({
      code: 'BRONZE_INCOMPLETE',
      message: expect.stringContaining('batch 1 is missing'),
    });
    expect(await store.lines('SELECT COUNT(*) AS n FROM ops.run AS r')).toEqual(['0']);
    const report = await store.rebuild(archived.bronze, { incomplete: true });
    expect(await store.lines(CUSTOMERS)).toEqual(['C2', 'C3']);
    expect(report.notes).toContain('not the whole: batches are missing (at least 1)');
    // The file of the missing batch is not in the ledger, so the next run takes it.
    await store.run({ bronze: archived.bronze });
    expect(await store.lines(CUSTOMERS)).toEqual(['C1', 'C2', 'C3']);
  });

  const CAUSES =
    'Such batches were loaded by runs that kept no bronze here (bronze.enabled: false, or another folder), were removed after bronze.keepDays or by hand';

  test.each([
    {
      unkept: [1, 3, 4, 5],
      forgotten: [],
      message: `4 batches are missing (1, 3-5). ${CAUSES}, or are older than the bronze. Nothing was loaded.`,
    },
    {
      unkept: [1, 3, 4, 5],
      forgotten: [3, 4, 5],
      message: `2 batches are missing (1, 5), and perhaps 3-4. ${CAUSES}, or are older than the bronze. Nothing was loaded.`,
    },
    { unkept: [4], forgotten: [], message: `batch 4 is missing. ${CAUSES}. Nothing was loaded.` },
  ])('that lacks batches $unkept, and records of runs $forgotten, tells what it knows', async (lacking) => {
    const { unkept, forgotten, message } = lacking;
    const archived = await open();
    for (const day of [1, 2, 3, 4, 5, 6]) {
      await archived.shop.deliver('customers', String(day), [customer(`C${day}`)]);
      const options = { now: `2026-03-0${day}T08:00:00Z` };
      if (unkept.includes(day)) await archived.shop.run(options);
      else await archived.run(options);
    }
    await archived.bronze.forgetRuns(forgotten);
    const store = await archived.emptyWarehouse();
    await expect(store.rebuild(archived.bronze)).rejects.toMatchObject({
      code: 'BRONZE_INCOMPLETE',
      message: expect.stringContaining(` does not hold the whole warehouse: ${message}`),
    });
  });

  test('that lost its newest batch is known not to be whole', async () => {
    const archived = await open();
    await deliverDays(archived, [1, 2]);
    await archived.bronze.remove([2]);
    const store = await archived.emptyWarehouse();
    await expect(store.rebuild(archived.bronze)).rejects.toMatchObject({ code: 'BRONZE_INCOMPLETE' });
  });

  test('that was begun after the warehouse is known not to be whole', async () => {
    const archived = await open();
    await archived.shop.deliver('customers', '0', [customer('C0')]);
    await archived.shop.run();
    await deliverDays(archived, [1]);
    expect(await archived.batchFolders()).toEqual(['0000002-customer']);
    const store = await archived.emptyWarehouse();
    await expect(store.rebuild(archived.bronze)).rejects.toMatchObject({ code: 'BRONZE_INCOMPLETE' });
  });

  test('that is damaged loads nothing', async () => {
    const archived = await open();
    await deliverDays(archived, [1, 2]);
    await appendFile(archived.batchPath('0000002-customer', 'rows-0001.parquet'), '!');
    const store = await archived.emptyWarehouse();
    await expect(store.rebuild(archived.bronze)).rejects.toMatchObject({
      code: 'BRONZE_DAMAGED',
      message: expect.stringContaining('batch 2 of customer: rows-0001.parquet differs'),
    });
    expect(await store.lines('SELECT COUNT(*) AS n FROM ops.batch AS b')).toEqual(['0']);
    expect(await store.lines('SELECT COUNT(*) AS n FROM ops.run AS r')).toEqual(['0']);
  });

  test('is not mixed with what a warehouse holds', async () => {
    const archived = await open();
    await deliverDays(archived, [1]);
    await expect(archived.shop.store.rebuild(archived.bronze)).rejects.toMatchObject({
      code: 'REBUILD_REFUSED',
      message: expect.stringContaining('is not empty: it holds 1 batch. Nothing was changed.'),
    });
  });

  test('of a batch that was given up while a newer one was read is left out', async () => {
    const archived = await open();
    await archived.shop.deliver('customers', '1', [customer('C1')]);
    await leaveGarbage(archived);
    const garbage = join(archived.shop.directory, 'garbage');
    await cp(archived.batchPath('0000001-customer'), garbage, { recursive: true });
    await archived.run();
    // A process that did not know that it had lost its batch wrote it after it was swept.
    await cp(garbage, archived.batchPath('0000001-customer'), { recursive: true });
    const store = await archived.rebuilt();
    await archived.expectSame(store);
    await store.run({ bronze: archived.bronze });
    expect(await archived.batchFolders()).toEqual(['0000002-customer']);
  });

  test('of an entity and of columns that the model does not have any more is taken without them', async () => {
    const archived = await open();
    await deliverDays(archived, [1, 2]);
    const folder = archived.batchPath('0000001-customer');
    const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
    await cp(folder, archived.batchPath('0000001-pigeon'), { recursive: true });
    await rm(folder, { recursive: true });
    await writeFile(
      archived.batchPath('0000001-pigeon', 'manifest.json'),
      manifest.replace('"entity": "customer"', '"entity": "pigeon"'),
    );
    const second = archived.batchPath('0000002-customer', 'manifest.json');
    const columns = (await readFile(second, 'utf8')).replace('"name": "gender"', '"name": "star_sign"');
    await writeFile(second, columns);
    const store = await archived.emptyWarehouse();
    const report = await store.rebuild(archived.bronze);
    expect(report.notes).toEqual(
      expect.arrayContaining([
        'pigeon: there is no such entity any more; its batches were left out',
        'customer: gender not in older batches; empty or its default',
        'customer: star_sign in older batches, not in the model; left out',
      ]),
    );
    expect(await store.lines(CUSTOMERS)).toEqual(['C2']);
    await archived.shop.deliver('customers', '3', [customer('C3')]);
    await store.run({ bronze: archived.bronze });
    expect(await archived.batchFolders()).toContain('0000001-pigeon');
  });
});
