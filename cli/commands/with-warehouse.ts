import { WarehouseUnreadableError } from '../../core/errors.ts';
import type { OpenedWarehouse, OpenMode, Services } from '../services.ts';

export interface WarehouseOptions {
  readonly config?: string;
  readonly warehouse?: string;
}

export const CONFIG_OPTION = ['--config <file>', 'configuration file (default: storehouse.config.ts)'] as const;
export const WAREHOUSE_OPTION = [
  '--warehouse <url>',
  'warehouse instead of the configured one, e.g. duckdb:shop.duckdb',
] as const;

/** The options as they have to be typed again for another command to mean the same warehouse. */
export function sameWarehouse({ config, warehouse }: WarehouseOptions): string {
  const quoted = (value: string): string => (/^[\w./\\:-]+$/.test(value) ? value : `"${value}"`);
  if (warehouse !== undefined) return ` --warehouse ${quoted(warehouse)}`;
  return config === undefined ? '' : ` --config ${quoted(config)}`;
}

/** Opens a warehouse for one piece of work, which an interruption cancels, and closes it again whatever happens. */
export async function useWarehouse(
  services: Services,
  [url, directory]: readonly [string, string],
  mode: OpenMode,
  work: (opened: OpenedWarehouse) => Promise<void>,
): Promise<void> {
  const opened = await services.openWarehouse(url, directory, mode);
  const cancel = (): void => void opened.warehouse.cancel();
  services.signal.addEventListener('abort', cancel, { once: true });
  try {
    await work(opened);
  } finally {
    services.signal.removeEventListener('abort', cancel);
    await opened.warehouse.close();
  }
}

/** URL of the warehouse that the options or else the configuration name, and the folder it is relative to. */
async function locate(services: Services, options: WarehouseOptions): Promise<readonly [string, string]> {
  if (options.warehouse !== undefined) return [options.warehouse, services.currentDirectory];
  const loaded = await services.loadConfig(options.config);
  return [loaded.config.warehouse, loaded.directory];
}

/**
 * Opens the warehouse that the options name for a command that reads what runs have built.
 *
 * @throws {WarehouseUnreadableError} it is a database, but no run has loaded it.
 */
export async function readWarehouse(
  services: Services,
  options: WarehouseOptions,
  work: (opened: OpenedWarehouse) => Promise<void>,
): Promise<void> {
  await useWarehouse(services, await locate(services, options), 'read', async (opened) => {
    const { tables } = await opened.warehouse.inspect();
    if (!tables.some(({ name }) => name === 'ops.run')) {
      throw new WarehouseUnreadableError(
        `${opened.warehouse.location} holds no warehouse of Storehouse yet. Build it with "storehouse run", or name another with --warehouse.`,
      );
    }
    await work(opened);
  });
}

/** Opens the warehouse to compare it with the model; it need not be there. */
export async function planWarehouse(
  services: Services,
  options: WarehouseOptions,
  work: (opened: OpenedWarehouse) => Promise<void>,
): Promise<void> {
  await useWarehouse(services, await locate(services, options), 'plan', work);
}
