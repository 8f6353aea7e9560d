import type { Command } from 'commander';
import { DEFAULT_READ_COPIES } from '../../core/config/schema.ts';
import { UsageError, WarehouseUnreadableError } from '../../core/errors.ts';
import { copyObstacle, makeCopy } from '../copy-after-run.ts';
import type { Services, WarehousePlace } from '../services.ts';
import { CONFIG_OPTION, locate, WAREHOUSE_OPTION, type WarehouseOptions } from './with-warehouse.ts';

const EXAMPLES = `
Examples:
  storehouse copy --config examples/shop/storehouse.config.ts
  storehouse copy --warehouse duckdb:demo/warehouse.duckdb`;

/** Whoever asks for a copy gets one, but not one in the place of a better one. */
async function assertFit(services: Services, place: WarehousePlace): Promise<void> {
  const { warehouse } = await services.openWarehouse(place, 'read');
  const obstacle = await copyObstacle(warehouse).finally(() => warehouse.close());
  if (obstacle === null) return;
  throw new WarehouseUnreadableError(
    `${warehouse.location} ${obstacle}. Nothing was copied, and copies that are there were left.`,
  );
}

export function addCopyCommand(program: Command, services: Services): void {
  program
    .command('copy')
    .summary('copy the embedded warehouse for other readers')
    .description(
      `Copies a DuckDB warehouse into the folder beside it that ends in .copies, and prints the path of the copy. Other tools open it
read-only while runs go on. Runs make such copies too; the newest are kept: as many as the configuration says, or ${DEFAULT_READ_COPIES}.`,
    )
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (options: WarehouseOptions) => {
      const { place, config } = await locate(services, options);
      const copies = services.readCopies(place);
      if (copies === null) {
        throw new UsageError(
          'A warehouse on a server needs no copies: others can read it while a run loads it. "storehouse copy" is for DuckDB files.',
        );
      }
      await assertFit(services, place);
      // Somebody who asks for a copy gets one, also where runs make none.
      const keep = Math.max(1, config?.readCopies ?? DEFAULT_READ_COPIES);
      services.terminal.out(await makeCopy(services, copies, keep));
    });
}
