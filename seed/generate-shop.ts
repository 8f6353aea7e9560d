import { UsageError } from '../core/errors.ts';
import { DayFiles } from './days/day-files.ts';
import { writeShopDays } from './days/days-layout.ts';
import { FileSet } from './file-set.ts';
import { prepareOutputDirectory, TRUTH_FILE, writeTruth } from './output-directory.ts';
import { writeShopLayout } from './shop-layout.ts';
import { type LoadTruth, type ShopLayout, type ShopTruth, TRUTH_GENERATOR } from './shop-truth.ts';
import { createWorld } from './shop-world.ts';
import { writeSingleLineLayout } from './single-line-layout.ts';
import type { SeededFile } from './table-file.ts';

export interface GenerateShopOptions {
  readonly orders: number;
  /** A whole number from 0 to 4,294,967,295. */
  readonly seed: number;
  /** Share of the rows that carry dirt, 0 to 1. */
  readonly dirt: number;
  readonly directory: string;
  readonly layout: ShopLayout;
  /** Tells the shop over so many days, with files for each; one load where it is left out. Layout `shop` only. */
  readonly days?: number;
  readonly signal?: AbortSignal;
  /** Orders written so far and in all; called every few hundred orders. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ShopSummary {
  readonly directory: string;
  readonly layout: ShopLayout;
  readonly orders: number;
  readonly seed: number;
  readonly dirt: number;
  /** 0 for one load. */
  readonly days: number;
  readonly files: readonly SeededFile[];
  /** Name of the file in the directory that says what a load must come to. */
  readonly truthFile: string;
}

const LAYOUT_WRITERS = { shop: writeShopLayout, 'single-line-orders': writeSingleLineLayout } as const;

const MAX_SEED = 4_294_967_295;
/** Beyond it the numbers of single rows would no longer fit the 32 bits that seed each row. */
const MAX_ORDERS = 100_000_000;
/** The shop's calendar has two years, and begins before the first of the days. */
const MAX_DAYS = 365;

function requireRange(name: string, value: number, low: number, high: number, isWhole: boolean): void {
  if (value >= low && value <= high && (!isWhole || Number.isInteger(value))) return;
  throw new UsageError(`${name} must be a${isWhole ? ' whole' : ''} number from ${low} to ${high}, not ${value}.`);
}

function requireOptions({ orders, seed, dirt, days, layout }: GenerateShopOptions): void {
  requireRange('The number of orders', orders, 1, MAX_ORDERS, true);
  requireRange('The seed', seed, 0, MAX_SEED, true);
  requireRange('The dirt rate', dirt, 0, 1, false);
  if (days === undefined) return;
  requireRange('The number of days', days, 1, MAX_DAYS, true);
  if (layout !== 'shop') throw new UsageError(`Only the layout shop can be told over days, not ${layout}.`);
}

interface Written {
  readonly files: readonly SeededFile[];
  readonly load: LoadTruth;
}

async function writeOneLoad(options: GenerateShopOptions): Promise<Written> {
  const { orders, seed, dirt, directory, layout, signal, onProgress } = options;
  const files = new FileSet(directory, signal);
  try {
    const load = await LAYOUT_WRITERS[layout](createWorld(seed, dirt, orders), files, (done) =>
      onProgress?.(done, orders),
    );
    return { load, files: files.finished };
  } finally {
    await files.abandon();
  }
}

async function writeDays(options: GenerateShopOptions, days: number): Promise<Written> {
  const { orders, seed, dirt, directory, signal, onProgress } = options;
  const world = createWorld(seed, dirt, orders, days);
  const { truth, files } = await writeShopDays(world, new DayFiles(directory, days, signal), (done) =>
    onProgress?.(done, orders),
  );
  return { load: truth, files };
}

/**
 * Writes the files of a made-up shop and `truth.json`, which says what loading them must come to.
 * The same orders, seed, dirt, days and layout give the same bytes.
 *
 * @throws {UsageError} a number is out of range, or the directory holds something no run wrote.
 * @throws {InterruptedError} the signal was raised; the same call can be repeated.
 */
export async function generateShop(options: GenerateShopOptions): Promise<ShopSummary> {
  requireOptions(options);
  const { orders, seed, dirt, days, directory, layout } = options;
  await prepareOutputDirectory(directory);
  const { files, load } = days === undefined ? await writeOneLoad(options) : await writeDays(options, days);
  const run = { layout, orders, seed, dirt, files };
  const truth: ShopTruth = { generator: TRUTH_GENERATOR, complete: true, ...run, ...load };
  await writeTruth(directory, truth);
  return { directory, truthFile: TRUTH_FILE, days: days ?? 0, ...run };
}
