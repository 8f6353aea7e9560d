import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateShop } from '../../seed/generate-shop.ts';
import { Random } from '../../seed/random.ts';
import { SHOP_COLUMNS } from '../../seed/shop-tables.ts';
import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { Arrivals, type ShopTable } from './arrivals.ts';
import { foundFigures } from './found-truth.ts';
import { readTruth } from './read-truth.ts';
import { differences } from './warehouse-content.ts';

const PIECES = 3;
const TIMEOUT_MS = 300_000;

interface Piece {
  readonly table: ShopTable;
  readonly number: number;
  readonly text: string;
}

/** A file in three pieces, each with the header. */
async function cutFile(directory: string, table: ShopTable): Promise<readonly Piece[]> {
  const text = await readFile(join(directory, `${table}.csv`), 'utf8');
  const [header = '', ...rows] = text.split('\n').slice(0, -1);
  const size = Math.ceil(rows.length / PIECES);
  return Array.from({ length: PIECES }, (_, index) => ({
    table,
    number: index + 1,
    text: [header, ...rows.slice(index * size, (index + 1) * size), ''].join('\n'),
  }));
}

async function cutShop(directory: string): Promise<readonly (readonly Piece[])[]> {
  const tables = Object.keys(SHOP_COLUMNS).filter((name): name is ShopTable => name in SHOP_COLUMNS);
  return Promise.all(tables.map((table) => cutFile(directory, table)));
}

/** Pieces of one file keep their order; which file delivers next is drawn. */
function* shuffled(files: readonly (readonly Piece[])[], random: Random): Generator<Piece> {
  const left = files.map((pieces) => [...pieces]);
  while (left.some((pieces) => pieces.length > 0)) {
    const open = left.filter((pieces) => pieces.length > 0);
    const piece = open[random.below(open.length)]?.shift();
    if (piece !== undefined) yield piece;
  }
}

test.each([
  { seed: 32, dirt: 0.3, every: 3 },
  { seed: 33, dirt: 0.6, every: 5 },
])(
  'a shop that arrives in pieces in a drawn order, $every at most a run, comes out as if at once: seed $seed, dirt $dirt',
  async ({ seed, dirt, every }) => {
    const shop = await Arrivals.open(preparedFiles);
    const whole = join(shop.directory, 'whole');
    await generateShop({ layout: 'shop', orders: 150, seed, dirt, directory: whole });
    const random = new Random(seed, 1, 1);
    let untilRun = random.between(1, every);
    for (const { table, number, text } of shuffled(await cutShop(whole), random)) {
      await shop.write(`${table}-${number}.csv`, text);
      untilRun -= 1;
      if (untilRun > 0) continue;
      await shop.run();
      untilRun = random.between(1, every);
    }
    await shop.run();
    expect(differences(await shop.content(), await shop.allAtOnce())).toEqual({});
    expect(await foundFigures(shop.store.warehouse)).toEqual((await readTruth(whole)).figures);
    await shop.expectFullChangesNothing();
  },
  TIMEOUT_MS,
);
