import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WarehousePlaces } from './place.ts';

/** Files of DuckDB, each in a folder of its own. */
export const duckDbFiles: WarehousePlaces = {
  createPlace: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'storehouse-'));
    return {
      location: `duckdb:${join(folder, 'warehouse.duckdb')}`,
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  },
};
