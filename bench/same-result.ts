import { DuckDBInstance } from '@duckdb/node-api';

/** Everything both loads must agree on. Revenue leaves orders out whose status does not count. */
const FIGURES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['geography', 'customer', 'customer_alias', 'seller', 'product', 'payment_type', 'date'].map(
        (n) => `dim.${n}`,
      ),
      ...['sales_order', 'order_item', 'payment', 'review'].map((n) => `fact.${n}`),
    ].map((table) => [`rows of ${table}`, `SELECT count(*) FROM ${table}`]),
  ),
  revenue: `SELECT sum(item_amount) FROM fact.order_item JOIN fact.sales_order USING (order_key)
    JOIN dim.order_status USING (order_status_key) WHERE counts_as_revenue`,
  paid: 'SELECT sum(amount) FROM fact.payment',
  'orders with a customer': 'SELECT count(*) FROM fact.sales_order WHERE customer_key > 0',
  'items with product and seller': 'SELECT count(*) FROM fact.order_item WHERE product_key > 0 AND seller_key > 0',
  'customers with a place': 'SELECT count(*) FROM dim.customer WHERE geography_key > 0',
  'days late': 'SELECT sum(days_late) FROM fact.sales_order',
  'review scores': 'SELECT sum(score) FROM fact.review',
};

async function readFigures(path: string): Promise<ReadonlyMap<string, string>> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const figures = new Map<string, string>();
  for (const [name, sql] of Object.entries(FIGURES)) {
    const rows = await (await connection.run(sql)).getRowsJson();
    figures.set(name, String(rows[0]?.[0]));
  }
  connection.closeSync();
  instance.closeSync();
  return figures;
}

/**
 * A comparison of times means something only when both sides did the same work.
 *
 * @throws {Error} naming every figure in which the two database files differ.
 */
export async function assertSameResult(plain: string, storehouse: string): Promise<number> {
  const [expected, found] = [await readFigures(plain), await readFigures(storehouse)];
  const different = [...expected].filter(([name, value]) => found.get(name) !== value);
  if (different.length === 0) return expected.size;
  const lines = different.map(([name, value]) => `- ${name}: script ${value}, Storehouse ${found.get(name)}`);
  throw new Error(`The plain script and Storehouse did not come to the same:\n${lines.join('\n')}`);
}
