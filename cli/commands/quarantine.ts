import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import type { Parameters, Warehouse } from '../../core/ports/warehouse.ts';
import { parseFormat, renderResult } from '../render-table.ts';
import type { Services } from '../services.ts';
import { CONFIG_OPTION, WAREHOUSE_OPTION, type WarehouseOptions, withWarehouse } from './with-warehouse.ts';

interface QuarantineOptions extends WarehouseOptions {
  readonly run?: string;
  readonly entity?: string;
  readonly reason?: string;
  readonly limit: string;
  readonly format: string;
}

interface Filter {
  readonly where: string;
  readonly parameters: Parameters;
}

function filterOf(options: Pick<QuarantineOptions, 'run' | 'entity' | 'reason'>): Filter {
  const conditions = ['q.batch_id = b.batch_id'];
  const parameters: Record<string, string | number> = {};
  if (options.run !== undefined) {
    if (!/^\d{1,9}$/.test(options.run)) throw new UsageError(`--run takes the number of a run, not "${options.run}".`);
    conditions.push('b.run_id = @run_id');
    parameters['run_id'] = Number(options.run);
  }
  if (options.entity !== undefined) {
    conditions.push('q.entity = @entity');
    parameters['entity'] = options.entity;
  }
  if (options.reason !== undefined) {
    conditions.push('q.reason_code = @reason');
    parameters['reason'] = options.reason;
  }
  return { where: conditions.join(' AND '), parameters };
}

function limitOf(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`--limit takes a whole number from 1 on, not "${text}".`);
  return Number(text);
}

async function list(services: Services, warehouse: Warehouse, options: QuarantineOptions): Promise<void> {
  const format = parseFormat(options.format);
  const filter = filterOf(options);
  const result = await warehouse.query(
    `SELECT b.run_id, q.entity, q.reason_code, q.column_name, COUNT(*) AS rows_refused, MIN(q.quarantine_id) AS first_id
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${filter.where}
GROUP BY b.run_id, q.entity, q.reason_code, q.column_name
ORDER BY b.run_id, q.entity, q.reason_code, q.column_name`,
    filter.parameters,
  );
  if (result.rows.length === 0 && format === 'table') {
    services.terminal.out('No rows in quarantine that match.');
    return;
  }
  services.terminal.out(renderResult(result, format));
  if (format === 'table') services.terminal.out('\nSee the rows:  storehouse quarantine show --entity … --reason …');
}

async function show(services: Services, warehouse: Warehouse, options: QuarantineOptions): Promise<void> {
  const format = parseFormat(options.format);
  const filter = filterOf(options);
  const result = await warehouse.query(
    `SELECT q.quarantine_id, b.run_id, q.entity, f.path, q.source_row, q.reason_code, q.problems, q.raw_text
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${filter.where}
LEFT JOIN ops.source_file AS f ON f.source_id = q.source_id
ORDER BY q.quarantine_id OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY`,
    { ...filter.parameters, limit: limitOf(options.limit) },
  );
  if (format !== 'table') {
    services.terminal.out(renderResult(result, format));
    return;
  }
  for (const [id, runId, entity, path, row, , problems, rawText] of result.rows) {
    const indented = String(problems).replaceAll('\n', '\n    ');
    services.terminal.out(
      `#${id}  ${entity}  ${path ?? 'no file'}, row ${row}  (run ${runId})\n    ${indented}\n    | ${String(rawText).replaceAll('\n', '\n    | ')}`,
    );
  }
  services.terminal.out(`(${result.rows.length} ${result.rows.length === 1 ? 'row' : 'rows'} shown)`);
}

export function addQuarantineCommand(program: Command, services: Services): void {
  const quarantine = program
    .command('quarantine')
    .summary('rows that were refused, and why')
    .description('Rows that were refused, and why. Each keeps its raw text, its file and row, and all its problems.');
  const commands = [
    ['list', 'counts by run, entity and reason', list],
    ['show', 'the rows themselves', show],
  ] as const;
  for (const [name, description, action] of commands) {
    quarantine
      .command(name)
      .description(description)
      .option('--run <id>', 'only rows that this run refused')
      .option('--entity <entity>', 'only this entity')
      .option('--reason <code>', 'only this reason, e.g. not_a_date (docs/errors.md lists them)')
      .option('--limit <n>', 'how many rows to show', '20')
      .option('--format <format>', 'table, csv or json', 'table')
      .option(...CONFIG_OPTION)
      .option(...WAREHOUSE_OPTION)
      .action((options: QuarantineOptions) =>
        withWarehouse(services, options, 'read', ({ warehouse }) => action(services, warehouse, options)),
      );
  }
}
