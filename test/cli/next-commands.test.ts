import { rename } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import shopExample from '../../examples/shop/storehouse.config.ts';
import { type Finished, ShopFolder, SLOW } from './shop-folder.ts';

const { shop } = shopExample.sources;
const ORDER = 'O-LATE,,,delivered,2025-06-01 10:00:00,,,,,\n';
const ITEM = 'O-LATE,1,P000001,S00001,1,10.00,1.00,\n';
const WRONG_ITEM = 'O-LATE,2,P000001,S00001,1,ten,1.00,\n';
const OTHER_WRONG_ITEM = 'O-LATE,3,P000001,S00001,1,eleven,1.00,\n';

/** The shop's example with other texts for prices. */
function readingPrices(values: Readonly<Record<string, string>>) {
  const feeds = (shop?.feeds ?? []).map((feed) =>
    feed.entity === 'order_item'
      ? { ...feed, columns: { ...feed.columns, unit_price: { column: 'unit_price', values } } }
      : feed,
  );
  return { sources: { shop: { ...shop, directory: 'shop', feeds } } };
}

/** The command on refused rows that a run suggests, typed. */
async function follow(folder: ShopFolder, { out }: Finished): Promise<{ readonly line: string; readonly out: string }> {
  const [, line = ''] = /\n {2}npx storehouse (quarantine .*)\n/.exec(out) ?? [];
  return { line, out: (await folder.run(line.split(' '))).out };
}

/** A clean shop of which only the places are loaded, so that no test waits for tables to be created. */
let begun: ShopFolder;
beforeAll(async () => {
  begun = await ShopFolder.seeded(10, 0);
  expect((await begun.run(['run', 'geography'])).code).toBe(0);
});
afterAll(() => begun[Symbol.asyncDispose]());

describe.concurrent('what a run suggests finds the rows that it says are refused', SLOW, () => {
  it('when they waited too long and are filed under the run that read them', async () => {
    await using folder = await begun.copy();
    await folder.append('shop/order_items.csv', ITEM);
    await folder.run(['run']);
    await folder.configure({ waitingDays: 0.000_001 });
    const { line, out } = await follow(folder, await folder.run(['run']));
    expect(line).toBe('quarantine show --entity order_item --reason parent_missing');
    expect(out).toContain('(1 row shown)');
  });

  it('when they are of several kinds', async () => {
    await using folder = await begun.copy();
    await folder.append('shop/orders.csv', `${ORDER}O-EARLY,,,delivered,long ago,,,,,\n`);
    await folder.append('shop/order_items.csv', WRONG_ITEM);
    const { line, out } = await follow(folder, await folder.run(['run']));
    expect(line).toBe('quarantine list');
    expect(out).toMatch(/\n +2 {2}order +not_a_time .*\n +2 {2}order_item +not_a_number /);
  });

  it('after a rebuild, which does not speak of those that replays let in', async () => {
    await using folder = await begun.copy();
    await folder.append('shop/orders.csv', ORDER);
    await folder.append('shop/order_items.csv', `${ITEM}${WRONG_ITEM}${OTHER_WRONG_ITEM}`);
    await folder.run(['run']);
    await folder.configure(readingPrices({ ten: '10.00' }));
    expect((await folder.run(['quarantine', 'replay'])).out).toContain('Run 3: 1 of 2 refused rows let in');
    await rename(folder.path('shop.duckdb'), folder.path('lost.duckdb'));

    const rebuilt = await folder.run(['run', '--from-bronze']);
    expect(rebuilt.out).toContain(
      'Rows refused, kept in quarantine:\n         1  order_item (not_a_number ×1)\n\nLoaded,',
    );
    const { line, out } = await follow(folder, rebuilt);
    expect(line).toBe('quarantine show --entity order_item --reason not_a_number');
    expect(out).toContain('eleven');
    expect(out).toContain('(1 row shown)');
  });
});

describe.concurrent('the figures at the end of a run', SLOW, () => {
  it('count a review once that speaks of two orders', async () => {
    await using folder = await begun.copy();
    const [header] = (await folder.read('shop/reviews.csv')).split('\n');
    const rows = ['R-1,O00000001,5,,,2025-06-01 10:00:00,', 'R-1,O00000002,5,,,2025-06-01 10:00:00,', ''];
    await folder.write('shop/reviews.csv', [header, ...rows].join('\n'));
    const { out } = await folder.run(['run']);
    expect(out).toMatch(/\nreview +2 +0 +0 +0 +0 +2 /);
    expect(out).toContain('\n  1 review, average score 5.00\n');
  });
});

describe.concurrent('a log that cannot be written', SLOW, () => {
  it('is said once, and the run goes on', async () => {
    await using folder = await begun.copy();
    const { code, err } = await folder.run(['run'], { env: { ...process.env, STOREHOUSE_LOG: 'shop' } });
    expect(code).toBe(0);
    expect(err.match(/Warning: .*/g)).toEqual([
      'Warning: there is no log, STOREHOUSE_LOG names shop, which cannot be written: it is a folder.',
    ]);
  });
});
