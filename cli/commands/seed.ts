import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import { generateShop, type ShopSummary } from '../../seed/generate-shop.ts';
import { LAYOUTS, type ShopLayout } from '../../seed/shop-truth.ts';
import { count, seconds } from '../progress.ts';
import type { Services } from '../services.ts';

interface SeedOptions {
  readonly orders: string;
  readonly seed: string;
  readonly dirt: string;
  readonly out: string;
  readonly layout: string;
}

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

export interface SeedRequest {
  readonly orders: number;
  readonly seed: number;
  readonly dirt: number;
  readonly directory: string;
  readonly layout: ShopLayout;
}

/** Generates a shop with progress and says what it wrote. */
export async function seedShop(services: Services, request: SeedRequest): Promise<ShopSummary> {
  const { terminal } = services;
  const started = performance.now();
  const summary = await generateShop({
    ...request,
    signal: services.signal,
    onProgress: (done, total) => {
      if (terminal.isInteractive) terminal.progress(`  generating … ${count(done)} of ${count(total)} orders`);
    },
  });
  const rows = summary.files.reduce((total, file) => total + file.rows, 0);
  terminal.err(
    `Generated ${count(request.orders)} orders: ${count(rows)} rows in ${summary.files.length} files, ${seconds(performance.now() - started)}, in ${summary.directory}`,
  );
  return summary;
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
    .requiredOption('--out <dir>', 'folder to write into')
    .action(async (options: SeedOptions) => {
      const summary = await seedShop(services, {
        orders: numberOf(options.orders, '--orders', /^\d{1,9}$/, 'a whole number'),
        seed: numberOf(options.seed, '--seed', /^\d{1,10}$/, 'a whole number'),
        dirt: numberOf(options.dirt, '--dirt', /^(0(\.\d+)?|1(\.0+)?)$/, 'a number from 0 to 1'),
        directory: options.out,
        layout: layoutOf(options.layout),
      });
      for (const file of summary.files) {
        services.terminal.out(
          `  ${file.name.padEnd(24)} ${count(file.rows).padStart(12)} rows ${count(file.bytes).padStart(14)} bytes`,
        );
      }
      const example = summary.layout === 'shop' ? 'shop' : 'single-line-orders';
      const variable = summary.layout === 'shop' ? 'SHOP_DIR' : 'SINGLE_LINE_DIR';
      services.terminal.out(
        `\nLoad them:  set ${variable} to ${summary.directory} and run\n  npx storehouse run --config examples/${example}/storehouse.config.ts`,
      );
    });
}
