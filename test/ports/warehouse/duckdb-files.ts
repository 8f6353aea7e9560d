import { constants } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WarehousePlace, WarehousePlaces } from './place.ts';

const PREFIX = 'duckdb:';

async function createPlace(): Promise<WarehousePlace> {
  const folder = await mkdtemp(join(tmpdir(), 'storehouse-'));
  return {
    location: `${PREFIX}${join(folder, 'warehouse.duckdb')}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function copyPlace(location: string): Promise<WarehousePlace> {
  const place = await createPlace();
  await copyFile(location.slice(PREFIX.length), place.location.slice(PREFIX.length), constants.COPYFILE_FICLONE);
  return place;
}

/** Files of DuckDB, each in a folder of its own. */
export const duckDbFiles = { createPlace, copyPlace } satisfies WarehousePlaces;
