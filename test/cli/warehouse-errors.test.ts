import { access, chmod, mkdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { type Finished, ShopFolder, SLOW } from './shop-folder.ts';

/** An ordinary user, for what the superuser is never refused. */
const NOBODY = 65_534;
const isSuperuser = process.getuid?.() === 0;

function expectRefused({ code, out, err }: Finished, message: string): void {
  expect(err).toContain(message);
  expect(err).not.toContain('    at ');
  expect({ code, out }).toEqual({ code: 5, out: '' });
}

async function expectGoodRun(folder: ShopFolder): Promise<void> {
  const { code, err } = await folder.run(['run']);
  expect(err).not.toContain('Error');
  expect(code).toBe(0);
  await folder.expectNoGarbage();
}

describe.concurrent('a warehouse that cannot be used', SLOW, () => {
  it('because another process has it open is refused with the number of that process', async () => {
    await using folder = await ShopFolder.seeded(10);
    const other = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
    const message = `Error WAREHOUSE_LOCKED: The warehouse <dir>/shop.duckdb is in use by process ${process.pid} (`;
    expectRefused(await folder.run(['run']), message);
    expectRefused(await folder.run(['status']), message);
    await other.close();
    await expectGoodRun(folder);
  });

  it('because its file is no database stays as it is', async () => {
    await using folder = await ShopFolder.seeded(10);
    const garbage = Buffer.alloc(20_000, 'garbage');
    await folder.write('shop.duckdb', garbage);
    for (const command of ['run', 'status']) {
      const refused = await folder.run([command]);
      expectRefused(refused, 'Error WAREHOUSE_UNREADABLE: The warehouse <dir>/shop.duckdb is no DuckDB file:');
      expect(refused.err).toContain('move it away and run "storehouse run --from-bronze" to build it again');
    }
    expect((await readFile(folder.path('shop.duckdb'))).equals(garbage)).toBe(true);
  });

  it('because its folder is missing is refused, and the folder is not made', async () => {
    await using folder = await ShopFolder.seeded(10);
    await folder.configure({ warehouse: 'duckdb:no/such/shop.duckdb' });
    expectRefused(
      await folder.run(['run']),
      'The folder <dir>/no/such of the warehouse file does not exist. Create it,',
    );
    await expect(access(folder.path('no'))).rejects.toThrow('ENOENT');
  });

  it.skipIf(process.platform === 'win32')('because its folder is read-only is refused', async () => {
    await using folder = await ShopFolder.seeded(10);
    await mkdir(folder.path('locked'));
    await folder.configure({ warehouse: 'duckdb:locked/shop.duckdb' });
    for (const path of ['.', 'shop']) await chmod(folder.path(path), 0o755);
    await chmod(folder.path('locked'), 0o555);
    const refused = await folder.run(['run'], isSuperuser ? { uid: NOBODY } : {});
    await chmod(folder.path('locked'), 0o755);
    expectRefused(refused, 'Error WAREHOUSE_UNREADABLE: The warehouse <dir>/locked/shop.duckdb cannot be opened:');
    expect(refused.err).toContain('Permission denied');
  });

  it.each(['status', 'quarantine list', 'query SELECT'])('because it is not there yet: %s', async (line) => {
    await using folder = await ShopFolder.seeded(10);
    const refused = await folder.run(line.split(' '));
    expectRefused(refused, 'There is no warehouse at <dir>/shop.duckdb yet. Build it with "storehouse run"');
  });

  it('because it is a database that no run has loaded is told from a damaged one', async () => {
    await using folder = await ShopFolder.seeded(10);
    await (await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write')).close();
    expectRefused(await folder.run(['status']), 'duckdb:<dir>/shop.duckdb holds no warehouse of Storehouse yet.');
    await expectGoodRun(folder);
  });
});

describe.concurrent('planning', SLOW, () => {
  it('takes a warehouse that is not there for an empty one, and does not make it', async () => {
    await using folder = await ShopFolder.seeded(10);
    const planned = await folder.run(['plan']);
    await expect(access(folder.path('shop.duckdb'))).rejects.toThrow('ENOENT');
    expect(planned.out).toContain('+ create table fact.sales_order\n');
    expect(planned.out).toMatch(/\n\d+ changes\. "storehouse run" applies them\.\n$/);
    await expectGoodRun(folder);
    expect(await folder.run(['plan'])).toEqual({
      code: 0,
      out: 'The warehouse is as the model says; nothing to change.\n',
      err: '',
    });
  });
});
