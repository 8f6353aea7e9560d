import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHOP_COLUMNS } from '../../seed/shop-tables.ts';
import type { ShopTable } from '../pipeline/arrivals.ts';
import { ShopSlices } from './shop-slices.ts';

/** What is started when files have come. */
export type Command = 'run' | 'run --full' | 'quarantine replay';

/** Shares of a table of one of the shops: which shop, from where, to where. */
type Part = readonly [shop: 'first' | 'second' | 'third', from: number, to: number];

interface Delivery {
  readonly title: string;
  /** Days after the first delivery. Rows wait for three days. */
  readonly day: number;
  readonly command: Command;
  /** The next one brings the same result if it comes before this one was loaded to its end. */
  readonly mayBeOvertaken: boolean;
  /** Files by name without `.csv`; a name of an earlier delivery is a new content at a known path. */
  readonly files: Readonly<Record<string, readonly Part[]>>;
  /** Files that are there a second time: from, to. */
  readonly copies: Readonly<Record<string, string>>;
  /** Lines that are no rows of the table, by file. */
  readonly rubbish: Readonly<Record<string, readonly string[]>>;
  /** Files with a column that nobody has told of. */
  readonly widened: readonly string[];
}

const PLAIN = { command: 'run', mayBeOvertaken: false, files: {}, copies: {}, rubbish: {}, widened: [] } as const;

/**
 * What comes when. The n-th delivery's own files are called `<table>-<n>`. Files of sellers and of tickets are complete:
 * what they lack is deleted.
 */
export const DELIVERIES: readonly Delivery[] = [
  {
    ...PLAIN,
    title: 'half a shop, with items whose orders come later',
    day: 0,
    files: {
      'geography-1': [['first', 0, 1]],
      'customers-1': [['first', 0, 0.7]],
      'profiles-1': [['first', 0, 0.6]],
      'sellers-1': [['first', 0, 1]],
      'products-1': [['first', 0, 1]],
      'orders-1': [['first', 0, 0.5]],
      'order_items-1': [['first', 0, 0.6]],
      'payments-1': [['first', 0, 0.5]],
      'reviews-1': [['first', 0, 0.55]],
      'inventory-1': [['first', 0, 0.6]],
      'support_tickets-1': [['first', 0, 0.5]],
    },
  },
  {
    ...PLAIN,
    title: 'more orders, customers that moved, products with new prices',
    day: 1,
    mayBeOvertaken: true,
    files: {
      'customers-2': [
        ['first', 0.7, 1],
        ['second', 0, 0.4],
      ],
      'products-2': [['second', 0, 0.5]],
      'profiles-2': [['second', 0.2, 0.7]],
      'orders-2': [['first', 0.5, 0.75]],
      'order_items-2': [['first', 0.6, 0.8]],
      'payments-2': [['first', 0.5, 0.8]],
      'reviews-2': [['first', 0.55, 0.7]],
      'inventory-2': [
        ['first', 0.6, 1],
        ['second', 0, 0.3],
      ],
      'support_tickets-2': [['first', 0.1, 1]],
    },
  },
  {
    ...PLAIN,
    title: 'changed orders, late versions of customers, and reviews with an unknown column',
    day: 2,
    widened: ['reviews-3'],
    files: {
      'customers-3': [['third', 0.1, 0.6]],
      'profiles-3': [['third', 0.4, 1]],
      'orders-3': [
        ['first', 0.75, 0.9],
        ['second', 0.1, 0.4],
      ],
      'order_items-3': [
        ['first', 0.8, 0.9],
        ['second', 0.1, 0.2],
      ],
      'payments-3': [['first', 0.8, 0.9]],
      'inventory-3': [['third', 0.1, 0.3]],
      'support_tickets-3': [['second', 0, 0.6]],
      'reviews-3': [
        ['first', 0.7, 1],
        ['second', 0, 0.1],
      ],
    },
  },
  {
    ...PLAIN,
    title: 'new contents of known files, a renamed copy, sellers that are gone, and rows that have waited too long',
    day: 6,
    files: {
      'sellers-1': [['second', 0.3, 1]],
      'payments-2': [
        ['first', 0.5, 0.8],
        ['second', 0.5, 0.6],
      ],
      'geography-4': [['second', 0, 0.2]],
      'orders-4': [['first', 0.9, 1]],
    },
    copies: { 'order_items-1': 'order_items-renamed' },
  },
  {
    ...PLAIN,
    title: 'everything again with --full, and items of orders that are there',
    day: 7,
    command: 'run --full',
    files: {
      'products-5': [['third', 0, 0.3]],
      'order_items-5': [['first', 0.9, 1]],
      'payments-5': [['first', 0.9, 1]],
    },
  },
  {
    ...PLAIN,
    title: 'late and broken rows, and sellers that return',
    day: 8,
    files: {
      'customers-6': [
        ['second', 0.4, 0.8],
        ['third', 0.5, 1],
      ],
      'sellers-6': [['third', 0, 1]],
      'products-6': [['third', 0.2, 0.6]],
      'orders-6': [['second', 0.3, 0.6]],
      'order_items-6': [['third', 0, 0.1]],
      'reviews-6': [['third', 0.2, 0.4]],
      'support_tickets-6': [['third', 0.3, 0.8]],
    },
    rubbish: {
      'orders-6': ['no row at all', ',,,,,,,,,', 'O00000001,C00000001,,delivered,yesterday,,,,,'],
      'order_items-6': ['O-nowhere,1,P0000001,S00001,1,10.00,1.00,', 'O-nowhere,2,P0000001,S00001,many,10.00,1.00,'],
    },
  },
  { ...PLAIN, title: 'a mended configuration', day: 9, command: 'quarantine replay' },
  { ...PLAIN, title: 'nothing, but rows have waited too long', day: 12 },
];

