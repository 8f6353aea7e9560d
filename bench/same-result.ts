import { DuckDBInstance } from '@duckdb/node-api';
import { readRows } from '../dwh/sqlserver/server-transaction.ts';
import { onServer } from './server-database.ts';

/** Everything two loads must agree on, in SQL of both engines. Revenue leaves orders out whose status does not count. */
const FIGURES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['geography', 'customer', 'customer_alias', 'seller', 'product', 'payment_type', 'date'].map(
        (n) => `dim.${n}`,
      ),
      ...['sales_order', 'order_item', 'payment', 'review'].map((n) => `fact.${n}`),
    ].map((table) => [`rows of ${table}`, `SELECT COUNT(*) AS figure FROM ${table}`]),
  ),
  revenue: `SELECT SUM(item_amount) AS figure FROM fact.order_item AS item
    INNER JOIN fact.sales_order AS sold ON sold.order_key = item.order_key
    INNER JOIN dim.order_status AS status ON status.order_status_key = sold.order_status_key
    WHERE status.counts_as_revenue = 1`,
  paid: 'SELECT SUM(amount) AS figure FROM fact.payment',
  'orders with a customer': 'SELECT COUNT(*) AS figure FROM fact.sales_order WHERE customer_key > 0',
  'items with product and seller':
    'SELECT COUNT(*) AS figure FROM fact.order_item WHERE product_key > 0 AND seller_key > 0',
  'customers with a place': 'SELECT COUNT(*) AS figure FROM dim.customer WHERE geography_key > 0',
  'days late': 'SELECT SUM(days_late) AS figure FROM fact.sales_order',
  'review scores': 'SELECT SUM(score) AS figure FROM fact.review',
};

/** What a load came to. */
export interface LoadResult {
  readonly name: string;
  readonly figures: ReadonlyMap<string, string>;
}

/** Runs a statement and hands over the first value of its first row. */
export type Ask = (sql: string) => Promise<unknown>;

export async function readResult(name: string, ask: Ask): Promise<LoadResult> {
  const figures = new Map<string, string>();
  for (const [figure, sql] of Object.entries(FIGURES)) figures.set(figure, String(await ask(sql)));
  return { name, figures };
}

/** Of a DuckDB file, whoever wrote it. */
export async function askFile<T>(path: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return await work(async (sql) => (await (await connection.run(sql)).getRowsJson())[0]?.[0]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function askServer<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  return onServer(url, (connection) => work(async (sql) => (await readRows(connection, sql)).rows[0]?.[0]));
}

/**
 * A comparison of times means something only when both sides did the same work.
 *
 * @throws {Error} naming every figure in which the two differ.
 */
export function assertSameResult(expected: LoadResult, found: LoadResult): void {
  const different = [...expected.figures].filter(([figure, value]) => found.figures.get(figure) !== value);
  if (different.length === 0) return;
  const lines = different.map(
    ([figure, value]) => `- ${figure}: ${expected.name} ${value}, ${found.name} ${found.figures.get(figure)}`,
  );
  throw new Error(`${expected.name} and ${found.name} did not come to the same:\n${lines.join('\n')}`);
}
