import { DuckDBInstance } from '@duckdb/node-api';
import { translateGenerated } from '../../dwh/duckdb/translate/translate-generated.ts';
import { translateSelect } from '../../dwh/duckdb/translate/translate-select.ts';
import type { Translated } from '../../dwh/duckdb/translate/translated.ts';

const SETTINGS = [
  'SET integer_division = true',
  "SET default_null_order = 'nulls_first_on_asc_last_on_desc'",
  "SET TimeZone = 'UTC'",
];

const TABLES = [
  'CREATE TABLE t (id INTEGER, a INTEGER, b INTEGER, m DECIMAL(19, 4), s VARCHAR, d DATE, ts TIMESTAMP, is_current BOOLEAN, "x y" VARCHAR)',
  `INSERT INTO t VALUES
     (1, 7, 2, 10.5000, 'Anna', '2024-01-31', '2024-01-31 10:20:30.123', true, 'one'),
     (2, -7, 0, 0.3333, 'bob ', '2024-02-29', '2024-02-29 23:59:59.999', false, 'two'),
     (3, 3, 3, NULL, NULL, NULL, NULL, true, 'three')`,
  'CREATE SCHEMA dim',
  'CREATE TABLE dim.city (city_key INTEGER, city_id VARCHAR, name VARCHAR, is_current BOOLEAN)',
  "INSERT INTO dim.city VALUES (1, 'p', 'Paris', true), (2, 'r', 'Rome', true)",
];

type Value = string | number | bigint | boolean | null;
export type Row = readonly Value[];

/** A DuckDB in memory with the warehouse's session settings and a small table `t` of numbers, texts and times. */
export class DuckDbSession {
  readonly #connection;

  private constructor(connection: Awaited<ReturnType<DuckDBInstance['connect']>>) {
    this.#connection = connection;
  }

  static async open(): Promise<DuckDbSession> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const sql of [...SETTINGS, ...TABLES]) await connection.run(sql);
    return new DuckDbSession(connection);
  }

  /** Rows of a T-SQL query; decimals, dates and 64-bit integers as text. */
  query(sql: string, parameters: Readonly<Record<string, Value>> = {}): Promise<readonly Row[]> {
    return this.#run(translateSelect(sql, { file: 'query' }), parameters);
  }

  change(sql: string, parameters: Readonly<Record<string, Value>> = {}): Promise<readonly Row[]> {
    return this.#run(translateGenerated(sql), parameters);
  }

  /** DuckDB's own type names of the columns of a T-SQL query. */
  async types(sql: string): Promise<readonly string[]> {
    const reader = await this.#connection.runAndReadAll(translateSelect(sql, { file: 'query' }).sql);
    return reader.columnTypes().map(String);
  }

  /** Runs DuckDB's own SQL. */
  async native(sql: string): Promise<readonly Row[]> {
    return toRows(await this.#connection.runAndReadAll(sql));
  }

  close(): void {
    this.#connection.closeSync();
  }

  async #run(translated: Translated, parameters: Readonly<Record<string, Value>>): Promise<readonly Row[]> {
    const bound = Object.fromEntries(translated.parameters.map((name) => [name, parameters[name] ?? null]));
    return toRows(await this.#connection.runAndReadAll(translated.sql, bound));
  }
}

function toRows(reader: { readonly getRows: () => readonly (readonly unknown[])[] }): readonly Row[] {
  return reader.getRows().map((row) => row.map(toValue));
}

function toValue(value: unknown): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return String(value);
}
