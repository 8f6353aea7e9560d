import { mkdir, utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

const SELLERS =
  "SELECT COUNT(*), SUM(CASE WHEN is_deleted = CAST(1 AS bit) THEN 1 ELSE 0 END) FROM dim.seller AS s WHERE s.seller_id LIKE 'S%'";

async function deliver(folder: ShopFolder, sellers: number, day: number): Promise<void> {
  const name = 'shop/sellers.csv';
  await folder.write(name, `id\n${Array.from({ length: sellers }, (_, index) => `S${index}\n`).join('')}`);
  const at = new Date(Date.UTC(2026, 0, day));
  await utimes(folder.path(name), at, at);
}

async function changeSchema(folder: ShopFolder, statement: string): Promise<void> {
  const warehouse = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
  await warehouse.applyPlan([statement]);
  await warehouse.close();
}

describe.concurrent('what a run is allowed to lose', SLOW, () => {
  it('rows that a complete file lacks, and columns that the model lacks, are allowed apart', async () => {
    await using folder = await ShopFolder.empty();
    await mkdir(folder.path('shop'));
    const feed = { entity: 'seller', files: 'sellers.csv', complete: true, columns: { seller_id: 'id' } };
    await folder.configure({ sources: { shop: { kind: 'files', directory: 'shop', feeds: [feed] } } });
    await deliver(folder, 12, 1);
    expect((await folder.run(['run'])).code).toBe(0);
    await deliver(folder, 1, 2);

    const shrunk = await folder.run(['run', '--allow-destructive']);
    expect([shrunk.code, shrunk.err]).toEqual([4, expect.stringContaining('Error COMPLETE_FILE_SHRUNK')]);
    expect(shrunk.err).toContain('run once with --allow-deletes,');

    await changeSchema(folder, 'ALTER TABLE dim.seller ADD COLUMN nickname VARCHAR');
    const changed = await folder.run(['run', '--allow-deletes']);
    expect([changed.code, changed.err]).toEqual([5, expect.stringContaining('Error SCHEMA_DESTRUCTIVE')]);
    expect(changed.err).toContain('run again with --allow-destructive.');
    await changeSchema(folder, 'ALTER TABLE dim.seller DROP COLUMN nickname');

    expect(await folder.line(SELLERS)).toBe('12 | 0');
    expect((await folder.run(['run', '--allow-deletes'])).code).toBe(0);
    expect(await folder.line(SELLERS)).toBe('12 | 11');
  });
});
