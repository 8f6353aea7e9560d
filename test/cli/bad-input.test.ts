import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences } from '../pipeline/warehouse-content.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

const NEW_ORDER = 'O-NEW,C00000001,,delivered,2025-06-01 10:00:00,,,,,2025-06-01 10:00:00\n';
const ORDERS = 'shop/orders.csv';
/** A shop's files beside the warehouse they were loaded into. */
let loaded: ShopFolder;

beforeAll(async () => {
  loaded = await ShopFolder.seeded(30);
  expect((await loaded.run(['run'])).code).toBe(0);
});
afterAll(() => loaded[Symbol.asyncDispose]());

interface BadInput {
  readonly name: string;
  spoil(folder: ShopFolder): Promise<void>;
  readonly code: number;
  readonly messages: readonly string[];
}

function ordersAs(entity: string) {
  const feeds = [{ entity, files: 'orders.csv', columns: { order_id: 'order_id' } }];
  return { kind: 'files' as const, directory: 'shop', feeds };
}

async function edit(folder: ShopFolder, change: (text: string) => string | Uint8Array): Promise<void> {
  await folder.write(ORDERS, change(await folder.read(ORDERS)));
}

const INPUTS: readonly BadInput[] = [
  {
    name: 'a missing file',
    spoil: (folder) => rename(folder.path(ORDERS), folder.path('shop/orders-2025.csv')),
    code: 4,
    messages: ['Error SOURCE_FILE_MISSING: No file matches "orders.csv" of feed "shop/order"', '"orders-2025.csv"'],
  },
  {
    name: 'a gzip that was cut short',
    spoil: (folder) => edit(folder, (text) => gzipSync(text).subarray(0, -20)),
    code: 4,
    messages: ['Error SOURCE_FILE_UNREADABLE: "orders.csv" (<dir>/shop/orders.csv) cannot be read', 'ends too early'],
  },
  {
    name: 'a gzip with garbage in it',
    spoil: (folder) => edit(folder, (text) => Buffer.from(gzipSync(text)).fill(0x55, 30, 60)),
    code: 4,
    messages: ['Error SOURCE_FILE_UNREADABLE: "orders.csv"', 'the gzip data is damaged'],
  },
  {
    name: 'a renamed column',
    spoil: (folder) => edit(folder, (text) => text.replace('purchased_at', 'purchase_at')),
    code: 4,
    messages: [
      'Error SOURCE_COLUMNS: "orders.csv" does not have the mapped column "purchased_at" (did you mean "purchase_at"?)',
    ],
  },
  {
    name: 'another separator',
    spoil: (folder) => edit(folder, (text) => text.replaceAll(',', ';')),
    code: 4,
    messages: ['Error SOURCE_COLUMNS:', 'It looks separated by ";": set format.separator to ";".'],
  },
  {
    name: 'an empty file',
    spoil: (folder) => folder.write(ORDERS, ''),
    code: 4,
    messages: ['Error SOURCE_COLUMNS: "orders.csv" is empty: it has not even a header line.'],
  },
  {
    name: 'an unknown entity in a feed',
    spoil: (folder) => folder.configure({ sources: { shop: ordersAs('ordr') } }),
    code: 3,
    messages: ['sources.shop.feeds[0].entity: there is no entity "ordr"'],
  },
  {
    name: 'an unknown configuration key',
    spoil: (folder) => folder.configure({ waitingDay: 3 }),
    code: 3,
    messages: ['- waitingDay: unknown key; did you mean "waitingDays"?'],
  },
];

describe.concurrent('a run that meets bad input', SLOW, () => {
  it.each(INPUTS)('$name: changes nothing, and the next run with good input goes on', async (input) => {
    await using folder = await loaded.copy();
    const before = await folder.star();
    await input.spoil(folder);
    const refused = await folder.run(['run']);
    for (const message of input.messages) expect(refused.err).toContain(message);
    expect(refused.err).not.toContain('    at ');
    expect({ code: refused.code, out: refused.out }).toEqual({ code: input.code, out: '' });
    expect(differences(before, await folder.star())).toEqual({});
    await folder.expectNoGarbage();

    await folder.configure({});
    await rm(folder.path(ORDERS), { force: true });
    await writeFile(folder.path(ORDERS), (await readFile(loaded.path(ORDERS), 'utf8')) + NEW_ORDER);
    const good = await folder.run(['run']);
    expect(good.err).not.toContain('Error');
    expect(good.code).toBe(0);
    expect(await folder.line("SELECT COUNT(*) AS n FROM fact.sales_order WHERE order_id = 'O-NEW'")).toBe('1');
    await folder.expectNoGarbage();
  });
});

describe.concurrent('a file that is odd but can be read', SLOW, () => {
  it('brings nothing when it holds a header alone', async () => {
    await using folder = await loaded.copy();
    const before = await folder.star();
    await edit(folder, (text) => `${text.slice(0, text.indexOf('\n'))}\n`);
    const { code, out, err } = await folder.run(['run']);
    expect(err).toContain('stage order');
    expect(out).toContain('Run 2: nothing new, nothing changed');
    expect(code).toBe(0);
    expect(differences(before, await folder.star())).toEqual({});
  });

  it('has its last line refused, and says so, when it is cut in the middle', async () => {
    await using folder = await ShopFolder.seeded(30, 0);
    const text = await folder.read(ORDERS);
    const lines = text.trimEnd().split('\n');
    await folder.write(ORDERS, text.slice(0, text.trimEnd().lastIndexOf(',')));
    const { code, out, err } = await folder.run(['run']);
    expect(err).toContain(`note: "orders.csv" ends within line ${lines.length}, which is not a whole row`);
    expect(out).toMatch(/Rows refused, kept in quarantine:\n +1 {2}order \(cut_short ×1\)/);
    expect(code).toBe(0);
    expect(await folder.line('SELECT COUNT(*) AS n FROM fact.sales_order')).toBe(String(lines.length - 2));

    const shown = await folder.run(['quarantine', 'show', '--reason', 'cut_short']);
    expect(shown.out).toContain(`#1  order  orders.csv, row ${lines.length - 1}  (run 1)\n    row: cut_short (`);
    expect(shown.out).toContain('(1 row shown)');

    await folder.write(ORDERS, text);
    expect((await folder.run(['run'])).code).toBe(0);
    expect(await folder.line('SELECT COUNT(*) AS n FROM fact.sales_order')).toBe(String(lines.length - 1));
  });
});
