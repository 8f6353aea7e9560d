import { afterAll, describe } from 'vitest';
import { qualifiedName } from '../../dwh/model/table.ts';
import { allTables } from '../../dwh/model/tables.ts';
import type { WarehousePlace, WarehousePlaces } from '../ports/warehouse/place.ts';
import { connectTo, createDatabase, SKIPPED, SQLSERVER_URL, type TestDatabase } from './sqlserver.ts';

/** The first run makes the fixed members again. What views there are stays known, or they would be made anew. */
const EMPTY = allTables()
  .map(qualifiedName)
  .filter((name) => name !== 'ops.view_text')
  .map((name) => `IF OBJECT_ID(N'${name}') IS NOT NULL DELETE FROM ${name};`)
  .join('\n');

async function emptyTables(url: string): Promise<void> {
  const connection = await connectTo(url);
  try {
    await connection.batch(EMPTY);
  } finally {
    connection.close();
  }
}

/** A first run, which creates all tables, takes ten seconds on a slow server, and the server may be busy. */
const TIMEOUT_MS = 120_000;

/** Databases that are emptied and used again: to create the tables and views takes longer than most tests. */
export class SharedDatabases implements WarehousePlaces {
  readonly #created: TestDatabase[] = [];
  readonly #free: TestDatabase[] = [];

  async createPlace(): Promise<WarehousePlace> {
    const database = this.#free.pop() ?? (await this.#create());
    const remove = async (): Promise<void> => {
      await emptyTables(database.url);
      this.#free.push(database);
    };
    return { location: database.url, remove };
  }

  async drop(): Promise<void> {
    for (const database of this.#created.splice(0)) await database.drop();
  }

  async #create(): Promise<TestDatabase> {
    const database = await createDatabase();
    this.#created.push(database);
    return database;
  }
}

/** Runs suites on the server of `SQLSERVER_URL`, one after the other, or shows them as skipped. */
export function onServer(...suites: readonly ((places: WarehousePlaces) => void)[]): void {
  describe.skipIf(SQLSERVER_URL === undefined)(`a server of T-SQL${SKIPPED}`, { timeout: TIMEOUT_MS }, () => {
    const databases = new SharedDatabases();
    afterAll(() => databases.drop());
    for (const suite of suites) suite(databases);
  });
}
