import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ParquetBronze } from '../../etl/bronze/parquet-bronze.ts';
import { TestWarehouse } from '../pipeline/test-warehouse.ts';
import { DELIVERIES, isMended } from './deliveries.ts';
import { tortureConfig } from './torture-config.ts';
import type { TorturePlace } from './torture-place.ts';
import { type RunOutcome, type RunRequest, tortureRun } from './torture-run.ts';
import { readState, type WarehouseState } from './warehouse-state.ts';

/** When the first delivery comes, for the runs. */
const FIRST_DAY_MS = Date.UTC(2026, 2, 1, 8);
const DAY_MS = 86_400_000;

/** What all warehouses of a torture share. */
export interface Scratch {
  readonly directory: string;
  /** By delivery: the folder with all files that are there. */
  readonly files: readonly string[];
  readonly signal: AbortSignal;
}

/** Runs deliveries into one warehouse, with a folder for temporary files of its own. */
export class DeliveryRunner {
  readonly place: TorturePlace;
  readonly #scratch: Scratch;
  readonly #temporary: string;

  private constructor(place: TorturePlace, scratch: Scratch, temporary: string) {
    this.place = place;
    this.#scratch = scratch;
    this.#temporary = temporary;
  }

  static async create(place: TorturePlace, scratch: Scratch): Promise<DeliveryRunner> {
    const temporary = `${place.folder}-temporary`;
    await mkdir(temporary);
    return new DeliveryRunner(place, scratch, temporary);
  }

  /** The day of the delivery begins for its runs when this is called; they go on with the time that passes. */
  beginDay(delivery: number): (killAfter: RunRequest['killAfter']) => Promise<RunOutcome> {
    const { day = 0, command = 'run' } = DELIVERIES[delivery] ?? {};
    const shiftMs = FIRST_DAY_MS + day * DAY_MS - Date.now();
    const environment = {
      TORTURE_FILES: this.#scratch.files[delivery] ?? '',
      TORTURE_WAREHOUSE: this.place.url,
      TORTURE_MENDED: isMended(delivery) ? 'yes' : '',
      TORTURE_SHIFT_MS: String(shiftMs),
      // Beside what it compiles, which is kept for all, Node has nothing to do there.
      NODE_COMPILE_CACHE: join(this.#scratch.directory, 'compiled'),
      TMPDIR: this.#temporary,
      TEMP: this.#temporary,
      TMP: this.#temporary,
    };
    return (killAfter) => tortureRun({ command, environment, killAfter, signal: this.#scratch.signal });
  }

  async state(): Promise<WarehouseState> {
    const warehouse = await this.place.openToRead();
    try {
      return await readState(warehouse);
    } finally {
      await warehouse.close();
    }
  }

  /** Of a warehouse that is rebuilt from the bronze beside this one; null where there is none. */
  async rebuiltState(delivery: number): Promise<WarehouseState | null> {
    const folder = join(this.place.folder, 'warehouse.duckdb.bronze');
    if (!existsSync(folder)) return null;
    const file = join(this.#temporary, 'rebuilt.duckdb');
    const config = tortureConfig(this.#scratch.files[delivery] ?? '', isMended(delivery));
    const store = await TestWarehouse.open(`duckdb:${file}`, config);
    const bronze = new ParquetBronze(folder);
    try {
      await store.rebuild(bronze, { bronze: null });
      return await readState(store.warehouse);
    } finally {
      await bronze.close();
      await store.close();
      await rm(file);
    }
  }

  /**
   * Files beside the warehouse, and temporary ones. Read copies are one name: each run that changes something makes one.
   * So are batches of an entity in bronze, and records of runs, for kills make more of them.
   */
  async leftFiles(): Promise<readonly string[]> {
    const beside = await readdir(this.place.folder, { recursive: true });
    const temporary = await readdir(this.#temporary, { recursive: true });
    const names = new Set(
      beside
        .filter((name) => !/\.bronze[/\\]partial$/.test(name))
        .map((name) => name.replace(/_\d{8}T\d{9}Z\.duckdb$/, '_TIME.duckdb').replace(/\d{7}(?=-|\.json$)/, 'NUMBER')),
    );
    return [...names, ...temporary.map((name) => `temporary: ${name}`)].toSorted();
  }
}
