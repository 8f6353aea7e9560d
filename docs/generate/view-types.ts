import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbDialect } from '../../dwh/duckdb/dialect.ts';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { applySchema } from '../../dwh/load/apply-schema.ts';
import { readViews } from '../../dwh/load/sql-files.ts';

/** T-SQL type, without length, of each column, by `view.column`. */
export type ViewTypes = ReadonlyMap<string, string>;

/** Asks an empty warehouse in memory, because a type is a matter of the SELECT and stands nowhere else. */
export async function readViewTypes(): Promise<ViewTypes> {
  const warehouse = await DuckDbWarehouse.open(join(tmpdir(), `${randomUUID()}.duckdb`), 'plan');
  try {
    await applySchema(warehouse, duckDbDialect, { allowDestructive: false });
    const types = new Map<string, string>();
    for (const view of readViews()) {
      const names = view.columns.map((column) => `v.${column.name}`).join(', ');
      const { columns } = await warehouse.select(`SELECT ${names} FROM mart.${view.name} AS v`, view.file);
      for (const column of columns) types.set(`${view.name}.${column.name}`, column.type);
    }
    return types;
  } finally {
    await warehouse.close();
  }
}
