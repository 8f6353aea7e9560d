import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '../../../core/ports/warehouse.ts';
import { viewDefinitions } from '../../../dwh/load/apply-schema.ts';
import { generateShop } from '../../../seed/generate-shop.ts';
import { duckDbFiles } from '../../ports/warehouse/duckdb-files.ts';
import type { WarehousePlace, WarehousePlaces } from '../../ports/warehouse/place.ts';
import { onServer } from '../../servers/sqlserver-databases.ts';
import { exampleConfig } from '../test-config.ts';
import { TestWarehouse } from '../test-warehouse.ts';
import { differences, warehouseContent } from '../warehouse-content.ts';

/** What a load writes down about itself, times and run ids aside. */
const BOOKS = [
  [
    'ops.quarantine',
    'batch_id, entity, source_id, source_row, reason_code, column_name, problems, raw_text, status, quarantined_utc',
  ],
  ['ops.check_result', 'check_name, entity, severity, failed_rows, sample'],
  ['ops.source_file', 'source_id, feed, path, bytes, content_hash'],
  [
    'ops.batch',
    'batch_id, entity, status, read_rows, blank_rows, duplicate_rows, waiting_rows, quarantined_rows, inserted_rows, updated_rows, unchanged_rows, superseded_rows',
  ],
] as const;

const VIEWS = viewDefinitions().map(
  ({ name, columns }) => [name, columns.map((column) => column.name).join(', ')] as const,
);

/** Columns with their types, and rows as JSON arrays, in no order. */
async function contentOf(warehouse: Warehouse, name: string, columns: string) {
  const list = columns.split(', ').map((column) => `v.${column}`);
  const result = await warehouse.query(`SELECT ${list.join(', ')} FROM ${name} AS v`);
  return {
    columns: result.columns.map((column) => `${column.name} ${column.type}`),
    rows: { [name]: result.rows.map((row) => JSON.stringify(row)) },
  };
}

interface Loaded {
  readonly place: WarehousePlace;
  readonly store: TestWarehouse;
}

async function load(places: WarehousePlaces, layout: 'shop' | 'single-line-orders', files: string): Promise<Loaded> {
  const place = await places.createPlace();
  const store = await TestWarehouse.open(place.location, exampleConfig(layout, files));
  await store.run();
  return { place, store };
}

function testEqualEngines(databases: WarehousePlaces): void {
  describe.each([
    { layout: 'shop', orders: 400, seed: 41, dirt: 0.2 },
    { layout: 'single-line-orders', orders: 400, seed: 42, dirt: 0.2 },
  ] as const)('$layout, loaded by DuckDB and by a server', (shop) => {
    let directory = '';
    let file: Loaded;
    let server: Loaded;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pipeline-engines-'));
      await generateShop({ ...shop, directory });
      file = await load(duckDbFiles, shop.layout, directory);
      server = await load(databases, shop.layout, directory);
    });

    afterAll(async () => {
      for (const { place, store } of [file, server]) {
        await store.close();
        await place.remove();
      }
      await rm(directory, { recursive: true, force: true });
    });

    test('gives the same star', async () => {
      const [expected, found] = [file, server].map(({ store }) => warehouseContent(store.warehouse));
      expect(differences((await expected) ?? {}, (await found) ?? {})).toEqual({});
    });

    test.each([...VIEWS, ...BOOKS])('gives the same %s, cell by cell', async (name, columns) => {
      const expected = await contentOf(file.store.warehouse, name, columns);
      const found = await contentOf(server.store.warehouse, name, columns);
      expect(found.columns).toEqual(expected.columns);
      expect(differences(expected.rows, found.rows)).toEqual({});
    });
  });
}

onServer(testEqualEngines);
