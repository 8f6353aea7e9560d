import { readdir, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../connect/duckdb/open-database.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

const COPY = /^shop_\d{8}T\d{9}Z\.duckdb$/;

/** A loaded shop without copies. */
let loaded: ShopFolder;
beforeAll(async () => {
  loaded = await ShopFolder.seeded(60);
  expect((await loaded.run(['run'])).code).toBe(0);
}, SLOW.timeout);
afterAll(() => loaded[Symbol.asyncDispose]());

/** Two copies are kept, as by default. */
async function shop(): Promise<ShopFolder> {
  const folder = await loaded.copy();
  await folder.configure({ readCopies: undefined });
  return folder;
}

/** Names of the copies; other files in their folder aside. */
async function copies(folder: ShopFolder): Promise<readonly string[]> {
  return (await readdir(folder.path('shop.duckdb.copies'))).filter((name) => COPY.test(name)).toSorted();
}

async function change(folder: ShopFolder, sql: string): Promise<void> {
  const database = await openDatabase(folder.path('shop.duckdb'), 'write', 400);
  await database.connection.run(sql);
  database.close();
}

describe.concurrent('good copies', SLOW, () => {
  it('stay when runs that end at once have made an empty warehouse in the place of a lost one', async () => {
    await using folder = await shop();
    await folder.run(['run']);
    await folder.append('shop/orders.csv', 'O-NEW,,,delivered,2025-06-01 10:00:00,,,,,\n');
    await folder.run(['run']);
    const before = await copies(folder);
    expect(before).toHaveLength(2);
    await rm(folder.path('shop.duckdb'));
    for (const _ of [1, 2]) {
      const { code, err } = await folder.run(['run']);
      expect(err).toContain('Error BRONZE_FOREIGN: ');
      expect(err).not.toContain('copy for readers');
      expect(code).toBe(5);
    }
    const asked = await folder.run(['copy']);
    expect(asked.err).toBe(
      'Error WAREHOUSE_UNREADABLE: duckdb:<dir>/shop.duckdb shows readers nothing yet: no run has published anything into it. Nothing was copied, and copies that are there were left.\n',
    );
    expect(asked.code).toBe(5);
    expect(await copies(folder)).toEqual(before);
    expect((await folder.run(['run', '--from-bronze'])).err).toContain('  copy for readers ');
    expect(await copies(folder)).toEqual([before[1], expect.stringMatching(COPY)]);
  });

  it('stay while a warehouse is half rebuilt', async () => {
    await using folder = await shop();
    await folder.run(['copy']);
    const before = await copies(folder);
    await change(folder, "UPDATE ops.bronze SET rebuilt_from = 'another'");
    await folder.write('shop.duckdb.copies/copy-due', '');
    expect((await folder.run(['run'])).err).toContain('Error REBUILD_UNFINISHED: ');
    expect((await folder.run(['copy'])).err).toContain('shop.duckdb is being rebuilt, and that is not finished. ');
    expect(await copies(folder)).toEqual(before);
  });

  it('are followed by one with the new views when a version of Storehouse brought only these', async () => {
    await using folder = await shop();
    await folder.run(['copy']);
    await change(folder, 'DROP VIEW mart.revenue_by_month');
    const { code, out, err } = await folder.run(['run']);
    expect({ code, isNews: !out.includes('nothing new, nothing changed') }).toEqual({ code: 0, isNews: false });
    expect(err).toContain('  copy for readers ');
    expect(await copies(folder)).toHaveLength(2);
  });

  it.each([
    [['elsewhere'], 'BRONZE_MISSING'],
    [[], 'BRONZE_INCOMPLETE'],
  ])('and no warehouse either are made of a rebuild from bronze %j, which is %s', async (directory, code) => {
    await using folder = await shop();
    await rm(folder.path('shop.duckdb'));
    await rm(folder.path('shop.duckdb.bronze/batches/0000002-customer'), { recursive: true });
    const { err } = await folder.run(['run', '--from-bronze', ...directory]);
    expect(err).toContain(`Error ${code}: `);
    const left = await readdir(folder.directory);
    expect(left.filter((name) => name.startsWith('shop.duckdb'))).toEqual(['shop.duckdb.bronze']);
  });
});
