import type { Command } from 'commander';
import type { LoadedConfig } from '../../core/config/load-config.ts';
import { UsageError, WarehouseUnreadableError } from '../../core/errors.ts';
import type { Bronze } from '../../core/ports/bronze.ts';
import type { Warehouse } from '../../core/ports/warehouse.ts';
import { countRefused, type RefusedFilter } from '../../etl/refused-rows.ts';
import {
  isReplayDue,
  type ReplayReport,
  replayQuarantine,
  tryReplayQuarantine,
} from '../../orchestration/replay-quarantine.ts';
import { CopyAfterRun } from '../copy-after-run.ts';
import { dryRunSummary, replaySummary } from '../replay-summary.ts';
import type { OpenedSources, OpenedWarehouse, Services } from '../services.ts';
import { openCheckedSources } from './check-settings.ts';
import { addFilterOptions, type FilterOptions, filterOf } from './quarantine-filter.ts';
import { keepsReplays } from './quarantine-tables.ts';
import { watchRun } from './watch-run.ts';
import {
  CONFIG_OPTION,
  placeOf,
  readWarehouse,
  sameWarehouse,
  useWarehouse,
  WAREHOUSE_OPTION,
} from './with-warehouse.ts';

interface ReplayOptions extends FilterOptions {
  readonly dryRun?: boolean;
}

interface Replay {
  readonly loaded: LoadedConfig;
  readonly opened: OpenedSources;
  readonly bronze: Bronze | null;
  readonly filter: RefusedFilter;
  readonly options: ReplayOptions;
}

const EXAMPLES = `
Examples:
  storehouse quarantine replay --dry-run --config examples/shop/storehouse.config.ts
  storehouse quarantine replay
  storehouse quarantine replay --run 3 --entity order_item --reason not_a_number`;

const DESCRIPTION = `Types open refused rows again, as the configuration is now, and publishes those that are right: orders before their items,
never over something newer. Each is counted in the batch it came with. What is refused again stays in quarantine.`;

/** As it stands in the history of runs. */
function commandLine({ run, entity, reason }: FilterOptions): string {
  const given = Object.entries({ run, entity, reason }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${value}`],
  );
  return ['quarantine replay', ...given].join(' ');
}

async function tell(services: Services, warehouse: Warehouse, { loaded, opened, filter }: Replay) {
  const { reportingTimeZone } = loaded.config;
  const settings = { ...opened, reportingTimeZone, signal: services.signal };
  const tried = await tryReplayQuarantine(warehouse, filter, settings);
  services.terminal.out(dryRunSummary(tried, services.terminal.columns));
}

async function assertRun(warehouse: Warehouse, runId: number | undefined): Promise<void> {
  if (runId === undefined) return;
  const { rows } = await warehouse.query(
    'SELECT COALESCE(MAX(r.run_id), 0) AS latest, SUM(CASE WHEN r.run_id = @run_id THEN 1 ELSE 0 END) AS found FROM ops.run AS r',
    { run_id: runId },
  );
  const [latest, found] = (rows[0] ?? []).map(Number);
  if (found === 0) throw new UsageError(`There is no run ${runId}; the latest is ${latest}.`);
}

/** Whether there is anything to replay; a dry run is told here, for it needs no more than to read. */
async function lookFirst(services: Services, replay: Replay): Promise<boolean> {
  const { filter, options } = replay;
  let isDue = false;
  await readWarehouse(services, options, async ({ warehouse, copy = null }) => {
    if (copy !== null && copy.heldBy !== null && options.dryRun !== true) {
      // Somebody writes to the warehouse, which opening it says better; the copy may lack what is refused since.
      isDue = true;
      return;
    }
    await assertRun(warehouse, filter.runId);
    const isCurrent = await keepsReplays(warehouse);
    isDue = isCurrent
      ? await isReplayDue(warehouse, filter)
      : (await countRefused(warehouse, { ...filter, status: 'open' })) > 0;
    if (!isDue || options.dryRun !== true) return;
    if (!isCurrent) {
      throw new WarehouseUnreadableError(
        `${warehouse.location} was built by an earlier version of Storehouse, which did not keep what a replay needs. A run, or a replay without --dry-run, brings it up to date.`,
      );
    }
    await tell(services, warehouse, replay);
  });
  return isDue;
}

async function replayWith(
  services: Services,
  replay: Replay,
  opened: OpenedWarehouse,
  copyAfter: CopyAfterRun | null,
): Promise<ReplayReport> {
  const { terminal, clock, signal, log } = services;
  terminal.err(`Replaying in ${opened.warehouse.location}`);
  return watchRun(services, opened.warehouse, copyAfter, (observe) =>
    replayQuarantine({
      ...opened,
      ...replay.opened,
      bronze: replay.bronze,
      settings: replay.loaded.config,
      allowDestructive: false,
      allowDeletes: false,
      command: commandLine(replay.options),
      clock,
      signal,
      observe,
      log,
      filter: replay.filter,
    }),
  );
}

async function runReplay(services: Services, options: ReplayOptions): Promise<void> {
  const filter = filterOf(options);
  const loaded = await services.loadConfig(options.config);
  const place = placeOf(services, options, loaded);
  const opened = openCheckedSources(services, loaded, place.url);
  const replay = { loaded, opened, bronze: services.openBronze(place), filter, options };
  const copyAfter = CopyAfterRun.of(services, place, loaded.config.readCopies);
  try {
    if (!(await lookFirst(services, replay)))
      return services.terminal.out('No open refused rows that match: nothing to replay.');
    if (options.dryRun === true) return;
    await useWarehouse(services, place, 'write', async (target) => {
      const report = await replayWith(services, replay, target, copyAfter);
      const { columns } = services.terminal;
      services.terminal.out(await replaySummary(report, target.warehouse, { columns, same: sameWarehouse(options) }));
    });
  } finally {
    await replay.bronze?.close();
    for (const source of opened.sources.values()) await source.close();
    await copyAfter?.publish();
  }
}

export function addReplayCommand(quarantine: Command, services: Services): void {
  addFilterOptions(quarantine.command('replay'), 'only rows that this run refused')
    .summary('lets in what is right now, after the configuration was mended')
    .description(DESCRIPTION)
    .option('--dry-run', 'only types the rows and tells; changes nothing')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (options: ReplayOptions) => runReplay(services, options));
}
