import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateShop } from '../../seed/generate-shop.ts';
import type { ShopTable } from '../pipeline/arrivals.ts';

/** Dirty enough that every table has rows of every kind. */
const DIRT = 0.06;

function quotesOf(text: string): number {
  return text.split('"').length - 1;
}

/** Rows as they stand in the file, without the header; a quoted line break does not end a row. */
export function rowsOf(text: string): readonly string[] {
  const rows: string[] = [];
  let open: string | null = null;
  for (const line of text.split('\n').slice(1, -1)) {
    const row: string = open === null ? line : `${open}\n${line}`;
    open = quotesOf(row) % 2 === 0 ? null : row;
    if (open === null) rows.push(row);
  }
  return open === null ? rows : [...rows, open];
}

/**
 * A generated shop of which any part can be had. Shops of other seeds have the same keys with other values and times of
 * change: for a warehouse that has one of them, rows of another are moves, new prices, corrections and late versions.
 */
export class ShopSlices {
  readonly #tables: ReadonlyMap<string, { readonly header: string; readonly rows: readonly string[] }>;

  private constructor(tables: ReadonlyMap<string, { readonly header: string; readonly rows: readonly string[] }>) {
    this.#tables = tables;
  }

  static async generate(directory: string, orders: number, seed: number): Promise<ShopSlices> {
    const { files } = await generateShop({ layout: 'shop', orders, seed, dirt: DIRT, directory });
    const tables = new Map<string, { header: string; rows: readonly string[] }>();
    for (const { name } of files) {
      const text = await readFile(join(directory, name), 'utf8');
      tables.set(name.replace('.csv', ''), { header: text.slice(0, text.indexOf('\n')), rows: rowsOf(text) });
    }
    return new ShopSlices(tables);
  }

  header(table: ShopTable): string {
    return this.#tables.get(table)?.header ?? '';
  }

  /** The rows between two shares of a table. */
  rows(table: ShopTable, from: number, to: number): readonly string[] {
    const rows = this.#tables.get(table)?.rows ?? [];
    return rows.slice(Math.floor(from * rows.length), Math.floor(to * rows.length));
  }
}
