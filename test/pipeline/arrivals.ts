import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import type { ReplayReport } from '../../orchestration/replay-quarantine.ts';
import type { RunReport } from '../../orchestration/run-pipeline.ts';
import { SHOP_COLUMNS } from '../../seed/shop-tables.ts';
import type { WarehousePlaces } from '../ports/warehouse/place.ts';
import { accountingProblems } from './row-accounts.ts';
import { deliveriesConfig } from './test-config.ts';
import { type ReplayOptions, type RunOptions, TestWarehouse } from './test-warehouse.ts';
import { differences, type WarehouseContent, warehouseContent } from './warehouse-content.ts';

export type ShopTable = keyof typeof SHOP_COLUMNS;
type Row = Readonly<Record<string, string>>;

/** A shop whose files arrive bit by bit, in a directory of its own that goes with the test. */
export class Arrivals {
  readonly store: TestWarehouse;
  readonly directory: string;
  config: Config;

  private constructor(store: TestWarehouse, directory: string, config: Config) {
    this.config = config;
    this.store = store;
    this.directory = directory;
  }

  /** `change` makes another configuration of the shop's. */
  static async open(
    places: WarehousePlaces,
    change: (config: Config) => Config = (config) => config,
  ): Promise<Arrivals> {
    const directory = await mkdtemp(join(tmpdir(), 'pipeline-arrivals-'));
    await mkdir(join(directory, 'files'));
    const config = change(deliveriesConfig(join(directory, 'files')));
    const place = await places.createPlace();
    const store = await TestWarehouse.open(place.location, config);
    onTestFinished(async () => {
      await store.close();
      await place.remove();
      await rm(directory, { recursive: true, force: true });
    });
    return new Arrivals(store, directory, config);
  }

  /** Puts down `<table>-<delivery>.csv`; columns that a row does not name are empty. No value may hold a comma. */
  async deliver(table: ShopTable, delivery: string, rows: readonly Row[]): Promise<void> {
    const columns: readonly string[] = SHOP_COLUMNS[table];
    const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
    await this.write(`${table}-${delivery}.csv`, [columns.join(','), ...lines, ''].join('\n'));
  }

  /** The same, last changed at an instant, ISO 8601. */
  async deliverAt(table: ShopTable, delivery: string, instant: string, rows: readonly Row[]): Promise<void> {
    await this.deliver(table, delivery, rows);
    const time = new Date(instant);
    await utimes(join(this.directory, 'files', `${table}-${delivery}.csv`), time, time);
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.directory, 'files', name), text);
  }

  /** Runs, and sees to it that every row read so far is accounted for. */
  async run(options: RunOptions = {}): Promise<RunReport> {
    const report = await this.store.run(options);
    expect(await accountingProblems(this.store.warehouse)).toEqual([]);
    return report;
  }

  /** Replays what is in quarantine, and looks at the books like `run`. */
  async replay(options: ReplayOptions = {}): Promise<ReplayReport> {
    const report = await this.store.replay(options);
    expect(await accountingProblems(this.store.warehouse)).toEqual([]);
    return report;
  }

  /** Changes the configuration for everything that follows. */
  configure(change: (config: Config) => Config): void {
    this.config = change(this.config);
    this.store.configure(this.config);
  }

  lines(sql: string): Promise<readonly string[]> {
    return this.store.lines(sql);
  }

  content(): Promise<WarehouseContent> {
    return warehouseContent(this.store.warehouse);
  }

  /** Class counts of one entity's batches, one line a batch, the classes that are not empty. */
  async batches(entity: string): Promise<readonly string[]> {
    const classes = ['waiting', 'quarantined', 'duplicate', 'inserted', 'updated', 'unchanged', 'superseded'];
    const { rows } = await this.store.warehouse.query(
      `SELECT ${classes.map((name) => `b.${name}_rows`).join(', ')} FROM ops.batch AS b WHERE b.entity = @entity ORDER BY b.batch_id`,
      { entity },
    );
    return rows.map((row) =>
      classes.flatMap((name, index) => (Number(row[index]) === 0 ? [] : [`${name} ${row[index]}`])).join(', '),
    );
  }

  /** Rows that complete files deleted and let return, one line a batch. */
  presence(entity: string): Promise<readonly string[]> {
    return this.lines(
      `SELECT b.deleted_rows, b.returned_rows FROM ops.batch AS b WHERE b.entity = '${entity}' AND b.status = 'published' ORDER BY b.batch_id`,
    );
  }

  /** What a warehouse of DuckDB, whatever engine is tested, holds that gets all files so far in its first run. */
  async allAtOnce(): Promise<WarehouseContent> {
    const fresh = await TestWarehouse.open(`duckdb:${join(this.directory, 'at-once.duckdb')}`, this.config);
    try {
      await fresh.run();
      return await warehouseContent(fresh.warehouse);
    } finally {
      await fresh.close();
      await rm(join(this.directory, 'at-once.duckdb'));
    }
  }

  async expectSameAsAllAtOnce(): Promise<void> {
    expect(differences(await this.content(), await this.allAtOnce())).toEqual({});
  }

  /** Reading everything again changes no row of the star. */
  async expectFullChangesNothing(): Promise<void> {
    const before = await this.content();
    const report = await this.run({ full: true });
    expect(differences(before, await this.content())).toEqual({});
    expect(report.changedRows).toBe(0);
  }
}
