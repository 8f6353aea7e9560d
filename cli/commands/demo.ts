import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import type { LoadedConfig } from '../../core/config/load-config.ts';
import { WarehouseUnreadableError } from '../../core/errors.ts';
import type { ResultSet, Warehouse } from '../../core/ports/warehouse.ts';
import { count, money, seconds } from '../figures.ts';
import { renderTable } from '../render-table.ts';
import { runSummary } from '../run-summary.ts';
import type { Services, WarehousePlace } from '../services.ts';
import { withoutPassword } from '../warehouse-url.ts';
import { runOnce } from './run.ts';
import { seedShop } from './seed.ts';
import { sameWarehouse, useWarehouse } from './with-warehouse.ts';

/** Small enough to be done in seconds, large enough that every report has something to show. */
const DEMO = { orders: 5000, seed: 1, dirt: 0.01, layout: 'shop' } as const;

const QUESTIONS = [
  [
    'Revenue of the last six months',
    'SELECT month_start, orders, revenue, freight FROM mart.revenue_by_month ORDER BY month_start DESC OFFSET 0 ROWS FETCH NEXT 6 ROWS ONLY',
  ],
  [
    'Most reviewed categories',
    'SELECT category, reviews, CAST(ROUND(CAST(average_score AS decimal(28, 10)), 2) AS decimal(9, 2)) AS average_score FROM mart.top_reviewed_categories ORDER BY reviews DESC, category OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY',
  ],
  [
    'Amount paid by payment type',
    'SELECT payment_type, payments, paid FROM mart.paid_by_payment_type ORDER BY paid DESC, payment_type',
  ],
  [
    'Success of payments in the last three months',
    'SELECT month_label, SUM(CAST(paid_payments AS bigint)) AS paid, SUM(CAST(failed_payments AS bigint)) AS failed, CAST(ROUND(CAST(CAST(SUM(CAST(paid_payments AS bigint)) AS float) / NULLIF(SUM(CAST(paid_payments + failed_payments AS bigint)), 0) AS decimal(28, 10)), 4) AS decimal(9, 4)) AS success_rate FROM mart.payment_success_by_month GROUP BY month_label ORDER BY month_label DESC OFFSET 0 ROWS FETCH NEXT 3 ROWS ONLY',
  ],
  [
    'Stock that runs out first',
    'SELECT product_name, seller_name, available, sold_in_30_days, days_of_cover FROM mart.latest_stock WHERE available > 0 AND days_of_cover IS NOT NULL ORDER BY days_of_cover, product_id, seller_id OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY',
  ],
  [
    'Most frequent issues of support tickets',
    'SELECT issue_category, issue, tickets, open_tickets, median_minutes_to_resolution AS median_minutes FROM mart.tickets_by_issue ORDER BY tickets DESC, issue_category, issue OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY',
  ],
] as const;

/** Numbers as people write them: digits in groups, amounts with two places. */
function forReading(result: ResultSet): ResultSet {
  const types = result.columns.map((column) => column.type);
  const rows = result.rows.map((row) =>
    row.map((value, index) => {
      if (value === null) return null;
      if (types[index] === 'decimal') return money(String(value));
      return typeof value === 'number' ? count(value) : value;
    }),
  );
  return { columns: result.columns, rows };
}

/** The demo shows a first run, so what an earlier demo built goes, unless another process is at work on it. */
async function removeWarehouse(services: Services, file: string): Promise<void> {
  const place = { url: `duckdb:${file}`, directory: services.currentDirectory, security: null, bronze: null };
  if (existsSync(file)) {
    try {
      const { warehouse } = await services.openWarehouse(place, 'write');
      await warehouse.close();
    } catch (error) {
      // A damaged file is no loss: it is about to be replaced.
      if (!(error instanceof WarehouseUnreadableError)) throw error;
    }
  }
  for (const path of [file, `${file}.wal`, `${file}.bronze`]) await rm(path, { recursive: true, force: true });
  await services.readCopies(place)?.removeAll();
}

/** The example reads the demo's files, whatever directory the environment names for other runs of it. */
async function loadDemoConfig(services: Services, file: string, directory: string): Promise<LoadedConfig> {
  const loaded = await services.loadConfig(file);
  const sources = Object.entries(loaded.config.sources).map(
    ([name, source]) => [name, { ...source, directory }] as const,
  );
  return { ...loaded, config: { ...loaded.config, sources: Object.fromEntries(sources) } };
}

async function answerQuestions({ terminal }: Services, warehouse: Warehouse): Promise<void> {
  for (const [title, sql] of QUESTIONS) {
    const answer = forReading(await warehouse.select(sql, 'demo'));
    terminal.out(`\n${title}:\n${renderTable(answer, terminal.columns)}`);
  }
}

