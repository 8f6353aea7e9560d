import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ShopFolder, SLOW } from './shop-folder.ts';

const ITEM = 'O-LATE,1,P000001,S00001,1,10.00,1.00,\n';
const ORDER = 'O-LATE,,,delivered,2025-06-01 10:00:00,,,,,\n';

/** A clean shop of which only the places are loaded, so that no test waits for tables to be created. */
let begun: ShopFolder;
beforeAll(async () => {
  begun = await ShopFolder.seeded(10, 0);
  expect((await begun.run(['run', 'geography'])).code).toBe(0);
});
afterAll(() => begun[Symbol.asyncDispose]());

describe.concurrent('a run', SLOW, () => {
  it('tells results from progress, and what to type next', async () => {
    await using folder = await ShopFolder.seeded(30);
    const { code, out, err } = await folder.run(['run', '--config', 'storehouse.config.ts']);
    expect(code).toBe(0);
    expect(err).toMatch(/^Running into duckdb:<dir>\/shop\.duckdb\n {2}prepare +[\d.]+ s {2}11 .*\n/);
    expect(err).toMatch(/\n {2}publish support_ticket +[\d.]+ s {2}\d+ rows changed\n {2}check +/);
    expect(out).toMatch(
      /^\nRun 1: [\d,]+ rows of the warehouse changed in [\d.]+ s\.\n\nInput rows by class:\nentity /,
    );
    expect(out).toContain('\nThe warehouse now holds:\n  ');
    expect(out).toContain('\n  npx storehouse status --config storehouse.config.ts\n');
    expect(err + out).not.toContain('\x1b');
  });

  it('says clearly that nothing is new', async () => {
    await using folder = await begun.copy();
    await folder.run(['run']);
    const { code, out } = await folder.run(['run']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\nRun 3: nothing new, nothing changed \([\d.]+ s\)\.\n\nThe warehouse now holds:\n/);
  });

  it('says that rows wait for their order, and later that they are settled', async () => {
    await using folder = await begun.copy();
    await folder.append('shop/order_items.csv', ITEM);
    const first = await folder.run(['run']);
    expect(first.out).toContain('Waiting: 1 row (order_item 1) for an order that has not come.');
    const second = await folder.run(['run']);
    expect(second.out).toContain('Run 3: nothing new, nothing changed');
    expect(second.out).toContain('Waiting: 1 row (order_item 1)');

    await folder.append('shop/orders.csv', ORDER);
    const third = await folder.run(['run']);
    expect(third.out).toMatch(/\norder_item +0 +1 +0 +0 +0 +0 +1 +0 +0 +0\n/);
    expect(third.out).toContain('(read earlier: rows that an earlier run read and this one settled;');
    expect(third.out).not.toContain('Waiting');
    await folder.expectNoGarbage();
  });

  it('says that rows waited too long', async () => {
    await using folder = await begun.copy();
    await folder.append('shop/order_items.csv', ITEM);
    await folder.run(['run']);
    await folder.configure({ waitingDays: 0.000_001 });
    const { out } = await folder.run(['run']);
    expect(out).toMatch(/Given up: 1 row \(order_item 1\) waited .*; see the quarantine, parent_missing\./);
    expect((await folder.run(['quarantine', 'list', '--format', 'csv'])).out).toBe(
      'run_id,entity,reason_code,column_name,rows_refused,first_id,status\n2,order_item,parent_missing,order_id,1,1,open\n',
    );
  });

  it('takes the same content once, and says which file it skipped', async () => {
    await using folder = await begun.copy();
    await folder.configure({
      sources: {
        shop: {
          kind: 'files',
          directory: 'shop',
          feeds: [{ entity: 'seller', files: 'seller*.csv', columns: { seller_id: 'seller_id' } }],
        },
      },
    });
    await folder.write('shop/sellers copy.csv', await folder.read('shop/sellers.csv'));
    const { code, err } = await folder.run(['run']);
    expect(code).toBe(0);
    expect(err).toMatch(/note: shop\/seller: sellers.*csv skipped: same content as sellers.*csv\n/);
  });

  it('is stopped by a check that is set to stop, with 6, and keeps what it published', async () => {
    await using folder = await begun.copy();
    await folder.append('shop/orders.csv', ORDER);
    await folder.configure({ checks: { order_without_items: 'stop' } });
    const { code, out, err } = await folder.run(['run']);
    expect(err).toContain('Error CHECK_STOPPED: Checks with severity "stop" found rows: order_without_items (1 row).');
    expect({ code, out }).toEqual({ code: 6, out: '' });
    await folder.expectNoGarbage();
    const status = await folder.run(['status']);
    expect(status.out).toMatch(/\n +2 {2}run +failed .* CHECK_STOPPED\n/);
    expect(status.out).toContain('\nRun 2 ended with: Checks with severity "stop" found rows:');

    await folder.append('shop/order_items.csv', ITEM);
    const mended = await folder.run(['run']);
    expect(mended.err).not.toContain('Error');
    expect(mended.code).toBe(0);
  });

  it('loads the entities that were named, and only those', async () => {
    await using folder = await begun.copy();
    const { code, err } = await folder.run(['run', 'seller', 'product']);
    expect(code).toBe(0);
    expect([...err.matchAll(/stage (\w+)/g)].map(([, entity]) => entity)).toEqual(['seller', 'product']);
  });
});
