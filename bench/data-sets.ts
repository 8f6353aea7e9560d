import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateShop } from '../seed/generate-shop.ts';

/** Files to load, and the configuration that loads them. */
export interface DataSet {
  readonly name: string;
  readonly config: string;
  readonly directory: string;
  /** For the configuration, which reads the directory from it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Script that loads the same files without Storehouse; null when there is none. */
  readonly plainSql: string | null;
}

/** Null, with a loud word, when nobody has said where the files are. */
export function fecom(): DataSet | null {
  const named = process.env.FECOM_DIR;
  if (named === undefined || named === '') {
    console.log(
      '*** Fecom SKIPPED: FECOM_DIR is not set. Set it to the folder that holds the eight Fecom files. ***\n',
    );
    return null;
  }
  const directory = resolve(named);
  return {
    name: 'Fecom, eight gzip files',
    config: 'examples/fecom/storehouse.config.ts',
    directory,
    environment: { FECOM_DIR: directory },
    plainSql: 'bench/plain-fecom.sql',
  };
}

/** A generated shop, so that there is always something to measure. */
export async function shop(orders: number, scratch: string): Promise<DataSet> {
  const directory = join(scratch, 'shop');
  mkdirSync(directory, { recursive: true });
  await generateShop({ orders, seed: 1, dirt: 0.01, directory, layout: 'shop' });
  return {
    name: `Generated shop, ${orders.toLocaleString('en-US')} orders, 1 % of the rows dirty`,
    config: 'examples/shop/storehouse.config.ts',
    directory,
    environment: { SHOP_DIR: directory },
    plainSql: null,
  };
}
