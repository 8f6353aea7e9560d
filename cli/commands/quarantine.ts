import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import type { Cell, Parameters, Warehouse } from '../../core/ports/warehouse.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { counted } from '../figures.ts';
import { printable } from '../render-table.ts';
import { parseFormat, printResult, type ResultFormat } from '../result-format.ts';
import type { Services } from '../services.ts';
import { wholeNumber } from '../whole-number.ts';
import {
  CONFIG_OPTION,
  readWarehouse,
  sameWarehouse,
  WAREHOUSE_OPTION,
  type WarehouseOptions,
} from './with-warehouse.ts';

interface QuarantineOptions extends WarehouseOptions {
  readonly run?: string;
  readonly entity?: string;
  readonly reason?: string;
  readonly limit?: string;
  readonly format: string;
}

/** What was asked for, checked before the warehouse is opened. */
interface Selection {
  readonly where: string;
  readonly parameters: Parameters;
  readonly format: ResultFormat;
  readonly limit: number;
  readonly options: WarehouseOptions;
}

const LIST_EXAMPLES = `
Examples:
  storehouse quarantine list --config examples/shop/storehouse.config.ts
  storehouse quarantine list --run 3 --format csv`;

const SHOW_EXAMPLES = `
Examples:
  storehouse quarantine show --entity order_item --reason not_a_number
  storehouse quarantine show --run 3 --limit 1000 --format json`;

function select(options: QuarantineOptions): Selection {
  const conditions = ['q.batch_id = b.batch_id'];
  const parameters: Record<string, string | number> = {};
  if (options.run === undefined) {
    conditions.push("q.status = 'open'");
  } else {
    conditions.push('b.run_id = @run_id');
    parameters.run_id = wholeNumber(options.run, '--run');
  }
  if (options.entity !== undefined) {
    assertEntity(options.entity);
    conditions.push('q.entity = @entity');
    parameters.entity = options.entity;
  }
  if (options.reason !== undefined) {
    conditions.push('q.reason_code = @reason');
    parameters.reason = options.reason;
  }
  const limit = wholeNumber(options.limit ?? '20', '--limit');
  return { where: conditions.join(' AND '), parameters, format: parseFormat(options.format), limit, options };
}

function assertEntity(entity: string): void {
  const known = entityContracts.map((contract) => contract.entity);
  if (known.includes(entity)) return;
  throw new UsageError(`There is no entity "${entity}". Entities are: ${known.join(', ')}.`);
}

async function list({ terminal }: Services, warehouse: Warehouse, selection: Selection): Promise<void> {
  const { where, parameters, format, options } = selection;
  const result = await warehouse.query(
    `SELECT b.run_id, q.entity, q.reason_code, q.column_name, COUNT(q.quarantine_id) AS rows_refused, MIN(q.quarantine_id) AS first_id
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${where}
GROUP BY b.run_id, q.entity, q.reason_code, q.column_name
ORDER BY b.run_id, q.entity, q.reason_code, q.column_name`,
    parameters,
  );
  if (format !== 'table') return printResult(terminal, result, format);
  if (result.rows.length === 0) return terminal.out('No rows in quarantine that match.');
  printResult(terminal, result, format);
  const [, entity, reason] = result.rows[0] ?? [];
  terminal.out(
    `\nSee the rows:\n  npx storehouse quarantine show --entity ${entity} --reason ${reason}${sameWarehouse(options)}`,
  );
}

async function countRows(warehouse: Warehouse, { where, parameters }: Selection): Promise<number> {
  const sql = `SELECT COUNT(q.quarantine_id) AS rows_refused FROM ops.quarantine AS q INNER JOIN ops.batch AS b ON ${where}`;
  return Number((await warehouse.query(sql, parameters)).rows[0]?.[0]);
}

function indent(text: Cell | undefined, prefix: string): string {
  return String(text)
    .split(/\r?\n/)
    .map((line) => `    ${prefix}${printable(line)}`)
    .join('\n');
}

async function show({ terminal }: Services, warehouse: Warehouse, selection: Selection): Promise<void> {
  const result = await warehouse.query(
    `SELECT q.quarantine_id, b.run_id, q.entity, f.path, q.source_row, q.reason_code, q.problems, q.raw_text
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${selection.where}
LEFT JOIN ops.source_file AS f ON f.source_id = q.source_id
ORDER BY q.quarantine_id OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY`,
    { ...selection.parameters, limit: selection.limit },
  );
  if (selection.format !== 'table') return printResult(terminal, result, selection.format);
  if (result.rows.length === 0) return terminal.out('No rows in quarantine that match.');
  for (const [id, runId, entity, path, row, , problems, rawText] of result.rows) {
    terminal.out(`#${id}  ${entity}  ${printable(String(path ?? 'no file'))}, row ${row}  (run ${runId})`);
    terminal.out(`${indent(problems, '')}\n${indent(rawText, '| ')}`);
  }
  const total = await countRows(warehouse, selection);
  const more = total > result.rows.length ? `; --limit ${total} shows all ${total}` : '';
  terminal.out(`(${counted(result.rows.length, 'row')} shown${more})`);
}

function addFilters(command: Command): Command {
  return command
    .option('--run <id>', 'what this run refused, also where its files were read again since')
    .option('--entity <entity>', 'only this entity')
    .option('--reason <code>', 'only this reason, e.g. not_a_date (docs/errors.md lists them)')
    .option('--format <format>', 'table, csv or json; csv and json print nothing but the rows', 'table')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION);
}

export function addQuarantineCommand(program: Command, services: Services): void {
  const quarantine = program
    .command('quarantine')
    .summary('rows that were refused, and why')
    .description('Rows that were refused, and why. Each keeps its raw text, its file and row, and all its problems.')
    .addHelpText('after', LIST_EXAMPLES);
  addFilters(quarantine.command('list').description('Counts refused rows by run, entity, reason and column.'))
    .addHelpText('after', LIST_EXAMPLES)
    .action(async (options: QuarantineOptions) => {
      const selection = select(options);
      await readWarehouse(services, options, ({ warehouse }) => list(services, warehouse, selection));
    });
  addFilters(quarantine.command('show').description('Shows refused rows with all their problems and their raw text.'))
    .option('--limit <n>', 'how many rows to show', '20')
    .addHelpText('after', SHOW_EXAMPLES)
    .action(async (options: QuarantineOptions) => {
      const selection = select(options);
      await readWarehouse(services, options, ({ warehouse }) => show(services, warehouse, selection));
    });
}
