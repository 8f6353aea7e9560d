import type { Command } from 'commander';
import type { LoadedConfig } from '../../core/config/load-config.ts';
import { ConfigurationError, UsageError } from '../../core/errors.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { type RunReport, runPipeline } from '../../orchestration/run-pipeline.ts';
import { createProgress } from '../progress.ts';
import { runSummary } from '../run-summary.ts';
import type { OpenedWarehouse, Services } from '../services.ts';

export interface RunOptions {
  readonly full?: boolean;
  readonly allowDestructive?: boolean;
  readonly config?: string;
  readonly warehouse?: string;
}

function checkEntities(entities: readonly string[]): void {
  const known = entityContracts.map((contract) => contract.entity);
  const unknown = entities.filter((entity) => !known.includes(entity));
  if (unknown.length === 0) return;
  throw new UsageError(`There is no entity "${unknown.join('", "')}". Entities are: ${known.join(', ')}.`);
}

function checkFeeds(loaded: LoadedConfig, entities: readonly string[], fed: readonly string[]): void {
  const missing = entities.filter((entity) => !fed.includes(entity));
  if (missing.length === 0) return;
  throw new ConfigurationError(
    `${loaded.path} has no feed for ${missing.join(', ')}. It feeds: ${[...new Set(fed)].join(', ')}.`,
  );
}

/** Opens what the run needs, runs it, closes it again whatever happens. */
export async function runOnce(
  services: Services,
  loaded: LoadedConfig,
  entities: readonly string[],
  options: RunOptions,
  afterwards: (report: RunReport, opened: OpenedWarehouse) => Promise<void>,
): Promise<void> {
  checkEntities(entities);
  const { feeds, sources } = services.openSources(loaded);
  checkFeeds(
    loaded,
    entities,
    feeds.map((feed) => feed.contract.entity),
  );
  const url = options.warehouse ?? loaded.config.warehouse;
  const base = options.warehouse === undefined ? loaded.directory : process.cwd();
  const opened = await services.openWarehouse(url, base, 'write');
  const cancel = (): void => void opened.warehouse.cancel();
  services.signal.addEventListener('abort', cancel, { once: true });
  try {
    services.terminal.err(`Running into ${opened.warehouse.location}`);
    const report = await runPipeline({
      ...opened,
      feeds,
      sources,
      settings: loaded.config,
      entities,
      full: options.full === true,
      allowDestructive: options.allowDestructive === true,
      command: ['run', ...entities, ...(options.full === true ? ['--full'] : [])].join(' '),
      clock: services.clock,
      signal: services.signal,
      observe: createProgress(services.terminal),
      log: services.log,
    });
    await afterwards(report, opened);
  } finally {
    services.signal.removeEventListener('abort', cancel);
    for (const source of sources.values()) await source.close();
    await opened.warehouse.close();
  }
}

export function addRunCommand(program: Command, services: Services): void {
  program
    .command('run')
    .summary('load what is new into the warehouse')
    .description(
      'Loads what is new into the warehouse: reads new files, types and checks every row, publishes into the star.\nA second run with nothing new changes nothing. A run that was stopped, however, is continued by the next.',
    )
    .argument('[entity...]', `only these: ${entityContracts.map((contract) => contract.entity).join(', ')}`)
    .option('--full', 'read everything again, files taken before too; the warehouse ends the same')
    .option('--config <file>', 'configuration file (default: storehouse.config.ts)')
    .option('--warehouse <url>', 'warehouse instead of the configured one, e.g. duckdb:shop.duckdb')
    .option('--allow-destructive', 'apply schema changes that lose data')
    .addHelpText(
      'after',
      '\nExamples:\n  storehouse run --config examples/fecom/storehouse.config.ts\n  storehouse run order order_item\n  storehouse run --full --warehouse duckdb:again.duckdb',
    )
    .action(async (entities: readonly string[], options: RunOptions) => {
      const loaded = await services.loadConfig(options.config);
      await runOnce(services, loaded, entities, options, async (report, { warehouse }) => {
        services.terminal.out(await runSummary(report, warehouse));
        services.terminal.out(
          '\nLook further:  storehouse status · storehouse quarantine list · storehouse query "SELECT …"',
        );
      });
    });
}
