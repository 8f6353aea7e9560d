import type { OpenedWarehouse, OpenMode, Services } from '../services.ts';

export interface WarehouseOptions {
  readonly config?: string;
  readonly warehouse?: string;
}

/** Opens the warehouse that the options or the configuration name, for one command. */
export async function withWarehouse(
  services: Services,
  options: WarehouseOptions,
  mode: OpenMode,
  work: (opened: OpenedWarehouse) => Promise<void>,
): Promise<void> {
  const [url, directory] =
    options.warehouse === undefined ? await configured(services, options.config) : [options.warehouse, process.cwd()];
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

async function configured(services: Services, file: string | undefined): Promise<readonly [string, string]> {
  const loaded = await services.loadConfig(file);
  return [loaded.config.warehouse, loaded.directory];
}

export const CONFIG_OPTION = ['--config <file>', 'configuration file (default: storehouse.config.ts)'] as const;
export const WAREHOUSE_OPTION = [
  '--warehouse <url>',
  'warehouse instead of the configured one, e.g. duckdb:shop.duckdb',
] as const;
