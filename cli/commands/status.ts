import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import type { ResultSet, Warehouse } from '../../core/ports/warehouse.ts';
import { ROW_CLASSES } from '../../dwh/model/ops-tables.ts';
import { renderTable } from '../render-table.ts';
import type { Services } from '../services.ts';
import { CONFIG_OPTION, WAREHOUSE_OPTION, type WarehouseOptions, withWarehouse } from './with-warehouse.ts';

interface StatusOptions extends WarehouseOptions {
  readonly runs: string;
  readonly run?: string;
  readonly json?: boolean;
}

interface Section {
  readonly title: string;
  readonly key: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, number>>;
}

function wholeNumber(text: string, option: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`${option} takes a whole number from 1 on, not "${text}".`);
  return Number(text);
}

function sections(runs: number, runId: number): readonly Section[] {
  const classes = ROW_CLASSES.map((name) => `SUM(CAST(b.${name}_rows AS bigint)) AS ${name}`).join(', ');
  return [
    {
      title: 'Last runs',
      key: 'runs',
      parameters: { runs },
      sql: `SELECT r.run_id, r.command, r.status, r.started_utc, r.ended_utc, r.error_code
FROM ops.run AS r
ORDER BY r.run_id DESC OFFSET 0 ROWS FETCH NEXT @runs ROWS ONLY`,
    },
    {
      title: `Steps of run ${runId}`,
      key: 'steps',
      parameters: { run_id: runId },
      sql: `SELECT s.step_number, s.name, s.status, s.duration_ms, s.detail
FROM ops.step AS s
WHERE s.run_id = @run_id
ORDER BY s.step_number`,
    },
    {
      title: 'Input rows by class, all batches',
      key: 'classes',
      parameters: {},
      sql: `SELECT b.entity, COUNT(*) AS batches, SUM(CAST(b.read_rows AS bigint)) AS rows_read, ${classes}
FROM ops.batch AS b
GROUP BY b.entity
ORDER BY MIN(b.batch_id)`,
    },
    {
      title: 'Batches that are not published',
      key: 'pending',
      parameters: {},
      sql: `SELECT b.batch_id, b.entity, b.run_id, b.status, b.read_rows
FROM ops.batch AS b
WHERE b.status <> 'published'
ORDER BY b.batch_id`,
    },
    {
      title: 'Positions: files taken',
      key: 'positions',
      parameters: {},
      sql: `SELECT f.feed, COUNT(*) AS files, MAX(f.source_id) AS last_file, MAX(f.taken_utc) AS last_taken_utc
FROM ops.source_file AS f
GROUP BY f.feed
ORDER BY f.feed`,
    },
    {
      title: 'Checks of the last run that checked',
      key: 'checks',
      parameters: {},
      sql: `SELECT c.run_id, c.severity, c.entity, c.check_name, c.failed_rows
FROM ops.check_result AS c
WHERE c.failed_rows > 0 AND c.run_id = (SELECT MAX(m.run_id) FROM ops.check_result AS m)
ORDER BY c.severity, c.entity, c.check_name`,
    },
  ];
}

async function latestRun(warehouse: Warehouse): Promise<number> {
  const result = await warehouse.query('SELECT COALESCE(MAX(run_id), 0) AS run_id FROM ops.run');
  return Number(result.rows[0]?.[0]);
}

/** How old the newest fact and the last publication are. */
async function ages(warehouse: Warehouse, now: Date): Promise<readonly string[]> {
  const result = await warehouse.query(
    `SELECT (SELECT MAX(published_utc) FROM ops.batch) AS published_utc,
  (SELECT MAX(purchased_at_utc) FROM fact.sales_order) AS newest_order_utc`,
  );
  const [published, newest] = result.rows[0] ?? [];
  return [`Last publication: ${age(published, now)}`, `Newest order:     ${age(newest, now)}`];
}

function age(value: unknown, now: Date): string {
  if (typeof value !== 'string') return 'none';
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(`${value.replace(' ', 'T')}Z`)) / 60_000));
  const hours = Math.floor(minutes / 60);
  const text =
    hours >= 48 ? `${Math.floor(hours / 24)} days` : hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
  return `${value} UTC, ${text} ago`;
}

function asObjects(result: ResultSet): unknown {
  return result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column, index) => [column.name, row[index] ?? null])),
  );
}

async function printStatus(services: Services, warehouse: Warehouse, options: StatusOptions): Promise<void> {
  const runs = wholeNumber(options.runs, '--runs');
  const runId = options.run === undefined ? await latestRun(warehouse) : wholeNumber(options.run, '--run');
  const found: (Section & { readonly result: ResultSet })[] = [];
  for (const section of sections(runs, runId)) {
    found.push({ ...section, result: await warehouse.query(section.sql, section.parameters) });
  }
  if (options.json === true) {
    const object = Object.fromEntries(found.map(({ key, result }) => [key, asObjects(result)]));
    services.terminal.out(JSON.stringify(object, null, 2));
    return;
  }
  services.terminal.out([warehouse.location, ...(await ages(warehouse, services.clock()))].join('\n'));
  for (const { title, result } of found) {
    if (result.rows.length > 0) services.terminal.out(`\n${title}:\n${renderTable(result)}`);
  }
}

export function addStatusCommand(program: Command, services: Services): void {
  program
    .command('status')
    .summary('last runs, their steps, rows by class, positions, age of the data')
    .description(
      'Shows the last runs, the steps of the latest, input rows by class, files taken and how old the data are.',
    )
    .option('--runs <n>', 'how many runs to list', '5')
    .option('--run <id>', 'steps of this run instead of the latest')
    .option('--json', 'as JSON, for scripts')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION)
    .action((options: StatusOptions) =>
      withWarehouse(services, options, 'read', ({ warehouse }) => printStatus(services, warehouse, options)),
    );
}
