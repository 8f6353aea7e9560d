import type { Command } from 'commander';
import type { Cell, Parameters, Warehouse } from '../../core/ports/warehouse.ts';
import { REFUSED_STATUSES, refusedConditions } from '../../etl/refused-rows.ts';
import { counted } from '../figures.ts';
import { printable } from '../render-table.ts';
import { parseFormat, printResult, type ResultFormat } from '../result-format.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { addFilterOptions, type FilterOptions, filterOf } from './quarantine-filter.ts';
import { addReplayCommand } from './quarantine-replay.ts';
import { keepsReplays } from './quarantine-tables.ts';
import {
  CONFIG_OPTION,
  readWarehouse,
  sameWarehouse,
  WAREHOUSE_OPTION,
  type WarehouseOptions,
} from './with-warehouse.ts';

interface QuarantineOptions extends FilterOptions {
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

/** Without a run or a status what is still to be done is meant. */
function select(options: QuarantineOptions): Selection {
  const { run, status } = options;
  const filter = filterOf({ ...options, ...(run === undefined && status === undefined ? { status: 'open' } : {}) });
  const { sql, parameters } = refusedConditions(filter);
  const limit = wholeNumber(options.limit ?? '20', '--limit');
  return { where: sql, parameters, format: parseFormat(options.format), limit, options };
}

async function list({ terminal }: Services, warehouse: Warehouse, selection: Selection): Promise<void> {
  const { where, parameters, format, options } = selection;
  const result = await warehouse.query(
    `SELECT b.run_id, q.entity, q.reason_code, q.column_name, COUNT(q.quarantine_id) AS rows_refused,
  MIN(q.quarantine_id) AS first_id, q.status
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${where}
GROUP BY b.run_id, q.entity, q.reason_code, q.column_name, q.status
ORDER BY b.run_id, q.entity, q.reason_code, q.column_name, q.status`,
    parameters,
  );
  if (format !== 'table') return printResult(terminal, result, format);
  if (result.rows.length === 0) return terminal.out('No rows in quarantine that match.');
  printResult(terminal, result, format);
  const [, entity, reason] = result.rows[0] ?? [];
  terminal.out(
    `\nSee the rows:\n  npx storehouse quarantine show --entity ${entity} --reason ${reason}${sameWarehouse(options)}
Let them in when the configuration is mended:
  npx storehouse quarantine replay${sameWarehouse(options)}`,
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

/** What became of a row since it was refused; a warehouse of an earlier version says nothing of it. */
async function laterColumns(warehouse: Warehouse): Promise<string> {
  const types = { attempts: 'int', tried_run_id: 'int', outcome: 'nvarchar(20)', earlier_problems: 'nvarchar(4000)' };
  if (await keepsReplays(warehouse))
    return Object.keys(types)
      .map((name) => `q.${name}`)
      .join(', ');
  return Object.entries(types)
    .map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`)
    .join(', ');
}

/** `replayed 2 times, last by run 7: inserted`; nothing of a row that is open as on the first day. */
function lifeOf(status: Cell, attempts: Cell, runId: Cell, outcome: Cell): string {
  const tries = attempts === null ? '' : `; tried ${counted(Number(attempts), 'time')}, last by run ${runId}`;
  const became = outcome === null ? '' : `: ${outcome}`;
  return status === 'open' && tries === '' ? '' : `  ${status}${tries}${became}`;
}

function showRow(terminal: Terminal, row: readonly Cell[]): void {
  const [id, runId, entity, path, sourceRow, , problems, rawText, status, ...later] = row;
  const [attempts = null, triedRunId = null, outcome = null, earlier = null] = later;
  const life = lifeOf(status ?? null, attempts, triedRunId, outcome);
  terminal.out(`#${id}  ${entity}  ${printable(String(path ?? 'no file'))}, row ${sourceRow}  (run ${runId})${life}`);
  const before = earlier === null ? '' : `\n${indent(earlier, '')}`;
  terminal.out(`${indent(problems, '')}${before}\n${indent(rawText, '| ')}`);
}

async function show({ terminal }: Services, warehouse: Warehouse, selection: Selection): Promise<void> {
  const result = await warehouse.query(
    `SELECT q.quarantine_id, b.run_id, q.entity, f.path, q.source_row, q.reason_code, q.problems, q.raw_text, q.status,
  ${await laterColumns(warehouse)}
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${selection.where}
LEFT JOIN ops.source_file AS f ON f.source_id = q.source_id
ORDER BY q.quarantine_id OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY`,
    { ...selection.parameters, limit: selection.limit },
  );
  if (selection.format !== 'table') return printResult(terminal, result, selection.format);
  if (result.rows.length === 0) return terminal.out('No rows in quarantine that match.');
  for (const row of result.rows) showRow(terminal, row);
  const total = await countRows(warehouse, selection);
  const more = total > result.rows.length ? `; --limit ${total} shows all ${total}` : '';
  terminal.out(`(${counted(result.rows.length, 'row')} shown${more})`);
}

function addFilters(command: Command): Command {
  return addFilterOptions(command, 'what this run refused, also what was let in or read again since')
    .option('--status <status>', `only rows that are ${REFUSED_STATUSES.join(', ')} (default: open, or all with --run)`)
    .option('--format <format>', 'table, csv or json; csv and json print nothing but the rows', 'table')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION);
}

export function addQuarantineCommand(program: Command, services: Services): void {
  const quarantine = program
    .command('quarantine')
    .summary('rows that were refused, and why; lets them in when that is mended')
    .description(
      'Rows that were refused, and why. Each keeps its raw text, its file and row, and all its problems. Mend the configuration, then replay them.',
    )
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
  addReplayCommand(quarantine, services);
}
