import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duckDbDialect } from '../../dwh/duckdb/dialect.ts';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { applySchema } from '../../dwh/load/apply-schema.ts';
import { readPages } from './pages.ts';

const queries = readPages().flatMap(({ file, text }) =>
  [...text.matchAll(/storehouse query "([^"]+)"/g)].map(([, sql = '']) => [file, sql] as const),
);

let warehouse: DuckDbWarehouse;

/** A path that is not there makes an empty warehouse in memory. */
beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(join(tmpdir(), `${randomUUID()}.duckdb`), 'plan');
  await applySchema(warehouse, duckDbDialect, { allowDestructive: false });
});

afterAll(() => warehouse.close());

test.each(queries)('%s: the query %s runs', async (file, sql) => {
  const { columns } = await warehouse.select(sql, file);
  expect(columns.length).toBeGreaterThan(0);
});
