import { createTableSql, expectedFigures, figuresSql, tableName, WIDTHS } from './bulk-shape.ts';
import { onServer } from './server-database.ts';

export async function createTables(url: string): Promise<void> {
  await onServer(url, async (connection) => {
    for (const width of WIDTHS) await connection.batch(createTableSql(width));
  });
}

/** Empties the table, and says whether exactly the rows were in it that {@link expectedFigures} tells of. */
export function takeRows(url: string, width: number, rows: number): Promise<boolean> {
  return onServer(url, async (connection) => {
    const { rows: found } = await connection.run(figuresSql(width));
    await connection.batch(`TRUNCATE TABLE ${tableName(width)}`);
    return found[0]?.map(String).join() === expectedFigures(width, rows).join();
  });
}
