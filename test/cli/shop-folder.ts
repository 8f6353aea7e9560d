import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { model } from '../../dwh/model/model.ts';
import shopExample from '../../examples/shop/storehouse.config.ts';
import { generateShop } from '../../seed/generate-shop.ts';
import { exactContent, type WarehouseContent, warehouseContent } from '../pipeline/warehouse-content.ts';

/** For tests that start processes and wait for each other's turn on a busy machine. */
export const SLOW = { timeout: 240_000 } as const;

const BIN = join(import.meta.dirname, '../../cli/bin.js');

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A running command line. */
export class CommandLine {
  readonly child: ChildProcess;
  #out = '';
  #err = '';
  #heard: () => void = () => {};

  constructor(args: readonly string[], options: StartOptions & { readonly cwd: string }) {
    this.child = spawn(process.execPath, [BIN, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (data: Buffer) => {
      this.#out += data.toString();
    });
    this.child.stderr?.on('data', (data: Buffer) => {
      this.#err += data.toString();
      this.#heard();
    });
  }

  /** Resolves when the progress has said `text`, or when the process has ended without. */
  async said(text: string): Promise<void> {
    const ended = once(this.child, 'close');
    while (!this.#err.includes(text) && this.child.exitCode === null) {
      const heard = Promise.withResolvers<void>();
      this.#heard = heard.resolve;
      await Promise.race([heard.promise, ended]);
    }
  }

  async finished(): Promise<Finished> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return { code: this.child.exitCode, out: this.#out, err: this.#err };
  }
}

/** A folder with a shop's files in `shop`, a configuration and the warehouse `shop.duckdb`; gone when disposed. */
export class ShopFolder implements AsyncDisposable {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async empty(): Promise<ShopFolder> {
    return new ShopFolder(await mkdtemp(join(tmpdir(), 'storehouse-cli-')));
  }

  static async seeded(orders: number, dirt = 0.02): Promise<ShopFolder> {
    const folder = await ShopFolder.empty();
    await generateShop({ orders, seed: 1, dirt, layout: 'shop', directory: folder.path('shop') });
    await folder.configure({});
    return folder;
  }

  async copy(): Promise<ShopFolder> {
    const folder = await ShopFolder.empty();
    await cp(this.directory, folder.directory, { recursive: true });
    return folder;
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(this.path(name), content);
  }

  async append(name: string, content: string): Promise<void> {
    await appendFile(this.path(name), content);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  /**
   * Writes the configuration: the shop example with other settings, or with other sources. Without read copies, unless
   * settings say otherwise: they take time, and each command that reads one says so.
   */
  async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const shop = { ...shopExample.sources.shop, directory: 'shop' };
    const config = { ...shopExample, warehouse: 'duckdb:shop.duckdb', readCopies: 0, sources: { shop }, ...settings };
    await this.write('storehouse.config.ts', `export default ${JSON.stringify(config)};\n`);
  }

  start(args: readonly string[], options: StartOptions = {}): CommandLine {
    return new CommandLine(args, { cwd: this.directory, ...options });
  }

  /** Runs a command line to its end; paths of this folder are shown as `<dir>`. */
  async run(args: readonly string[], options: StartOptions = {}): Promise<Finished> {
    const { code, out, err } = await this.start(args, options).finished();
    return { code, out: this.#anonymous(out), err: this.#anonymous(err) };
  }

  #anonymous(text: string): string {
    return text.replaceAll(this.directory, '<dir>');
  }

  async readWarehouse<T>(work: (warehouse: DuckDbWarehouse) => Promise<T>, file = 'shop.duckdb'): Promise<T> {
    const warehouse = await DuckDbWarehouse.open(this.path(file), 'read');
    try {
      return await work(warehouse);
    } finally {
      await warehouse.close();
    }
  }

  /** Resolves when a file of that name is there. */
  async appears(name: string): Promise<void> {
    await vi.waitFor(() => access(this.path(name)), { timeout: 60_000, interval: 20 });
  }

  /** The first row of a SELECT as `a | b`. */
  line(sql: string): Promise<string> {
    return this.readWarehouse(async (warehouse) => {
      const { rows } = await warehouse.query(sql);
      return rows[0]?.map(String).join(' | ') ?? '';
    });
  }

  /** Every row of the star, surrogate keys and run ids included. */
  star(): Promise<WarehouseContent> {
    return this.readWarehouse(exactContent);
  }

  /** What makes two warehouses equal. */
  content(file = 'shop.duckdb'): Promise<WarehouseContent> {
    return this.readWarehouse(warehouseContent, file);
  }

  /** Expects that nothing is staged but complete batches and rows that wait. */
  async expectNoGarbage(): Promise<void> {
    const staged = [...model.loadedDimensions, ...model.facts].map(({ entity }) => `stg.${entity}_row`);
    const counts = staged.map(
      (table) => `SELECT COUNT(*) AS n FROM ${table} AS s LEFT JOIN ops.batch AS b ON b.batch_id = s.batch_id
WHERE b.batch_id IS NULL OR b.status = 'loading' OR (b.status = 'published' AND b.waiting_rows = 0)`,
    );
    const rest = [
      "SELECT COUNT(*) AS n FROM ops.batch WHERE status = 'loading'",
      'SELECT COUNT(*) AS n FROM stg.rejected_row',
    ];
    for (const sql of [...counts, ...rest]) expect(await this.line(sql), sql).toBe('0');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
