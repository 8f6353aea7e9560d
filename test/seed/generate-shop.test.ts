import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { InterruptedError, UsageError } from '../../core/errors.ts';
import { type GenerateShopOptions, generateShop } from '../../seed/generate-shop.ts';
import { parseSeparated } from './read-feed.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seed-shop-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function options(changes: Partial<GenerateShopOptions> = {}): GenerateShopOptions {
  return { orders: 300, seed: 42, dirt: 0.05, directory: join(directory, 'out'), layout: 'shop', ...changes };
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(path)).sort()) hash.update(name).update(await readFile(join(path, name)));
  return hash.digest('hex');
}

async function rows(name: string): Promise<string[][]> {
  return parseSeparated(await readFile(join(directory, 'out', name), 'utf8'), ',');
}

// The digests change with what the generator writes; they must not change with the machine or the version of Node.
test.each([
  ['shop', 'aa750334861829603b8f633857d7f79d4766986cde4a527c8bd065d1e1db15dd'],
  ['single-line-orders', 'd6b3fb02bb2a7818d0b5f81848205e221806860af011012807bf2baebef1f891'],
] as const)('the bytes of layout %s are the same everywhere', async (layout, expected) => {
  await generateShop(options({ layout }));
  expect(await digest(join(directory, 'out'))).toBe(expected);
});

describe.each(['shop', 'single-line-orders'] as const)('layout %s', (layout) => {
  test('the same numbers give the same bytes', async () => {
    await generateShop(options({ layout, directory: join(directory, 'a') }));
    await generateShop(options({ layout, directory: join(directory, 'b') }));
    expect(await digest(join(directory, 'a'))).toBe(await digest(join(directory, 'b')));
  });

  test.each([{ seed: 43 }, { orders: 301 }, { dirt: 0.06 }])('%o gives other bytes', async (change) => {
    await generateShop(options({ layout, directory: join(directory, 'a') }));
    await generateShop(options({ layout, directory: join(directory, 'b'), ...change }));
    expect(await digest(join(directory, 'a'))).not.toBe(await digest(join(directory, 'b')));
  });

  test('the summary counts the rows and bytes of each file', async () => {
    const { files } = await generateShop(options({ layout }));
    for (const file of files) {
      const content = await readFile(join(directory, 'out', file.name));
      const hasHeader = file.name.endsWith('.csv');
      const lines = hasHeader
        ? parseSeparated(content.toString('utf8'), layout === 'shop' ? ',' : ';').length - 1
        : content.toString('utf8').trimEnd().split('\n').length;
      expect({ name: file.name, rows: lines, bytes: content.length }).toEqual(file);
    }
  });
});

test('an earlier run is replaced, and another layout leaves none of its files behind', async () => {
  await generateShop(options());
  await generateShop(options({ layout: 'single-line-orders' }));
  expect((await readdir(join(directory, 'out'))).sort()).toEqual([
    'bestellungen-2024.csv',
    'bestellungen-2025.csv',
    'kunden.csv',
    'truth.json',
    'zahlungen.jsonl',
  ]);
});

test.each([
  { name: 'notes.txt', content: 'mine' },
  { name: 'truth.json', content: '{"generator":"somebody else"}' },
  { name: 'truth.json', content: 'not even JSON' },
])('a directory with a $name that no run wrote is refused and left alone', async ({ name, content }) => {
  await mkdir(join(directory, 'out'));
  await writeFile(join(directory, 'out', name), content);
  await expect(generateShop(options())).rejects.toThrow(UsageError);
  expect(await readdir(join(directory, 'out'))).toEqual([name]);
  expect(await readFile(join(directory, 'out', name), 'utf8')).toBe(content);
});

test.each([
  [{ orders: 0 }, 'The number of orders must be a whole number from 1 to 100000000, not 0.'],
  [{ orders: 1.5 }, 'The number of orders must be a whole number from 1 to 100000000, not 1.5.'],
  [{ seed: -1 }, 'The seed must be a whole number from 0 to 4294967295, not -1.'],
  [{ dirt: 1.01 }, 'The dirt rate must be a number from 0 to 1, not 1.01.'],
  [{ dirt: Number.NaN }, 'The dirt rate must be a number from 0 to 1, not NaN.'],
])('%o is refused', async (change, message) => {
  await expect(generateShop(options(change))).rejects.toThrow(new UsageError(message));
  expect(await readdir(directory)).toEqual([]);
});

test('an interrupted run says so, and the same call can be repeated', async () => {
  const controller = new AbortController();
  const interrupted = options({ orders: 5000, signal: controller.signal, onProgress: () => controller.abort() });
  await expect(generateShop(interrupted)).rejects.toThrow(InterruptedError);
  expect(JSON.parse(await readFile(join(directory, 'out', 'truth.json'), 'utf8'))).toEqual({
    generator: 'storehouse seed',
    complete: false,
  });
  expect((await generateShop(options())).files).toHaveLength(11);
});

test('progress grows and ends with all orders', async () => {
  const seen: (readonly [number, number])[] = [];
  await generateShop(options({ orders: 600, onProgress: (done, total) => seen.push([done, total]) }));
  expect(seen).toEqual([
    [256, 600],
    [512, 600],
    [600, 600],
  ]);
});

describe('the shop holds what readers of files get wrong', () => {
  beforeEach(() => generateShop(options({ orders: 6000, dirt: 0 })));

  test('letters beyond ASCII, quotes and separators within values', async () => {
    const cities = (await rows('geography.csv')).map((row) => row[3]);
    expect(cities).toEqual(expect.arrayContaining(['Łódź', 'Köln', "L'Aquila", 'Málaga', 'Göteborg']));
    const names = (await rows('products.csv')).map((row) => row[1] ?? '');
    expect(names.some((name) => name.startsWith('Monitor 27", "Pro"; black, matt'))).toBe(true);
    const messages = (await rows('reviews.csv')).map((row) => row[4] ?? '');
    expect(messages.filter((message) => message.includes('\n')).length).toBeGreaterThan(10);
  });

  test('products without a category, prices from 1,000 on, several payments of an order', async () => {
    const products = (await rows('products.csv')).slice(1);
    expect(products.filter((row) => row[2] === '').length).toBe(40);
    expect(products.filter((row) => /^\d{4}/.test(row[4] ?? '')).length).toBeGreaterThan(5);
    expect((await rows('payments.csv')).filter((row) => row[1] === '2').length).toBeGreaterThan(100);
  });

  test('a review that speaks of several orders', async () => {
    const reviews = (await rows('reviews.csv')).slice(1).map((row) => row[0]);
    expect(new Set(reviews).size).toBeLessThan(reviews.length);
  });

  test('customers who come back, and orders that know them by their alias', async () => {
    const orders = (await rows('orders.csv')).slice(1);
    const named = orders.map((row) => row[1]).filter((id) => id !== '');
    expect(new Set(named).size).toBeLessThan(named.length * 0.9);
    expect(orders.filter((row) => row[1] === '' && row[2] !== '').length).toBeGreaterThan(50);
  });

  test('orders stand in the order of their purchase and cover two years with every status', async () => {
    const orders = (await rows('orders.csv')).slice(1);
    const times = orders.map((row) => row[4] ?? '');
    expect(times).toEqual(times.toSorted());
    expect([times[0]?.slice(0, 10), times.at(-1)?.slice(0, 10)]).toEqual(['2024-01-01', '2025-12-31']);
    expect([...new Set(orders.map((row) => row[3]))].sort()).toEqual([
      'approved',
      'canceled',
      'created',
      'delivered',
      'invoiced',
      'processing',
      'shipped',
      'unavailable',
    ]);
  });
});
