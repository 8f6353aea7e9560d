import { resolve } from 'node:path';
import type { LoadedConfig } from '../../core/config/load-config.ts';
import type { Config } from '../../core/config/schema.ts';
import { WarehouseUnreadableError } from '../../core/errors.ts';
import { copyNotice } from '../copy-notice.ts';
import type { OpenedWarehouse, OpenMode, Services, WarehousePlace } from '../services.ts';
import { withoutPassword } from '../warehouse-url.ts';

export interface WarehouseOptions {
  readonly config?: string;
  readonly warehouse?: string;
}

export const CONFIG_OPTION = ['--config <file>', 'configuration file (default: storehouse.config.ts)'] as const;
export const WAREHOUSE_OPTION = [
  '--warehouse <url>',
  'warehouse instead of the configured one: duckdb:PATH or mssql://USER:PASSWORD@HOST/DATABASE',
] as const;

/** The options as they have to be typed again for another command to mean the same warehouse; a password is not shown. */
export function sameWarehouse({ config, warehouse }: WarehouseOptions): string {
  const quoted = (value: string): string => (/^[\w./\\:-]+$/.test(value) ? value : `"${value}"`);
  if (warehouse !== undefined) return ` --warehouse ${quoted(withoutPassword(warehouse))}`;
  return config === undefined ? '' : ` --config ${quoted(config)}`;
}

/** Opens a warehouse for one piece of work, which an interruption cancels, and closes it again whatever happens. */
export async function useWarehouse(
  services: Services,
  place: WarehousePlace,
  mode: OpenMode,
  work: (opened: OpenedWarehouse) => Promise<void>,
): Promise<void> {
  const opened = await services.openWarehouse(place, mode);
  const { copy = null } = opened;
  if (copy !== null) services.terminal.err(copyNotice(copy, services.clock()));
  const cancel = (): void => void opened.warehouse.cancel();
  services.signal.addEventListener('abort', cancel, { once: true });
  try {
    await work(opened);
  } finally {
    services.signal.removeEventListener('abort', cancel);
    await opened.warehouse.close();
  }
}

/** The warehouse that the options name, or else the configuration. */
export function placeOf(services: Services, { warehouse }: WarehouseOptions, loaded: LoadedConfig): WarehousePlace {
  const { security, memoryLimitMb } = loaded.config;
  const { directory: bronzeDirectory, ...bronze } = loaded.config.bronze;
  const configured = { url: loaded.config.warehouse, directory: loaded.directory };
  const meant = warehouse === undefined ? configured : { url: warehouse, directory: services.currentDirectory };
  const own = bronzeDirectory !== undefined && services.isSameWarehouse(meant, configured);
  return {
    ...meant,
    security,
    memoryLimitMb,
    // The configured folder is the configured warehouse's alone.
    bronze: own ? { ...bronze, directory: resolve(loaded.directory, bronzeDirectory) } : bronze,
  };
}

/** Without a configuration named, a warehouse that is named needs none; `config` is null then. */
export async function locate(
  services: Services,
  options: WarehouseOptions,
): Promise<{ readonly place: WarehousePlace; readonly config: Config | null }> {
  if (options.warehouse !== undefined && options.config === undefined) {
    const place = { url: options.warehouse, directory: services.currentDirectory, security: null, bronze: null };
    return { place, config: null };
  }
  const loaded = await services.loadConfig(options.config);
  return { place: placeOf(services, options, loaded), config: loaded.config };
}

/**
 * Opens the warehouse that the options name for a command that reads what runs have built.
 *
 * @throws {WarehouseUnreadableError} it is a database, but no run has loaded it.
 */
export async function readWarehouse(
  services: Services,
  options: WarehouseOptions,
  work: (opened: OpenedWarehouse, place: WarehousePlace) => Promise<void>,
): Promise<void> {
  const { place } = await locate(services, options);
  await useWarehouse(services, place, 'read', async (opened) => {
    const { tables } = await opened.warehouse.inspect();
    if (!tables.some(({ name }) => name === 'ops.run')) {
      throw new WarehouseUnreadableError(
        `${opened.warehouse.location} holds no warehouse of Storehouse yet. Build it with "storehouse run", or name another with --warehouse.`,
      );
    }
    await work(opened, place);
  });
}

/** Opens the warehouse to compare it with the model; it need not be there. */
export async function planWarehouse(
  services: Services,
  options: WarehouseOptions,
  work: (opened: OpenedWarehouse) => Promise<void>,
): Promise<void> {
  const { place } = await locate(services, options);
  await useWarehouse(services, place, 'plan', work);
}
