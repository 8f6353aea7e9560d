import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import shopExample from '../../examples/shop/storehouse.config.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

const { shop } = shopExample.sources;
const exampleFeeds = shop?.feeds ?? [];

/** The shop's example with another mapping of prices. */
function readingPrices(unit_price: unknown) {
  const feeds = exampleFeeds.map((feed) =>
    feed.entity === 'order_item' ? { ...feed, columns: { ...feed.columns, unit_price } } : feed,
  );
  return { sources: { shop: { ...shop, directory: 'shop', feeds } } };
}

const COMMAS = readingPrices({ column: 'unit_price', decimalSeparator: ',' });
const POINTS = readingPrices('unit_price');

/** Times and durations differ from run to run. */
const steady = (text: string): string => text.replace(/\d+\.\d+ s/g, 'n s');

describe('quarantine replay', () => {
  let loaded: ShopFolder;

  beforeAll(async () => {
    loaded = await ShopFolder.seeded(40, 0);
    await loaded.configure(COMMAS);
    expect((await loaded.run(['run'])).code).toBe(0);
  }, SLOW.timeout);

  afterAll(() => loaded[Symbol.asyncDispose]());

  test('says so when nothing matches, and starts no run', SLOW, async () => {
    await using folder = await loaded.copy();
    const { code, out } = await folder.run(['quarantine', 'replay', '--entity', 'seller']);
    expect({ code, out }).toEqual({ code: 0, out: 'No open refused rows that match: nothing to replay.\n' });
    const runs = await folder.run(['query', 'SELECT COUNT(*) AS runs FROM ops.run AS r', '--format', 'csv']);
    expect(runs.out).toBe('runs\n1\n');
  });

  test('says so without a run, too, where a read copy shows the present state', SLOW, async () => {
    await using folder = await loaded.copy();
    expect((await folder.run(['copy'])).code).toBe(0);
    const { code, out, err } = await folder.run(['quarantine', 'replay', '--entity', 'seller']);
    expect(err).toMatch(/^Reading the copy of .*; the warehouse has not changed since\.\n$/);
    expect({ code, out }).toEqual({ code: 0, out: 'No open refused rows that match: nothing to replay.\n' });
    const runs = await folder.run(['query', 'SELECT COUNT(*) AS runs FROM ops.run AS r', '--format', 'csv']);
    expect(runs.out).toBe('runs\n1\n');
  });

  test.each([
    [['--reason', 'nosuch'], 'There is no reason "nosuch". Reasons are: required, not_a_number, '],
    [['--run', '99'], 'There is no run 99; the latest is 1.'],
    [['--run', '99', '--dry-run'], 'There is no run 99; the latest is 1.'],
  ])('with %j says that there is none', SLOW, async (options, message) => {
    await using folder = await loaded.copy();
    const { code, out, err } = await folder.run(['quarantine', 'replay', ...options]);
    expect(err).toContain(`Error USAGE: ${message}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const runs = await folder.run(['query', 'SELECT COUNT(*) AS runs FROM ops.run AS r', '--format', 'csv']);
    expect(runs.out).toBe('runs\n1\n');
  });

  test('a dry run types and tells, and changes nothing', SLOW, async () => {
    await using folder = await loaded.copy();
    const before = await folder.run(['quarantine', 'replay', '--dry-run']);
    expect(before.code).toBe(0);
    expect(before.out).toMatch(
      /^Dry run: 0 of \d+ refused rows are right as the configuration is now\. Nothing was changed\./,
    );
    expect(before.out).toMatch(/Would be refused again:\n +\d+ {2}order_item \(not_a_number ×\d+\)/);
    await folder.configure(POINTS);
    const after = await folder.run(['quarantine', 'replay', '--dry-run']);
    expect(after.out).toMatch(/^Dry run: (\d+) of \1 refused rows are right/);
    expect(after.out).toContain('Let them in with the same command without --dry-run.\n');
    const runs = await folder.run(['query', 'SELECT COUNT(*) AS runs FROM ops.run AS r', '--format', 'csv']);
    expect(runs.out).toBe('runs\n1\n');
  });

  test('lets rows in, says what they became, and what was refused again', SLOW, async () => {
    await using folder = await loaded.copy();
    await folder.configure(readingPrices({ column: 'unit_price', values: { '10.00': 'x' } }));
    const { code, out, err } = await folder.run(['quarantine', 'replay', '--reason', 'not_a_number']);
    expect(code).toBe(0);
    expect(err).toContain('Replaying in duckdb:<dir>/shop.duckdb\n');
    expect(steady(out)).toMatch(
      /\nRun 2: \d+ of \d+ refused rows let in, \d+ rows of the warehouse changed in n s\.\n/,
    );
    expect(out).toMatch(/entity +selected +inserted +refused again +not tried\n/);
    const list = await folder.run(['quarantine', 'list', '--run', '1', '--format', 'csv']);
    expect(list.out).toMatch(/^run_id,entity,reason_code,column_name,rows_refused,first_id,status\n/);
    expect(list.out).toMatch(/1,order_item,not_a_number,unit_price,\d+,\d+,replayed\n/);
    const open = await folder.run(['quarantine', 'list', '--format', 'json']);
    expect(open.out).toBe('[]\n');
    const show = await folder.run(['quarantine', 'show', '--status', 'replayed', '--limit', '1']);
    expect(show.out).toMatch(/row \d+ {2}\(run 1\) {2}replayed; tried 1 time, last by run 2: inserted\n/);
    const runs = await folder.run([
      'query',
      'SELECT r.command FROM ops.run AS r WHERE r.run_id = 2',
      '--format',
      'csv',
    ]);
    expect(runs.out).toBe('command\nquarantine replay --reason not_a_number\n');
  });

  test('needs a warehouse, and a configuration', SLOW, async () => {
    await using folder = await loaded.copy();
    const missing = await folder.run(['quarantine', 'replay', '--warehouse', 'duckdb:none.duckdb']);
    expect(missing.code).toBe(5);
    expect(missing.err).toMatch(/^Error WAREHOUSE_UNREADABLE: /);
    const unconfigured = await folder.run(['quarantine', 'replay', '--config', 'none.ts']);
    expect(unconfigured.code).toBe(3);
  });
});
