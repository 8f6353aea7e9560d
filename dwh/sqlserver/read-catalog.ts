import type { Catalog, Session } from '../../core/ports/warehouse.ts';
import { SCHEMAS } from '../model/table.ts';
import { catalogTypeOf } from './types.ts';

// Upper case: in a database that tells cases apart, the catalog's views have no other name.
const COLUMNS = `SELECT c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE, c.CHARACTER_MAXIMUM_LENGTH,
  c.NUMERIC_PRECISION, c.NUMERIC_SCALE, c.DATETIME_PRECISION
FROM INFORMATION_SCHEMA.COLUMNS AS c
INNER JOIN INFORMATION_SCHEMA.TABLES AS t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
WHERE t.TABLE_TYPE = 'BASE TABLE'
ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION`;

const VIEWS = 'SELECT v.TABLE_SCHEMA, v.TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS AS v';

const OURS: ReadonlySet<string> = new Set(SCHEMAS);

/** Tables and views in the schemas of the warehouse; what else is in the database is not looked at. */
export async function readCatalog(session: Session): Promise<Catalog> {
  const columns = await session.query(COLUMNS);
  const tables = new Map<string, Map<string, string>>();
  for (const [schema, table, column, dataType, length, precision, scale, datetimePrecision] of columns.rows) {
    if (!OURS.has(String(schema))) continue;
    const name = `${String(schema)}.${String(table)}`;
    const types = tables.get(name) ?? new Map<string, string>();
    tables.set(name, types);
    types.set(
      String(column),
      catalogTypeOf({
        dataType: String(dataType),
        maximumLength: numberOf(length),
        precision: numberOf(precision),
        scale: numberOf(scale),
        datetimePrecision: numberOf(datetimePrecision),
      }),
    );
  }
  const views = await session.query(VIEWS);
  return {
    tables: [...tables].map(([name, types]) => ({ name, columns: types })),
    views: new Set(views.rows.map(([schema, name]) => `${String(schema)}.${String(name)}`)),
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
