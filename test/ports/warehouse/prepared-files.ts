import { applySchema } from '../../../dwh/load/apply-schema.ts';
import { duckDbFiles } from './duckdb-files.ts';
import { openWarehouse } from './open-warehouse.ts';
import type { WarehousePlace, WarehousePlaces } from './place.ts';

async function prepare(): Promise<WarehousePlace> {
  const place = await duckDbFiles.createPlace();
  const { warehouse, dialect } = await openWarehouse(place.location);
  await applySchema(warehouse, dialect, { allowDestructive: false });
  await warehouse.close();
  return place;
}

const prepared = new Map<'place', Promise<WarehousePlace>>();

async function empty(): Promise<WarehousePlace> {
  const place = prepared.get('place') ?? prepare();
  prepared.set('place', place);
  return place;
}

/**
 * Files of DuckDB that have all tables and no rows, as after a run that found no files: creating the tables takes longer
 * than most loads of a test. Not for tests in which a warehouse begins.
 */
export const preparedFiles = {
  createPlace: async () => duckDbFiles.copyPlace((await empty()).location),
  copyPlace: duckDbFiles.copyPlace,
} satisfies WarehousePlaces;
