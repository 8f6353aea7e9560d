import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import type { Bronze } from '../../core/ports/bronze.ts';
import type { ResultSet, Warehouse } from '../../core/ports/warehouse.ts';
import { age, counted, megabytes } from '../figures.ts';
import { printable, renderTable } from '../render-table.ts';
import { asObjects } from '../result-format.ts';
import type { Services } from '../services.ts';
import { type ShownRuns, type StatusSection, statusSections } from '../status-sections.ts';
import { wholeNumber } from '../whole-number.ts';
import { CONFIG_OPTION, readWarehouse, WAREHOUSE_OPTION, type WarehouseOptions } from './with-warehouse.ts';

interface StatusOptions extends WarehouseOptions {
  readonly runs: string;
  readonly run?: string;
  readonly json?: boolean;
}

interface Status {
  readonly location: string;
  readonly lastPublishedUtc: string | null;
  readonly newestOrderUtc: string | null;
  /** Why the run whose steps are shown failed. */
  readonly failure: { readonly runId: number; readonly message: string } | null;
  /** Null where no bronze is kept. */
  readonly bronze: BronzeStatus | null;
  readonly sections: readonly { readonly section: StatusSection; readonly result: ResultSet }[];
}

const NOTHING: ResultSet = { columns: [], rows: [] };

interface BronzeStatus {
  readonly directory: string;
  readonly batches: number;
  readonly bytes: number;
  /** When the oldest batch was complete. */
  readonly oldest_utc: string | null;
}

const EXAMPLES = `
Examples:
  storehouse status --config examples/shop/storehouse.config.ts
  storehouse status --runs 20 --run 3
  storehouse status --json --warehouse duckdb:demo/warehouse.duckdb`;

/** Without a choice the latest run, and of batches, which a run without news has none of, those of the latest that has some. */
async function chooseRuns(warehouse: Warehouse, { runs, run }: StatusOptions): Promise<ShownRuns> {
  const result = await warehouse.query(
    `SELECT (SELECT COALESCE(MAX(run_id), 0) FROM ops.run) AS run_id,
  (SELECT COALESCE(MAX(run_id), 0) FROM ops.batch) AS run_with_batches`,
  );
  const [latest = 0, latestWithBatches = 0] = (result.rows[0] ?? []).map(Number);
  const last = wholeNumber(runs, '--runs');
  if (run === undefined) return { last, stepsOf: latest, batchesOf: latestWithBatches };
  const runId = wholeNumber(run, '--run');
  if (runId > latest) throw new UsageError(`There is no run ${runId}; the latest is ${latest}.`);
  return { last, stepsOf: runId, batchesOf: runId };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

async function bronzeStatus(warehouse: Warehouse, bronze: Bronze): Promise<BronzeStatus> {
  const { batches, bytes, oldestBatchId } = await bronze.usage();
  const { rows } = await warehouse.query('SELECT b.staged_utc FROM ops.batch AS b WHERE b.batch_id = @batch_id', {
    batch_id: oldestBatchId ?? 0,
  });
  return { directory: bronze.location, batches, bytes, oldest_utc: textOf(rows[0]?.[0]) };
}

async function readStatus(warehouse: Warehouse, bronze: Bronze | null, options: StatusOptions): Promise<Status> {
  const shown = await chooseRuns(warehouse, options);
  const runId = shown.stepsOf;
  const ages = await warehouse.query(
    `SELECT (SELECT MAX(published_utc) FROM ops.batch) AS published_utc,
  (SELECT MAX(purchased_at_utc) FROM fact.sales_order) AS newest_order_utc,
  (SELECT MAX(error_message) FROM ops.run WHERE run_id = @run_id) AS error_message`,
    { run_id: runId },
  );
  const [published, newest, failure] = ages.rows[0] ?? [];
  const { tables } = await warehouse.inspect();
  const present = new Set(tables.map(({ name }) => name));
  const sections = [];
  for (const section of statusSections(shown)) {
    const isThere = section.needs === undefined || present.has(section.needs);
    sections.push({ section, result: isThere ? await warehouse.query(section.sql, section.parameters) : NOTHING });
  }
  return {
    location: warehouse.location,
    lastPublishedUtc: textOf(published),
    newestOrderUtc: textOf(newest),
    failure: failure === null ? null : { runId, message: String(failure) },
    bronze: bronze === null ? null : await bronzeStatus(warehouse, bronze),
    sections,
  };
}

function printJson(services: Services, status: Status): void {
  const object = {
    warehouse: status.location,
    last_published_utc: status.lastPublishedUtc,
    newest_order_utc: status.newestOrderUtc,
    failure: status.failure === null ? null : { run_id: status.failure.runId, message: status.failure.message },
    bronze: status.bronze,
    ...Object.fromEntries(status.sections.map(({ section, result }) => [section.key, asObjects(result)])),
  };
  services.terminal.out(JSON.stringify(object, null, 2));
}

function printTables({ terminal, clock }: Services, status: Status): void {
  const now = clock();
  const shown = (instant: string | null): string =>
    instant === null ? 'none' : `${instant} UTC, ${age(instant, now)}`;
  terminal.out(status.location);
  terminal.out(`Last publication: ${shown(status.lastPublishedUtc)}`);
  terminal.out(`Newest order:     ${shown(status.newestOrderUtc)}`);
  const { bronze, failure } = status;
  if (bronze !== null) {
    const size = `${counted(bronze.batches, 'batch', 'batches')}, ${megabytes(bronze.bytes)}`;
    const oldest = bronze.oldest_utc === null ? '' : `, the oldest of ${shown(bronze.oldest_utc)}`;
    terminal.out(`Bronze:           ${size}${oldest}, in ${bronze.directory}`);
  }
  for (const { section, result } of status.sections) {
    if (result.rows.length > 0) terminal.out(`\n${section.title}:\n${renderTable(result, terminal.columns)}`);
    if (section.key === 'steps' && failure !== null)
      terminal.out(`\nRun ${failure.runId} ended with: ${printable(failure.message)}`);
  }
}

export function addStatusCommand(program: Command, services: Services): void {
  program
    .command('status')
    .summary('last runs, their steps, rows by class, positions, age of the data')
    .description(
      'Shows how old the data are, the last runs, the steps and batches of the latest, input rows by class, what waits, files taken, and what is refused or worth a look.',
    )
    .option('--runs <n>', 'how many runs to list', '5')
    .option('--run <id>', 'steps and batches of this run instead of the latest')
    .option('--json', 'as JSON, for scripts')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (options: StatusOptions) => {
      wholeNumber(options.runs, '--runs');
      await readWarehouse(services, options, async ({ warehouse }, place) => {
        const status = await readStatus(warehouse, services.openBronze(place), options);
        if (options.json === true) printJson(services, status);
        else printTables(services, status);
      });
    });
}
