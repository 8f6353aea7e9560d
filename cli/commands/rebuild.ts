import { resolve } from 'node:path';
import type { LoadedConfig } from '../../core/config/load-config.ts';
import { BronzeMissingError, UsageError } from '../../core/errors.ts';
import type { Bronze } from '../../core/ports/bronze.ts';
import { planRebuild, rebuildWarehouse } from '../../orchestration/rebuild-warehouse.ts';
import type { RunReport } from '../../orchestration/run-pipeline.ts';
import { CopyAfterRun } from '../copy-after-run.ts';
import type { OpenedWarehouse, Services, WarehousePlace } from '../services.ts';
import type { RunOptions } from './run-options.ts';
import { watchRun } from './watch-run.ts';
import { placeOf, useWarehouse } from './with-warehouse.ts';

export interface RebuildCommand {
  readonly loaded: LoadedConfig;
  readonly options: RunOptions;
  /** Works with the warehouse that has just been rebuilt. */
  afterwards(report: RunReport, opened: OpenedWarehouse): Promise<void>;
}

/** A rebuild takes everything that bronze has, and nothing else. */
export function checkRebuildOptions(entities: readonly string[], options: RunOptions): void {
  if (options.fromBronze === undefined) {
    if (options.incomplete === true) throw new UsageError('--incomplete belongs to --from-bronze.');
    return;
  }
  if (entities.length > 0)
    throw new UsageError(`--from-bronze rebuilds all entities; leave out ${entities.join(', ')}.`);
  if (options.full === true) throw new UsageError('--from-bronze reads no files, so --full means nothing with it.');
}

/** Where bronze is, also when no more is to be written. */
function kept({ bronze, ...place }: WarehousePlace): WarehousePlace {
  return { ...place, bronze: bronze === null ? null : { ...bronze, enabled: true } };
}

/** The bronze that is named, or the warehouse's own, or, for another warehouse, that of the configured one. */
async function findSource(
  services: Services,
  { loaded, options }: RebuildCommand,
  own: Bronze | null,
): Promise<Bronze> {
  if (typeof options.fromBronze === 'string') {
    const directory = resolve(services.currentDirectory, options.fromBronze);
    return own?.location === directory ? own : services.openBronzeIn(directory);
  }
  const configured = services.openBronze(kept(placeOf(services, {}, loaded)));
  const ownPlace = services.openBronze(kept(placeOf(services, options, loaded)));
  const candidates = [own, ownPlace, configured].filter((bronze) => bronze !== null);
  for (const bronze of candidates) if ((await bronze.head()) !== null) return bronze;
  const looked = [...new Set(candidates.map(({ location }) => location))];
  throw new BronzeMissingError(
    `There is no bronze ${looked.length === 0 ? 'beside a server' : `in ${looked.join(' or ')}`}. Name its folder, the one that holds bronze.json: storehouse run --from-bronze <directory>.`,
  );
}

/** Opens what the rebuild needs, without any source, and closes it again whatever happens. */
export async function rebuildOnce(services: Services, command: RebuildCommand): Promise<void> {
  const { loaded, options, afterwards } = command;
  const place = placeOf(services, options, loaded);
  services.checkWarehouse(place.url);
  const copyAfter = CopyAfterRun.of(services, place, loaded.config.readCopies);
  const bronze = services.openBronze(place);
  const source = await findSource(services, command, bronze);
  try {
    // Before the warehouse, which opening makes.
    const plan = await planRebuild(source, options.incomplete === true);
    await useWarehouse(services, place, 'write', async (opened) => {
      services.terminal.err(`Rebuilding ${opened.warehouse.location} from ${source.location}`);
      const report = await watchRun(services, opened.warehouse, copyAfter, (observe) =>
        rebuildWarehouse({
          ...opened,
          bronze,
          source,
          plan,
          settings: loaded.config,
          allowDestructive: options.allowDestructive === true,
          allowDeletes: options.allowDeletes === true,
          command: 'run --from-bronze',
          clock: services.clock,
          signal: services.signal,
          observe,
          log: services.log,
        }),
      );
      await afterwards(report, opened);
    });
  } finally {
    await bronze?.close();
    await source.close();
    await copyAfter?.publish();
  }
}
