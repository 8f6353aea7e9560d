import type { Command } from 'commander';
import { parseFormat, printResult } from '../result-format.ts';
import type { Services } from '../services.ts';
import { CONFIG_OPTION, readWarehouse, WAREHOUSE_OPTION, type WarehouseOptions } from './with-warehouse.ts';

interface QueryOptions extends WarehouseOptions {
  readonly format: string;
}

const EXAMPLES = `
Examples:
  storehouse query "SELECT month_start, revenue FROM mart.revenue_by_month ORDER BY month_start"
  storehouse query "SELECT TOP 5 category, reviews FROM mart.top_reviewed_categories ORDER BY reviews DESC, category" --format csv
  storehouse query "SELECT subject, detail FROM checks.wrong_date_order" --format json`;

export function addQueryCommand(program: Command, services: Services): void {
  program
    .command('query')
    .summary('run one T-SQL SELECT against the warehouse')
    .description(
      'Runs one SELECT, written in the portable subset of T-SQL (docs/portable-sql.md), and prints its rows.\nReport views are in the schema mart; the star is in dim and fact; runs and quarantine are in ops.',
    )
    .argument('<sql>', 'the SELECT')
    .option('--format <format>', 'table, csv or json; csv and json print nothing but the rows', 'table')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (sql: string, options: QueryOptions) => {
      const format = parseFormat(options.format);
      await readWarehouse(services, options, async ({ warehouse }) => {
        printResult(services.terminal, await warehouse.select(sql, 'query'), format);
      });
    });
}