/** `same`: the options by which other commands mean the same warehouse; `copies`: where copies of it are, if anywhere. */
function whatNext(warehouse: string, config: string, same: string, copies: string | null): string {
  const elsewhere =
    copies === null ? '' : `\n\nOther tools can open the copy in ${copies} read-only; runs go on meanwhile.`;
  return `The warehouse is ${warehouse}. Look around in it:
  npx storehouse status${same}
  npx storehouse quarantine show${same}
  npx storehouse query "SELECT month_start, revenue FROM mart.revenue_by_month"${same}${elsewhere}

Run it again, and nothing changes, because nothing is new:
  npx storehouse run --config ${config}${same.includes('--config') ? '' : same}`;
}

/** Into a warehouse that somebody named, nothing is generated over what is there. */
async function assertEmpty(services: Services, place: WarehousePlace): Promise<void> {
  await useWarehouse(services, place, 'plan', async ({ warehouse }) => {
    const { tables } = await warehouse.inspect();
    if (tables.length === 0) return;
    throw new WarehouseUnreadableError(
      `${warehouse.location} holds a warehouse already, and the demo needs an empty one. Name another with --warehouse.`,
    );
  });
}

interface DemoOptions {
  readonly warehouse?: string;
}

interface DemoPlace {
  readonly directory: string;
  readonly configFile: string;
}

/**
 * In a checkout the example itself is used. Node loads no TypeScript from under node_modules, so an installed
 * package writes a copy of it into the current folder.
 */
async function findPlace({ packageDirectory, currentDirectory }: Services): Promise<DemoPlace> {
  const example = join(packageDirectory, 'examples', 'shop', 'storehouse.config.ts');
  const isInstalled = packageDirectory.split(sep).includes('node_modules');
  if (!isInstalled) return { directory: join(packageDirectory, 'demo'), configFile: example };
  const directory = join(currentDirectory, 'storehouse-demo');
  // .mts is a module whatever the type of the folder's package is.
  const configFile = join(directory, 'storehouse.config.mts');
  const text = await readFile(example, 'utf8');
  await mkdir(directory, { recursive: true });
  await writeFile(configFile, text.replace("'#storehouse'", "'storehouse'").replaceAll('../../demo/', ''));
  return { directory, configFile };
}

async function runDemo(services: Services, { warehouse: named }: DemoOptions): Promise<void> {
  const { terminal, currentDirectory } = services;
  const started = performance.now();
  const { directory, configFile } = await findPlace(services);
  const file = join(directory, 'warehouse.duckdb');
  const url = named ?? `duckdb:${file}`;
  services.checkWarehouse(url);
  terminal.err('Storehouse demo: a made-up marketplace becomes a star schema.\n');
  if (named === undefined) await removeWarehouse(services, file);
  else await assertEmpty(services, { url, directory: currentDirectory, security: null, bronze: null });
  await seedShop(services, { ...DEMO, directory: join(directory, 'shop') });
  const loaded = await loadDemoConfig(services, configFile, join(directory, 'shop'));
  await runOnce(services, {
    loaded,
    entities: [],
    options: { warehouse: url },
    afterwards: async (report, { warehouse }) => {
      terminal.out(await runSummary(report, warehouse, { ...terminal, ...loaded.config }));
      await answerQuestions(services, warehouse);
    },
  });
  const shown = (path: string): string => relative(currentDirectory, path);
  const config = shown(configFile);
  const folder = services.readCopies({ url, directory: currentDirectory, security: null, bronze: null })?.folder;
  const copies = folder === undefined || loaded.config.readCopies === 0 ? null : shown(folder);
  const next =
    named === undefined
      ? whatNext(`one DuckDB file, ${shown(file)}`, config, ` --config ${config}`, copies)
      : whatNext(withoutPassword(named), config, sameWarehouse({ warehouse: named }), copies);
  terminal.out(`\nDone in ${seconds(performance.now() - started)}. ${next}`);
}

export function addDemoCommand(program: Command, services: Services): void {
  program
    .command('demo')
    .summary('generate a small shop and load it, end to end')
    .description(
      `Generates a small shop (${count(DEMO.orders)} orders with known dirt) into demo/shop, loads it into demo/warehouse.duckdb and shows what came of it. Starts afresh every time. Outside a checkout the folder is storehouse-demo.`,
    )
    .option('--warehouse <url>', 'an empty warehouse instead, e.g. mssql://USER:PASSWORD@HOST/DATABASE')
    .addHelpText('after', '\nExample:\n  storehouse demo')
    .action((options: DemoOptions) => runDemo(services, options));
}
