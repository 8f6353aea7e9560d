import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

/** Customers whose second file has a new column and an age that is none. */
async function changingFolder(contracts: object): Promise<ShopFolder> {
  const folder = await ShopFolder.empty();
  await mkdir(folder.path('shop'));
  const feed = { entity: 'customer', files: 'c-*.csv', columns: { customer_id: 'id', age: 'age' } };
  await folder.configure({ contracts, sources: { shop: { kind: 'files', directory: 'shop', feeds: [feed] } } });
  await folder.write('shop/c-1.csv', 'id,age\nC1,41\n');
  return folder;
}

const CHANGED = 'id,age,tier\nC2,old,gold\n';

describe.concurrent('files that change', SLOW, () => {
  it('are told of while the run goes on, at its end, and in status', async () => {
    await using folder = await changingFolder({ customer: { changedTypes: 'evolve' } });
    expect((await folder.run(['run'])).out).not.toContain('different');
    await folder.write('shop/c-2.csv', CHANGED);
    const { code, out, err } = await folder.run(['run']);
    const added = 'shop/customer: "c-2.csv" has the new column "tier", which is not mapped and not loaded';
    const emptied =
      'shop/customer: "c-2.csv" has values in the column "age" that are not of the type of age: 1 left empty, as in row 1: "old" is not a whole number';
    expect(code).toBe(0);
    expect(err).toContain(`  note: ${added}\n  note: ${emptied}\n`);
    expect(out).toContain(`\nFiles that look different than before:\n  ${added}\n  ${emptied}\n`);
    expect((await folder.run(['run'])).out).not.toContain('different');
    const status = JSON.parse((await folder.run(['status', '--json'])).out);
    const known = { run_id: 2, feed: 'shop/customer', path: 'c-2.csv', contract_mode: 'evolve' };
    expect(status.changes).toEqual([
      { ...known, column_name: 'age', change_kind: 'changed_type', affected_rows: 1 },
      { ...known, column_name: 'tier', change_kind: 'new_column', affected_rows: null },
    ]);
    expect((await folder.run(['status'])).out).toContain('Files that looked different than those before');
  });

  it('end a frozen run with what to do, and no value of a row in the history', async () => {
    await using folder = await changingFolder({ customer: { changedTypes: 'freeze' } });
    await folder.run(['run']);
    await folder.write('shop/c-2.csv', 'id,age\nC2,old\n');
    const { code, err } = await folder.run(['run']);
    expect(code).toBe(4);
    expect(err).toContain(
      'Error CONTRACT_FROZEN: Row 1 of "c-2.csv" cannot be typed in the column "age": "old" is not a whole number, and contracts.customer.changedTypes is "freeze". Nothing of the batch was kept.',
    );
    const { out } = await folder.run(['status']);
    expect(out).toContain('Row 1 of "c-2.csv" cannot be typed in the column "age", and contracts.customer');
    expect(out).not.toContain('"old"');
  });

  it('are looked at as soon as a run has made the tables in a warehouse that lacks them', async () => {
    await using folder = await changingFolder({});
    await folder.run(['run']);
    const warehouse = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
    await warehouse.applyPlan(['DROP TABLE ops.source_column', 'DROP TABLE ops.schema_change']);
    await warehouse.close();
    const status = await folder.run(['status', '--json']);
    expect([status.code, JSON.parse(status.out).changes]).toEqual([0, []]);
    const { out } = await folder.run(['plan']);
    expect(out).toContain('+ create table ops.source_column\n');
    expect(out).toContain('+ create table ops.schema_change\n');
    await folder.write('shop/c-2.csv', CHANGED);
    expect((await folder.run(['run'])).code).toBe(0);
    await folder.write('shop/c-3.csv', 'id,age,rank\nC3,3,1\n');
    expect((await folder.run(['run'])).out).toContain('"c-3.csv" has the new column "rank"');
  });
});
