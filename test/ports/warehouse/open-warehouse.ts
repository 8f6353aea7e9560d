import { duckDbDialect } from '../../../dwh/duckdb/dialect.ts';
import { DuckDbWarehouse } from '../../../dwh/duckdb/duckdb-warehouse.ts';
import { openSqlServer } from '../../servers/sqlserver.ts';
import type { OpenedWarehouse } from './place.ts';

/** Opens a warehouse for writing by its location, so that another process can be told to. */
export async function openWarehouse(location: string): Promise<OpenedWarehouse> {
  const path = /^duckdb:(.+)$/.exec(location)?.[1];
  if (path === undefined) return openSqlServer(location, 'write');
  return { warehouse: await DuckDbWarehouse.open(path, 'write'), dialect: duckDbDialect };
}
