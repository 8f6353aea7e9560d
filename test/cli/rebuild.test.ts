import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences } from '../pipeline/warehouse-content.ts';
import { runInProcess } from './run-in-process.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

describe('storehouse run --from-bronze', SLOW, () => {
  let loaded: ShopFolder;

  beforeAll(async () => {
    loaded = await ShopFolder.seeded(60);
    expect((await loaded.run(['run'])).code).toBe(0);
  }, SLOW.timeout);

  afterAll(() => loaded[Symbol.asyncDispose]());

  it('builds a lost warehouse again, without its files, after a plain run has refused to', async () => {
    await using folder = await loaded.copy();
    const before = await folder.content();
    const status = await folder.run(['status']);
    expect(status.out).toMatch(
      /\nBronze: {11}11 batches, 0\.\d MB, the oldest of .* UTC, .* ago, in <dir>\/shop.duckdb.bronze\n/,
    );
    await rename(folder.path('shop.duckdb'), folder.path('lost.duckdb'));

    const plain = await folder.run(['run']);
    expect(plain.err).toContain('Error BRONZE_FOREIGN: The bronze in <dir>/shop.duckdb.bronze belongs to another');
    expect(plain.code).toBe(5);

    await rm(folder.path('shop'), { recursive: true });
    const rebuilt = await folder.run(['run', '--from-bronze']);
    expect(rebuilt.err).toContain('Rebuilding duckdb:<dir>/shop.duckdb from <dir>/shop.duckdb.bronze\n');
    expect(rebuilt.err).toContain('11 batches are as they were written\n');
    expect(rebuilt.out).toMatch(/\nRun 2: [\d,]+ rows of the warehouse changed in .*\n\nInput rows by class:\n/);
    expect(rebuilt.code).toBe(0);
    expect(differences(before, await folder.content())).toEqual({});
  });

  it('builds another warehouse from that of the configuration, and then reads nothing again', async () => {
    await using folder = await loaded.copy();
    const other = ['--warehouse', 'duckdb:other.duckdb'];
    expect((await folder.run(['run', '--from-bronze', ...other])).code).toBe(0);
    expect(differences(await folder.content(), await folder.content('other.duckdb'))).toEqual({});
    const again = await folder.run(['run', ...other]);
    expect(again.err).toContain('0 files to read');
    expect(again.out).toContain('nothing new, nothing changed');
    expect((await readdir(folder.path('other.duckdb.bronze'))).toSorted()).not.toContain('batches');
    const status: unknown = JSON.parse((await folder.run(['status', '--json', ...other])).out);
    expect(status).toMatchObject({ bronze: { batches: 0, bytes: 0, oldest_utc: null } });
  });

  it('leaves a warehouse alone that is not empty', async () => {
    await using folder = await loaded.copy();
    const { code, err } = await folder.run(['run', '--from-bronze']);
    expect(err).toContain('Error REBUILD_REFUSED: duckdb:<dir>/shop.duckdb is not empty: it holds 11 batches.');
    expect(code).toBe(5);
  });

  it('says where it looked when there is no bronze', async () => {
    await using folder = await loaded.copy();
    const named = await folder.run(['run', '--from-bronze', 'elsewhere', '--warehouse', 'duckdb:new.duckdb']);
    expect(named.err).toContain('Error BRONZE_MISSING: There is no bronze in <dir>/elsewhere.');
    expect(named.code).toBe(4);
    await rm(folder.path('shop.duckdb.bronze'), { recursive: true });
    const usual = await folder.run(['run', '--from-bronze', '--warehouse', 'duckdb:new.duckdb']);
    expect(usual.err).toContain('There is no bronze in <dir>/new.duckdb.bronze or <dir>/shop.duckdb.bronze.');
    expect(usual.code).toBe(4);
  });

  it('keeps bronze where the configuration says, or none', async () => {
    await using folder = await ShopFolder.seeded(20);
    await folder.configure({ bronze: { directory: 'archive' } });
    expect((await folder.run(['run'])).code).toBe(0);
    expect(await readdir(folder.path('archive/batches'))).toHaveLength(11);
    await folder.configure({ bronze: { enabled: false } });
    expect((await folder.run(['run', '--warehouse', 'duckdb:none.duckdb'])).code).toBe(0);
    const kept = ['shop.duckdb.bronze', 'none.duckdb.bronze'].filter((name) => existsSync(folder.path(name)));
    expect(kept).toEqual([]);
    expect(
      (await folder.run(['status', '--warehouse', 'duckdb:none.duckdb', '--config', 'storehouse.config.ts'])).out,
    ).not.toContain('Bronze');
  });
});

