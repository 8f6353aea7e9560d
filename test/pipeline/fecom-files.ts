import { join } from 'node:path';
import { type DuckDbDatabase, openDatabase } from '../../connect/duckdb/open-database.ts';

const OPTIONS = "delim = ';', header = true, all_varchar = true, quote = '\"', strict_mode = false";

/** Lines that count as revenue, from nothing but the files: by alias to the customer, by status of the order. */
const LINES = `CREATE TEMP TABLE line AS
SELECT i.Order_ID AS order_id,
  i.Price::DECIMAL(19, 4) AS revenue,
  i.Freight_Value::DECIMAL(19, 4) AS freight,
  left(o.Order_Purchase_Timestamp, 7) AS month_label,
  coalesce(nullif(trim(p.Product_Category_Name), '#N/A'), '(unknown)') AS category,
  coalesce(trim(c.Customer_Country), '(unknown)') AS country,
  concat(month_label, '/', category, '/', country) AS cell
FROM items AS i
JOIN orders AS o USING (Order_ID)
LEFT JOIN products AS p USING (Product_ID)
LEFT JOIN customers AS c USING (Customer_Trx_ID)
WHERE o.Order_Status NOT IN ('canceled', 'unavailable')`;

const FILES = {
  items: 'Fecom Inc Order Items.csv',
  orders: 'Fecom Inc Orders.csv',
  products: 'Fecom Inc Products.csv',
  customers: 'Fecom Inc Customer List.csv',
} as const;

/** The figures of the Fecom files, computed by the database's own CSV reader and without any of the pipeline. */
export class FecomFiles {
  readonly #database: DuckDbDatabase;

  private constructor(database: DuckDbDatabase) {
    this.#database = database;
  }

  static async open(directory: string): Promise<FecomFiles> {
    const database = await openDatabase(':memory:', 'write', 400);
    for (const [table, name] of Object.entries(FILES)) {
      const path = join(directory, `${name}*`).replaceAll("'", "''");
      await database.connection.run(`CREATE TEMP TABLE ${table} AS SELECT * FROM read_csv('${path}', ${OPTIONS})`);
    }
    await database.connection.run(LINES);
    return new FecomFiles(database);
  }

  revenue(): Promise<readonly string[]> {
    return this.#lines('SELECT sum(revenue)::DECIMAL(19, 4), sum(freight)::DECIMAL(19, 4) FROM line');
  }

  /** Label, revenue, freight, lines and distinct orders, by label. */
  async revenueBy(column: 'month_label' | 'category' | 'country' | 'cell'): Promise<readonly string[]> {
    const lines =
      await this.#lines(`SELECT ${column}, sum(revenue)::DECIMAL(19, 4), sum(freight)::DECIMAL(19, 4), count(*),
  count(DISTINCT order_id) FROM line GROUP BY 1`);
    return lines.toSorted();
  }

  close(): void {
    this.#database.close();
  }

  async #lines(sql: string): Promise<readonly string[]> {
    const result = await this.#database.connection.run(sql);
    return (await result.getRowsJson()).map((row) => row.map(String).join(' | '));
  }
}
