import { constants } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Warehouse } from '../../core/ports/warehouse.ts';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { createDatabase, openSqlServer } from '../servers/sqlserver.ts';

export const ENGINES = ['duckdb', 'sqlserver'] as const;
export type EngineName = (typeof ENGINES)[number];

/** A warehouse that is tortured. */
export interface TorturePlace {
  /** Holds the warehouse where it is a file, and whatever runs put beside it. */
  readonly folder: string;
  /** As the configuration takes it. */
  readonly url: string;
  openToRead(): Promise<Warehouse>;
  remove(): Promise<void>;
}

export interface TortureEngine {
  readonly name: EngineName;
  /** Whether a place can begin with what another one holds. */
  readonly copies: boolean;
  /** `from` is the folder of a place to copy, null for an empty warehouse. */
  createPlace(folder: string, from: string | null): Promise<TorturePlace>;
}

const duckDb: TortureEngine = {
  name: 'duckdb',
  copies: true,
  createPlace: async (folder, from) => {
    const mode = constants.COPYFILE_FICLONE;
    await (from === null ? mkdir(folder) : cp(from, folder, { recursive: true, mode }));
    const file = join(folder, 'warehouse.duckdb');
    return {
      folder,
      url: `duckdb:${file}`,
      openToRead: () => DuckDbWarehouse.open(file, 'read'),
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  },
};

/** Databases of the server of `SQLSERVER_URL`. */
const sqlServer: TortureEngine = {
  name: 'sqlserver',
  copies: false,
  createPlace: async (folder) => {
    await mkdir(folder);
    const database = await createDatabase();
    return {
      folder,
      url: database.url,
      openToRead: async () => (await openSqlServer(database.url, 'read')).warehouse,
      remove: async () => {
        await database.drop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};

export function engineNamed(name: EngineName): TortureEngine {
  return name === 'duckdb' ? duckDb : sqlServer;
}
