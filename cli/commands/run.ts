import type { Command } from 'commander';
import { closestNames } from '../../core/closest-names.ts';
import type { LoadedConfig } from '../../core/config/load-config.ts';
import { ConfigurationError, UsageError } from '../../core/errors.ts';
import type { Bronze } from '../../core/ports/bronze.ts';
import type { Feed } from '../../core/ports/source.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { type RunReport, runPipeline } from '../../orchestration/run-pipeline.ts';
import { CopyAfterRun } from '../copy-after-run.ts';
import { nextCommands, runSummary } from '../run-summary.ts';
import type { OpenedSources, OpenedWarehouse, Services } from '../services.ts';
import { openCheckedSources } from './check-settings.ts';
import { checkRebuildOptions, rebuildOnce } from './rebuild.ts';
import type { RunOptions } from './run-options.ts';
import { watchRun } from './watch-run.ts';
import { CONFIG_OPTION, placeOf, sameWarehouse, useWarehouse, WAREHOUSE_OPTION } from './with-warehouse.ts';

export interface RunCommand {
  readonly loaded: LoadedConfig;
  /** None means all that have feeds. */
  readonly entities: readonly string[];
  readonly options: RunOptions;
  /** Works with the warehouse the run has just loaded. */
  afterwards(report: RunReport, opened: OpenedWarehouse): Promise<void>;
}

const ENTITIES = entityContracts.map((contract) => contract.entity);

const EXAMPLES = `
Examples:
  storehouse run --config examples/shop/storehouse.config.ts
  storehouse run order order_item
  storehouse run --full --warehouse duckdb:again.duckdb
  storehouse run --from-bronze --warehouse duckdb:again.duckdb`;

function checkEntities(entities: readonly string[]): void {
  const problems = entities
    .filter((entity) => !ENTITIES.includes(entity))
    .map((entity) => {
      const closest = closestNames(entity, ENTITIES).map((name) => `"${name}"`);
      const hint = closest.length === 0 ? '' : ` Did you mean ${closest.join(' or ')}?`;
      return `There is no entity "${entity}".${hint}`;
    });
  if (problems.length > 0) throw new UsageError(`${problems.join('\n')}\nEntities are: ${ENTITIES.join(', ')}.`);
}

function checkFeeds(loaded: LoadedConfig, entities: readonly string[], feeds: readonly Feed[]): void {
  const fed = new Set(feeds.map((feed) => feed.contract.entity));
  if (fed.size === 0) {
    throw new ConfigurationError(
      `${loaded.path} has no feeds, so there is nothing to load. Add a source with feeds; docs/configuration.md shows how.`,
    );
  }
  const missing = entities.filter((entity) => !fed.has(entity));
  if (missing.length === 0) return;
  throw new ConfigurationError(
    `${loaded.path} has no feed for ${missing.join(', ')}. It feeds: ${[...fed].join(', ')}.`,
  );
}

async function runWith(
  services: Services,
  { loaded, entities, options }: RunCommand,
  { feeds, sources }: OpenedSources,
  opened: OpenedWarehouse,
  bronze: Bronze | null,
  copyAfter: CopyAfterRun | null,
): Promise<RunReport> {
  const full = options.full === true;
  services.terminal.err(`Running into ${opened.warehouse.location}`);
  return watchRun(services, opened.warehouse, copyAfter, (observe) =>
    runPipeline({
      ...opened,
      bronze,
      feeds,
      sources,
      settings: loaded.config,
      entities,
      full,
      allowDestructive: options.allowDestructive === true,
      allowDeletes: options.allowDeletes === true,
      command: ['run', ...entities, ...(full ? ['--full'] : [])].join(' '),
      clock: services.clock,
      signal: services.signal,
      observe,
      log: services.log,
    }),
  );
}

/** Opens what the run needs, runs it, closes it again whatever happens, and then copies what has changed. */
export async function runOnce(services: Services, command: RunCommand): Promise<void> {
  const { loaded, entities, options, afterwards } = command;
  checkEntities(entities);
  const place = placeOf(services, options, loaded);
  const sources = openCheckedSources(services, loaded, place.url);
  checkFeeds(loaded, entities, sources.feeds);
  const bronze = services.openBronze(place);
  const copyAfter = CopyAfterRun.of(services, place, loaded.config.readCopies);
  try {
    await useWarehouse(services, place, 'write', async (opened) => {
      await afterwards(await runWith(services, command, sources, opened, bronze, copyAfter), opened);
    });
  } finally {
    await bronze?.close();
    for (const source of sources.sources.values()) await source.close();
    await copyAfter?.publish();
  }
}

export function addRunCommand(program: Command, services: Services): void {
  program
    .command('run')
    .summary('load what is new into the warehouse')
    .description(
      'Loads what is new into the warehouse: reads new and changed files, types and checks every row, publishes into the star.\nA second run with nothing new changes nothing. A run that was stopped is continued by the next.',
    )
    .argument('[entity...]', `only these: ${ENTITIES.join(', ')}`)
    .option('--full', 'read everything again, files taken before too; the warehouse ends the same')
    .option(
      '--from-bronze [directory]',
      'rebuild an empty warehouse from bronze, without reading any file (default: the bronze of the warehouse)',
    )
    .option('--incomplete', 'with --from-bronze: also when batches are missing')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION)
    .option('--allow-destructive', 'apply schema changes that lose data; begin another bronze than the warehouse has')
    .option('--allow-deletes', 'believe complete files that delete more than their share')
    .addHelpText('after', EXAMPLES)
    .action(async (entities: readonly string[], options: RunOptions) => {
      checkEntities(entities);
      checkRebuildOptions(entities, options);
      const loaded = await services.loadConfig(options.config);
      const afterwards = async (report: RunReport, { warehouse }: OpenedWarehouse): Promise<void> => {
        services.terminal.out(await runSummary(report, warehouse, { ...services.terminal, ...loaded.config }));
        services.terminal.out(nextCommands(report, sameWarehouse(options)));
      };
      if (options.fromBronze === undefined) await runOnce(services, { loaded, entities, options, afterwards });
      else await rebuildOnce(services, { loaded, options, afterwards });
    });
}