/** Whether the configuration is mended when the delivery comes; it stays so. */
export function isMended(delivery: number): boolean {
  return DELIVERIES.slice(0, delivery + 1).some(({ command }) => command === 'quarantine replay');
}

function isShopTable(name: string): name is ShopTable {
  return name in SHOP_COLUMNS;
}

function tableOf(file: string): ShopTable {
  const table = file.slice(0, file.lastIndexOf('-'));
  if (isShopTable(table)) return table;
  throw new Error(`The file "${file}" is of no table of the shop.`);
}

function widen([header, ...rows]: readonly string[]): readonly string[] {
  return [`${header},mood`, ...rows.map((row) => `${row},fine`)];
}

/**
 * Writes one folder for each delivery, which holds all files that are there once it has come, and returns their paths.
 */
export async function writeDeliveries(directory: string, orders: number, seed: number): Promise<readonly string[]> {
  const shops = {
    first: await ShopSlices.generate(join(directory, 'shop-1'), orders, seed),
    second: await ShopSlices.generate(join(directory, 'shop-2'), orders, seed + 1),
    third: await ShopSlices.generate(join(directory, 'shop-3'), orders, seed + 2),
  };
  const folders: string[] = [];
  for (const [index, delivery] of DELIVERIES.entries()) {
    const folder = join(directory, `delivery-${index + 1}`);
    const before = folders.at(-1);
    await (before === undefined ? mkdir(folder) : cp(before, folder, { recursive: true, preserveTimestamps: true }));
    for (const [file, parts] of Object.entries(delivery.files)) {
      const table = tableOf(file);
      const rows = parts.flatMap(([shop, from, to]) => shops[shop].rows(table, from, to));
      const lines = [shops.first.header(table), ...rows, ...(delivery.rubbish[file] ?? [])];
      const written = delivery.widened.includes(file) ? widen(lines) : lines;
      await writeFile(join(folder, `${file}.csv`), `${written.join('\n')}\n`);
    }
    for (const [from, to] of Object.entries(delivery.copies)) {
      await copyFile(join(folder, `${from}.csv`), join(folder, `${to}.csv`));
    }
    folders.push(folder);
  }
  return folders;
}
