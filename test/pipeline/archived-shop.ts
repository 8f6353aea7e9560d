import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import type { Session } from '../../core/ports/warehouse.ts';
import { ParquetBronze } from '../../etl/bronze/parquet-bronze.ts';
import type { ReplayReport } from '../../orchestration/replay-quarantine.ts';
import type { RunReport } from '../../orchestration/run-pipeline.ts';
import type { WarehousePlaces } from '../ports/warehouse/place.ts';
import { Arrivals } from './arrivals.ts';
import { accountingProblems } from './row-accounts.ts';
import { type RebuildOptions, type ReplayOptions, type RunOptions, TestWarehouse } from './test-warehouse.ts';
import { differences, exactContent, warehouseContent } from './warehouse-content.ts';

/** What a warehouse knows of how its rows came: the same in one that was rebuilt, to the millisecond. */
const BOOKS = [
  `SELECT b.batch_id, b.entity, b.run_id, b.status, b.staged_utc, b.published_utc, b.read_rows, b.blank_rows,
  b.duplicate_rows, b.waiting_rows, b.quarantined_rows, b.inserted_rows, b.updated_rows, b.unchanged_rows, b.superseded_rows,
  b.deleted_rows, b.returned_rows
FROM ops.batch AS b WHERE b.status <> 'abandoned' ORDER BY b.batch_id`,
  `SELECT q.quarantine_id, q.batch_id, q.entity, q.source_id, q.source_row, q.reason_code, q.column_name, q.problems,
  q.raw_text, q.quarantined_utc, q.status, q.attempts, q.tried_run_id, q.tried_utc, q.outcome, q.earlier_problems, q.raw_form,
  q.natural_key, q.changed_at_utc, q.is_overtaken
FROM ops.quarantine AS q ORDER BY q.quarantine_id`,
  `SELECT f.source_id, f.feed, f.path, f.bytes, f.content_hash, f.batch_id, f.taken_utc, f.layout,
  f.modified_utc
FROM ops.source_file AS f ORDER BY f.source_id`,
  `SELECT p.publication_id, p.run_id, p.kind, p.entity, p.published_utc, p.waiting_since_utc
FROM ops.publication AS p ORDER BY p.publication_id`,
  `SELECT c.batch_id, c.source_id, c.entity, c.as_of_utc, c.is_late, c.is_known, c.refused_rows, c.max_deleted_share, c.verdict,
  c.judged_run_id
FROM ops.complete_file AS c ORDER BY c.batch_id, c.source_id`,
  `SELECT i.batch_id, i.row_id, i.source_id, i.source_row, i.order_id, i.line_number, i.product_id, i.unit_price, i.changed_at_utc
FROM stg.order_item_row AS i ORDER BY i.batch_id, i.row_id`,
  `SELECT p.batch_id, p.row_id, p.source_id, p.source_row, p.order_id, p.amount, p.payment_status
FROM stg.payment_row AS p ORDER BY p.batch_id, p.row_id`,
  `SELECT w.order_id, w.line_number, w.since_utc, w.batch_id, w.source_id, w.is_over
FROM ops.order_item_wait AS w ORDER BY w.order_id, w.line_number`,
  `SELECT w.order_id, w.payment_number, w.since_utc, w.batch_id, w.source_id, w.is_over
FROM ops.payment_wait AS w ORDER BY w.order_id, w.payment_number`,
  `SELECT c.feed, c.column_name, c.physical_type, c.is_current, c.first_source_id, c.first_run_id, c.first_seen_utc
FROM ops.source_column AS c ORDER BY c.feed, c.column_name, c.physical_type`,
  `SELECT c.change_id, c.run_id, c.batch_id, c.feed, c.source_id, c.path, c.column_name, c.change_kind, c.contract_mode,
  c.affected_rows, c.description, c.sample, c.met_utc FROM ops.schema_change AS c ORDER BY c.change_id`,
];

export async function booksOf(session: Session): Promise<readonly string[]> {
  const books: string[] = [];
  for (const sql of BOOKS) books.push(...(await session.query(sql)).rows.map((row) => row.map(String).join(' | ')));
  return books;
}

/** A shop whose batches are kept in bronze. */
export class ArchivedShop {
  readonly shop: Arrivals;
  readonly bronze: ParquetBronze;
  readonly #places: WarehousePlaces;

  private constructor(shop: Arrivals, bronze: ParquetBronze, places: WarehousePlaces) {
    this.shop = shop;
    this.bronze = bronze;
    this.#places = places;
  }

  static async open(places: WarehousePlaces, change?: (config: Config) => Config): Promise<ArchivedShop> {
    const shop = await Arrivals.open(places, change);
    return new ArchivedShop(shop, ArchivedShop.bronzeIn(join(shop.directory, 'bronze')), places);
  }

  /** Closed with the test. */
  static bronzeIn(directory: string): ParquetBronze {
    const bronze = new ParquetBronze(directory);
    onTestFinished(() => bronze.close());
    return bronze;
  }

  bronzeBeside(name: string): ParquetBronze {
    return ArchivedShop.bronzeIn(join(this.shop.directory, name));
  }

  run(options: RunOptions = {}): Promise<RunReport> {
    return this.shop.run({ bronze: this.bronze, ...options });
  }

  replay(options: ReplayOptions = {}): Promise<ReplayReport> {
    return this.shop.replay({ bronze: this.bronze, ...options });
  }

  /** An empty warehouse of the same configuration; goes with the test. */
  async emptyWarehouse(config: Config = this.shop.config): Promise<TestWarehouse> {
    const place = await this.#places.createPlace();
    const store = await TestWarehouse.open(place.location, config);
    onTestFinished(async () => {
      await store.close();
      await place.remove();
    });
    return store;
  }

  async rebuilt(options: RebuildOptions = {}): Promise<TestWarehouse> {
    const store = await this.emptyWarehouse();
    await store.rebuild(this.bronze, options);
    return store;
  }

  /** Folders of the sealed batches, by name. */
  async batchFolders(): Promise<readonly string[]> {
    return (await readdir(join(this.bronze.location, 'batches'))).toSorted();
  }

  batchPath(...names: readonly string[]): string {
    return join(this.bronze.location, 'batches', ...names);
  }

  /** Equal in every row, key, count and time that does not tell of the rebuild itself. */
  async expectSame(rebuilt: TestWarehouse): Promise<void> {
    const [original, again] = [this.shop.store.warehouse, rebuilt.warehouse];
    expect(differences(await warehouseContent(original), await warehouseContent(again))).toEqual({});
    expect(differences(await exactContent(original), await exactContent(again))).toEqual({});
    expect(await booksOf(again)).toEqual(await booksOf(original));
    expect(await accountingProblems(again)).toEqual([]);
  }
}
