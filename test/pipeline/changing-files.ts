import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished } from 'vitest';
import { parseConfig } from '../../core/config/load-config.ts';
import type { ConfigInput } from '../../core/config/schema.ts';
import type { AppError } from '../../core/errors.ts';
import type { RunReport } from '../../orchestration/run-pipeline.ts';
import type { WarehousePlaces } from '../ports/warehouse/place.ts';
import { accountingProblems } from './row-accounts.ts';
import { type RunOptions, TestWarehouse } from './test-warehouse.ts';

export const FORMATS = ['csv', 'jsonl', 'parquet'] as const;

export type Format = (typeof FORMATS)[number];

/** Numbers are whole ones; a field that is undefined is not in the row at all, which only JSON lines can say. */
export type FileRow = Readonly<Record<string, string | number | null>>;

type Contracts = NonNullable<ConfigInput['contracts']>;
export type Contract = Contracts[string];

const CUSTOMERS = `SELECT c.customer_id, c.city, c.age
FROM dim.customer AS c
WHERE c.customer_key > 0 AND c.is_current = CAST(1 AS bit)
ORDER BY c.customer_id`;

const CHANGES = `SELECT c.run_id, c.feed, c.path, c.column_name, c.change_kind, c.contract_mode, c.affected_rows
FROM ops.schema_change AS c
ORDER BY c.change_id`;

function sqlLiteral(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return 'CAST(NULL AS VARCHAR)';
  return typeof value === 'number' ? `CAST(${value} AS BIGINT)` : `'${value.replaceAll("'", "''")}'`;
}

/** Runs a SELECT of DuckDB into a Parquet file. */
export async function writeParquet(file: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

function csvText(rows: readonly FileRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

/** Customers (`id`, `town`, `age`) whose files change, in a directory that goes with the test, beside a file of places. */
export class ChangingFiles {
  readonly #places: WarehousePlaces;
  readonly #format: Format;
  readonly #directory: string;
  #store: TestWarehouse | undefined;
  #location = '';

  private constructor(places: WarehousePlaces, format: Format, directory: string) {
    this.#places = places;
    this.#format = format;
    this.#directory = directory;
  }

  static async open(places: WarehousePlaces, format: Format, contracts: Contracts): Promise<ChangingFiles> {
    const directory = await mkdtemp(join(tmpdir(), 'pipeline-contracts-'));
    await mkdir(join(directory, 'files'));
    const files = new ChangingFiles(places, format, directory);
    const place = await places.createPlace();
    files.#location = place.location;
    onTestFinished(async () => {
      await files.#store?.close();
      await place.remove();
      await rm(directory, { recursive: true, force: true });
    });
    await files.configure(contracts);
    return files;
  }

  /** Another warehouse for the same files. */
  async another(contracts: Contracts): Promise<ChangingFiles> {
    const files = new ChangingFiles(this.#places, this.#format, this.#directory);
    const place = await this.#places.createPlace();
    files.#location = place.location;
    onTestFinished(async () => {
      await files.#store?.close();
      await place.remove();
    });
    await files.configure(contracts);
    return files;
  }

  /** Goes on with another configuration. `feed` holds further keys of the feed of customers. */
  async configure(contracts: Contracts, feed: object = {}): Promise<void> {
    await this.#store?.close();
    const columns = {
      customer_id: 'id',
      city: 'town',
      age: 'age',
      changed_at_utc: { constant: '2025-01-01 00:00:00' },
    };
    const format = { type: this.#format };
    const customers = { entity: 'customer', files: `customers-*.${this.#format}`, format, columns, ...feed };
    const others = { ...customers, files: `others-*.${this.#format}`, optional: true };
    const places = {
      entity: 'geography',
      files: 'places-*.csv',
      optional: true,
      columns: { country: 'country', postal_code: 'postal_code', city: 'city' },
    };
    const files = { kind: 'files', directory: join(this.#directory, 'files'), feeds: [places, customers, others] };
    this.#store = await TestWarehouse.open(this.#location, parseConfig({ contracts, sources: { files } }, 'test'));
  }

  get store(): TestWarehouse {
    if (this.#store === undefined) throw new Error('The warehouse is not open.');
    return this.#store;
  }

  path(name: string): string {
    return join(this.#directory, 'files', name);
  }

  /** Puts down `<name>` in the format; every row of a file that names its columns at its start has the same. */
  async put(name: string, rows: readonly FileRow[]): Promise<void> {
    const path = this.path(`${name}.${this.#format}`);
    if (this.#format === 'csv') return writeFile(path, csvText(rows));
    if (this.#format === 'jsonl') return writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const columns = Object.keys(rows[0] ?? {});
    const values = rows.map((row) => `(${columns.map((column) => sqlLiteral(row[column])).join(', ')})`);
    await writeParquet(path, `SELECT * FROM (VALUES ${values.join(', ')}) AS t (${columns.join(', ')})`);
  }

  async putPlace(name: string): Promise<void> {
    await writeFile(this.path(`places-${name}.csv`), `country,postal_code,city\nGermany,${name},Berlin\n`);
  }

  /** Runs, and sees to it that every row read so far is accounted for. */
  async run(options: RunOptions = {}): Promise<RunReport> {
    const report = await this.store.run(options);
    expect(await accountingProblems(this.store.warehouse)).toEqual([]);
    return report;
  }

  /** The error that a run ends with, and the kinds of events before it. */
  async runFails(): Promise<{ readonly error: AppError; readonly events: readonly string[] }> {
    const events: string[] = [];
    const observe = (event: { readonly kind: string }): unknown => events.push(event.kind);
    const error = await this.store.run({ observe }).then(
      () => null,
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(await accountingProblems(this.store.warehouse)).toEqual([]);
    return { error, events };
  }

  /** Current customers: id, city, age. */
  customers(): Promise<readonly string[]> {
    return this.store.lines(CUSTOMERS);
  }

  /** Every change that was reported: run, feed, path, column, kind, mode, rows. */
  changes(): Promise<readonly string[]> {
    return this.store.lines(CHANGES);
  }

  /** Refused rows that are open: reason, column, text. */
  refused(): Promise<readonly string[]> {
    return this.store.lines(`SELECT q.reason_code, q.column_name, q.raw_text
FROM ops.quarantine AS q
WHERE q.status = 'open'
ORDER BY q.source_id, q.source_row`);
  }

  /** What is remembered of the first feed of customers: column, type, whether it is current, the first run. */
  remembered(): Promise<readonly string[]> {
    return this.store.lines(`SELECT c.column_name, c.physical_type, c.is_current, c.first_run_id
FROM ops.source_column AS c
WHERE c.feed = 'files/customer/1'
ORDER BY c.column_name, c.physical_type`);
  }

  get file(): (name: string) => string {
    return (name) => `${name}.${this.#format}`;
  }
}
