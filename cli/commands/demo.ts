import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { seconds } from '../progress.ts';
import { renderTable } from '../render-table.ts';
import { runSummary } from '../run-summary.ts';
import type { Services } from '../services.ts';
import { runOnce } from './run.ts';
import { seedShop } from './seed.ts';

/** Small enough to be done in seconds, large enough that every report has something to show. */
const DEMO = { orders: 5000, seed: 1, dirt: 0.01, layout: 'shop' } as const;

const QUESTIONS = [
  [
    'Revenue of the last six months',
    'SELECT month_start, orders, revenue, freight FROM mart.revenue_by_month ORDER BY month_start DESC OFFSET 0 ROWS FETCH NEXT 6 ROWS ONLY',
  ],
  [
    'Most reviewed categories',
    'SELECT category, reviews, average_score FROM mart.top_reviewed_categories ORDER BY reviews DESC, category OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY',
  ],
  [
    'Amount paid by payment type',
    'SELECT payment_type, payments, paid FROM mart.paid_by_payment_type ORDER BY paid DESC, payment_type',
  ],
] as const;

async function runDemo(services: Services): Promise<void> {
  const { terminal, packageDirectory } = services;
  const started = performance.now();
  const directory = join(packageDirectory, 'demo');
  terminal.err('Storehouse demo: a made-up marketplace becomes a star schema in an embedded warehouse.\n');
  const warehouse = join(directory, 'warehouse.duckdb');
  // The demo shows a first run, so what an earlier demo built goes; the shop's files are written again, the same.
  for (const file of [warehouse, `${warehouse}.wal`]) await rm(file, { force: true });
  await seedShop(services, { ...DEMO, directory: join(directory, 'shop') });
  const configFile = join(packageDirectory, 'examples', 'shop', 'storehouse.config.ts');
  const loaded = await services.loadConfig(configFile);
  await runOnce(services, loaded, [], { warehouse: `duckdb:${warehouse}` }, async (report, opened) => {
    terminal.out(await runSummary(report, opened.warehouse));
    for (const [title, sql] of QUESTIONS) {
      terminal.out(`\n${title}:\n${renderTable(await opened.warehouse.select(sql, 'demo'))}`);
    }
  });
  const shown = relative(process.cwd(), configFile) || configFile;
  terminal.out(
    `
Done in ${seconds(performance.now() - started)}. Next, try:
  npx storehouse status --config ${shown}
  npx storehouse quarantine show --config ${shown}
  npx storehouse query "SELECT month_start, revenue FROM mart.revenue_by_month" --config ${shown}
  npx storehouse run --config ${shown}        (again: nothing new, nothing changes)`,
  );
  if (existsSync(warehouse)) terminal.out(`The warehouse is a DuckDB file: ${relative(process.cwd(), warehouse)}`);
}

export function addDemoCommand(program: Command, services: Services): void {
  program
    .command('demo')
    .summary('generate a small shop and load it, end to end')
    .description('Generates a small shop into demo/, loads it into demo/warehouse.duckdb and shows what came of it.')
    .action(() => runDemo(services));
}
