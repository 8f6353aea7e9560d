import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { readPages } from '../docs/pages.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

const ORDER = 'O-LATE,,,delivered,2025-06-01 10:00:00,,,,,\n';
/** A price that is no number, an item twice, and one whose order has not come. */
const ITEMS = `O-LATE,1,P000001,S00001,1,10.00,1.00,
O-LATE,2,P000001,S00001,1,ten,1.00,
O-LATE,3,P000001,S00001,1,10.00,1.00,
O-LATE,3,P000001,S00001,1,10.00,1.00,
O-NEVER,1,P000001,S00001,1,10.00,1.00,
`;

/** A clean shop of which only the places are loaded, so that no test waits for tables to be created. */
let begun: ShopFolder;
beforeAll(async () => {
  begun = await ShopFolder.seeded(10, 0);
  for (const file of ['orders', 'order_items', 'payments', 'reviews']) {
    const [header] = (await begun.read(`shop/${file}.csv`)).split('\n');
    await begun.write(`shop/${file}.csv`, `${header}\n`);
  }
  expect((await begun.run(['run', 'geography'])).code).toBe(0);
  await begun.append('shop/orders.csv', ORDER);
  await begun.append('shop/order_items.csv', ITEMS);
});
afterAll(() => begun[Symbol.asyncDispose]());

async function statusOf(folder: ShopFolder, ...options: readonly string[]) {
  const { code, out } = await folder.run(['status', '--json', ...options]);
  expect(code).toBe(0);
  return JSON.parse(out);
}

const ITEM_CLASSES = {
  rows_read: 5,
  blank: 0,
  duplicate: 1,
  waiting: 1,
  quarantined: 1,
  accepted: 2,
  inserted: 2,
  updated: 0,
  unchanged: 0,
  superseded: 0,
};

describe.concurrent('status shows of batches', SLOW, () => {
  it('each of the newest run that has any, with all its classes', async () => {
    await using folder = await begun.copy();
    await folder.run(['run', 'order', 'order_item']);
    await folder.run(['run', 'order', 'order_item']);
    const { batches, classes } = await statusOf(folder);
    const order = { batch_id: 2, entity: 'order', status: 'published', rows_read: 1, accepted: 1, inserted: 1 };
    expect(batches).toMatchObject([order, { batch_id: 3, entity: 'order_item', ...ITEM_CLASSES }]);
    expect(batches[1]).toEqual({ batch_id: 3, entity: 'order_item', status: 'published', ...ITEM_CLASSES });
    expect(classes[2]).toEqual({ entity: 'order_item', batches: 1, ...ITEM_CLASSES });
    const { out } = await folder.run(['status']);
    expect(out).toMatch(
      /\nBatches of run 2; .*:\nbatch_id .*\n-.*\n +2 {2}order .*\n +3 {2}order_item +published +5 +0 +1 +1 +1 +2 +2 +0 +0 +0\n\n/,
    );
  });

  it('those of the run that is asked for, and none of a run without', async () => {
    await using folder = await begun.copy();
    await folder.run(['run', 'order']);
    await folder.run(['run', 'order']);
    expect((await statusOf(folder, '--run', '1')).batches).toMatchObject([{ batch_id: 1, entity: 'geography' }]);
    expect((await statusOf(folder, '--run', '3')).batches).toEqual([]);
  });

  it('no classes before they are published, nor are they in the sums, which would not add up', async () => {
    await using folder = await begun.copy();
    await folder.run(['run', 'order', 'order_item']);
    const warehouse = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
    await warehouse.execute(
      "UPDATE ops.batch SET status = 'staged', duplicate_rows = 0, waiting_rows = 0, inserted_rows = 0 WHERE batch_id = 3",
    );
    await warehouse.close();
    const { batches, classes, pending, waiting } = await statusOf(folder);
    const unknown = Object.fromEntries(Object.keys(ITEM_CLASSES).map((name) => [name, null]));
    expect(batches[1]).toEqual({ batch_id: 3, entity: 'order_item', status: 'staged', ...unknown, rows_read: 5 });
    expect(classes.map(({ entity }: { readonly entity: string }) => entity)).toEqual(['geography', 'order']);
    expect(pending).toMatchObject([{ batch_id: 3, entity: 'order_item', status: 'staged', read_rows: 5 }]);
    expect(waiting).toEqual([]);
  });

  it('how many rows wait since when, and the query of the documentation which for what', async () => {
    await using folder = await begun.copy();
    await folder.run(['run', 'order', 'order_item']);
    const { waiting } = await statusOf(folder);
    const since = await folder.line('SELECT b.staged_utc FROM ops.batch AS b WHERE b.batch_id = 3');
    expect(waiting).toEqual([{ batch_id: 3, entity: 'order_item', run_id: 2, waiting: 1, staged_utc: since }]);

    const text = readPages().find(({ file }) => file === 'docs/operations.md')?.text ?? '';
    const [, section = ''] = text.split('## Which rows wait?\n');
    const [, sql = ''] = /storehouse query "([^"]+)"/.exec(section) ?? [];
    const { code, out } = await folder.run(['query', sql, '--format', 'csv']);
    expect({ code, out }).toEqual({
      code: 0,
      out: `entity,order_id,since_utc,batch_id,path,source_row\norder_item,O-NEVER,${since},3,order_items.csv,5\n`,
    });
  });
});

describe.concurrent('status shows', SLOW, () => {
  it('the path of the file that each feed took last', async () => {
    const { positions } = await statusOf(begun);
    expect(positions).toMatchObject([{ feed: 'shop/geography', files: 1, last_file: 1, last_path: 'geography.csv' }]);
  });

  it('programs why a run failed', async () => {
    await using folder = await begun.copy();
    await folder.write('shop/sellers.csv', 'city\nRoma\n');
    expect((await folder.run(['run', 'seller'])).code).toBe(4);
    const { failure } = await statusOf(folder);
    expect(failure).toEqual({ run_id: 2, message: expect.stringContaining('sellers.csv') });
    expect((await statusOf(folder, '--run', '1')).failure).toBeNull();
  });
});