describe.concurrent('the bronze of a configured folder', SLOW, () => {
  async function shop(): Promise<ShopFolder> {
    const folder = await ShopFolder.seeded(20);
    await folder.configure({ bronze: { directory: 'br' } });
    expect((await folder.run(['run'])).code).toBe(0);
    return folder;
  }

  async function addOrder(folder: ShopFolder): Promise<void> {
    await folder.append('shop/orders.csv', 'O-NEW,,,delivered,2025-06-01 10:00:00,,,,,\n');
  }

  it('is that of its warehouse however --warehouse spells it', async () => {
    await using folder = await shop();
    await addOrder(folder);
    expect((await folder.run(['run', '--warehouse', `duckdb:${folder.path('shop.duckdb')}`])).code).toBe(0);
    expect(await readdir(folder.path('br/batches'))).toHaveLength(12);
    expect(existsSync(folder.path('shop.duckdb.bronze'))).toBe(false);
  });

  it('is not that of a file in another folder whose name is spelled like the configured one', async () => {
    await using folder = await shop();
    await mkdir(folder.path('other'));
    const options = ['--config', folder.path('storehouse.config.ts'), '--warehouse', 'duckdb:shop.duckdb'];
    const { code } = await folder.run(['run', ...options], { cwd: folder.path('other') });
    expect(code).toBe(0);
    expect(await readdir(folder.path('br/batches'))).toHaveLength(11);
    expect(await readdir(folder.path('other/shop.duckdb.bronze/batches'))).toHaveLength(11);
  });

  it('is not left for another without being told', async () => {
    await using folder = await shop();
    await addOrder(folder);
    await folder.configure({});
    const refused = await folder.run(['run']);
    expect(refused.err).toContain(
      'Error BRONZE_FOREIGN: This warehouse has a bronze, and it is not in <dir>/shop.duckdb.bronze, where none is yet. Nothing was read.',
    );
    expect(refused.code).toBe(5);
    expect(existsSync(folder.path('shop.duckdb.bronze'))).toBe(false);
    const told = await folder.run(['run', '--allow-destructive']);
    expect(told.err).toContain('another bronze was begun in <dir>/shop.duckdb.bronze; the warehouse cannot be rebuilt');
    expect(told.code).toBe(0);
    expect(await readdir(folder.path('shop.duckdb.bronze/batches'))).toHaveLength(1);
    await folder.configure({ bronze: { directory: 'br' } });
    expect((await folder.run(['run'])).err).toContain('The bronze in <dir>/br belongs to another warehouse;');
  });

  it('is missed in a note by a run that brings something without it', async () => {
    await using folder = await shop();
    await folder.configure({ bronze: { enabled: false } });
    const note = 'what this run brings is not kept in bronze';
    expect((await folder.run(['run'])).err).not.toContain(note);
    await addOrder(folder);
    const { code, err } = await folder.run(['run']);
    expect(err.split(note)).toHaveLength(2);
    expect(code).toBe(0);
    const rebuilt = await folder.run(['run', '--from-bronze', 'br', '--warehouse', 'duckdb:again.duckdb']);
    expect(rebuilt.code).toBe(0);
  });
});

describe('what --from-bronze does not go with', () => {
  it.each([
    [['run', 'order', '--from-bronze', '.'], '--from-bronze rebuilds all entities; leave out order.'],
    [['run', '--from-bronze', '--full'], '--from-bronze reads no files, so --full means nothing with it.'],
    [['run', '--incomplete'], '--incomplete belongs to --from-bronze.'],
  ])('%j', async (args, message) => {
    const { code, err } = await runInProcess(args, '.');
    expect(err).toContain(`Error USAGE: ${message}`);
    expect(code).toBe(2);
  });
});
