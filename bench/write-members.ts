import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export interface MemberCounts {
  readonly customers: number;
  readonly products: number;
}

/** One in a hundred is written again on the second day, and every one of those differs in a tracked column. */
const EVERY = 100;

function customersSql(count: number, day: number): string {
  const place = `(i * 7919 + ${day}) % 5000`;
  return `SELECT 'C' || lpad(i::VARCHAR, 9, '0') AS customer_id, 'Germany' AS country, 'DE' AS country_code,
  lpad((${place})::VARCHAR, 5, '0') AS postal_code, 'City ' || (${place}) AS city,
  CASE WHEN i % 2 = 0 THEN 'Female' ELSE 'Male' END AS gender, (18 + i % 70)::VARCHAR AS age,
  '2025-0${day}-01 08:00:00' AS changed_at
FROM range(${count}) AS t(i)${day === 1 ? '' : ` WHERE i % ${EVERY} = 0`}`;
}

function productsSql(count: number, day: number): string {
  return `SELECT 'P' || lpad(i::VARCHAR, 7, '0') AS product_id, 'Product ' || i AS product_name,
  'Category ' || (i % 70) AS category, 'Brand ' || (i % 400) AS brand,
  ((i % 900) + ${day})::VARCHAR || '.90' AS list_price, '2025-0${day}-01 08:00:00' AS changed_at
FROM range(${count}) AS t(i)${day === 1 ? '' : ` WHERE i % ${EVERY} = 0`}`;
}

/** Writes the files of a day: 1 is everybody, 2 is those of whom something changed. */
export async function writeMembers(directory: string, day: 1 | 2, counts: MemberCounts): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const files = [
      ['customers', customersSql(counts.customers, day)],
      ['products', productsSql(counts.products, day)],
    ] as const;
    for (const [name, sql] of files) {
      await connection.run(`COPY (${sql}) TO '${join(directory, `${name}-${day}.parquet`)}' (FORMAT parquet)`);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
