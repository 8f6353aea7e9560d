import { isAbsolute, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import { generateShop, type ShopSummary } from '../../seed/generate-shop.ts';
import { LAYOUTS, type ShopLayout } from '../../seed/shop-truth.ts';
import { count, counted, seconds } from '../figures.ts';
import { Progress } from '../progress.ts';
import type { Services } from '../services.ts';
import { systemErrorText } from '../system-error.ts';
import { sameWarehouse } from './with-warehouse.ts';

interface SeedOptions {
  readonly orders: string;
  readonly seed: string;
  readonly dirt: string;
  readonly out: string;
  readonly layout: string;
  readonly days?: string;
}

const EXAMPLES = `
Examples:
  storehouse seed --orders 5000 --out demo/shop
  storehouse seed --orders 1000000 --seed 7 --dirt 0 --out /data/big-shop
  storehouse seed --orders 2000 --days 14 --dirt 0.05 --out demo/shop-days
  storehouse seed --layout single-line-orders --out demo/single-line-orders`;

/** Which example configuration loads a layout, and the variable that tells it the folder. */
const LOADED_BY: Readonly<Record<ShopLayout, { readonly example: string; readonly variable: string }>> = {
  shop: { example: 'shop', variable: 'SHOP_DIR' },
  'single-line-orders': { example: 'single-line-orders', variable: 'SINGLE_LINE_DIR' },
};

function numberOf(text: string, option: string, pattern: RegExp, wanted: string): number {
  if (!pattern.test(text)) throw new UsageError(`${option} takes ${wanted}, not "${text}".`);
  return Number(text);
}

function layoutOf(text: string): ShopLayout {
  const layout = LAYOUTS.find((candidate) => candidate === text);
  if (layout === undefined) {
    throw new UsageError(`"${text}" is not a layout. Use one of ${LAYOUTS.join(', ')}.`);
  }
  return layout;
}

function daysOf(text: string): number {
  return numberOf(text, '--days', /^\d{1,3}$/, 'a whole number from 1 to 365');
}

export interface SeedRequest {
  readonly orders: number;
  readonly seed: number;
  readonly dirt: number;
  readonly directory: string;
  readonly layout: ShopLayout;
  readonly days?: number;
}

async function generate(services: Services, request: SeedRequest, progress: Progress): Promise<ShopSummary> {
  try {
    return await generateShop({
      ...request,
      signal: services.signal,
      onProgress: (done, total) => progress.update(`${count(done)} of ${count(total)} orders`),
    });
  } catch (error) {
    const reason = systemErrorText(error);
    if (reason === null) throw error;
    throw new UsageError(`${request.directory} cannot be written: ${reason}. Name another folder, or mend this one.`, {
      cause: error,
    });
  }
}

/** Generates a shop with progress and says what it wrote. */
export async function seedShop(services: Services, request: SeedRequest): Promise<ShopSummary> {
  const started = performance.now();
  const progress = new Progress(services.terminal);
  progress.start('generating');
  const summary = await generate(services, request, progress).finally(() => progress.stop());
  const rows = summary.files.reduce((total, file) => total + file.rows, 0);
  services.terminal.err(
    `Generated ${counted(request.orders, 'order')}: ${counted(rows, 'row')} in ${summary.files.length} files, ${seconds(performance.now() - started)}, in ${summary.directory}`,
  );
  return summary;
}

/** A line a file or, where there is one for every day, a line a table. */
function fileLines({ files, days }: ShopSummary): readonly string[] {
  const sums = new Map<string, { rows: number; bytes: number }>();
  for (const { name, rows, bytes } of files) {
    const shown = days > 0 ? name.replace(/-\d{4}-\d\d-\d\d\./, '-*.') : name;
    const sum = sums.get(shown) ?? { rows: 0, bytes: 0 };
    sums.set(shown, { rows: sum.rows + rows, bytes: sum.bytes + bytes });
  }
  return [...sums].map(
    ([name, { rows, bytes }]) =>
      `  ${name.padEnd(24)} ${count(rows).padStart(12)} rows ${count(bytes).padStart(14)} bytes`,
  );
}

function configOf({ layout, days }: ShopSummary): string {
  return `examples/${LOADED_BY[layout].example}/${days > 0 ? 'days' : 'storehouse'}.config.ts`;
}

/** Relative to the current folder if it is in there; a way up and down again is hard to read. */
function shortest(path: string, currentDirectory: string): string {
  const shown = relative(currentDirectory, path);
  return shown.startsWith('..') || isAbsolute(shown) ? path : shown;
}

function filesWritten(summary: ShopSummary, currentDirectory: string): string {
  const { variable } = LOADED_BY[summary.layout];
  const warehouse = `duckdb:${shortest(`${summary.directory}.duckdb`, currentDirectory)}`;
  return [
    ...fileLines(summary),
    `  ${summary.truthFile.padEnd(24)} what a correct warehouse must show`,
    '',
    `Load them: set the variable ${variable} to ${summary.directory} and run`,
    `  npx storehouse run --config ${configOf(summary)}${sameWarehouse({ warehouse })}`,
  ].join('\n');
}

export function addSeedCommand(program: Command, services: Services): void {
  program
    .command('seed')
    .summary('generate the files of a made-up shop')
    .description(
      'Generates the files of a made-up shop, the same for the same options, with known dirt.\ntruth.json beside them says what a correct warehouse must show.',
    )
    .option('--orders <n>', 'orders', '5000')
    .option('--seed <n>', 'a whole number; another one gives another shop', '1')
    .option('--dirt <rate>', 'share of the rows that carry dirt, 0 to 1', '0.01')
    .option('--layout <layout>', LAYOUTS.join(' or '), 'shop')
    .option('--days <n>', 'tell the shop over so many days, with files of each day (layout shop)')
    .requiredOption('--out <dir>', 'folder to write into: a new one, an empty one, or one of an earlier seed')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SeedOptions) => {
      const summary = await seedShop(services, {
        orders: numberOf(options.orders, '--orders', /^\d{1,9}$/, 'a whole number from 1 on'),
        seed: numberOf(options.seed, '--seed', /^\d{1,10}$/, 'a whole number'),
        dirt: numberOf(options.dirt, '--dirt', /^(0(\.\d+)?|1(\.0+)?)$/, 'a number from 0 to 1, e.g. 0.02'),
        directory: resolve(services.currentDirectory, options.out),
        layout: layoutOf(options.layout),
        ...(options.days === undefined ? {} : { days: daysOf(options.days) }),
      });
      services.terminal.out(filesWritten(summary, services.currentDirectory));
    });
}
