import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { ParquetBronze } from '../../etl/bronze/parquet-bronze.ts';
import { isReplayDue } from '../../orchestration/replay-quarantine.ts';
import type { WarehousePlace, WarehousePlaces } from '../ports/warehouse/place.ts';
import { type LoadPlace, type LoadState, stateOf } from './killing.ts';
import { brokenShopConfig, exampleConfig } from './test-config.ts';
import { TestWarehouse } from './test-warehouse.ts';

export interface ReplayedState extends LoadState {
  /** What became of each refused row. */
  readonly refusedRows: readonly string[];
}

const REFUSED = `SELECT q.entity, q.batch_id, q.source_row, q.status, q.reason_code, q.outcome
FROM ops.quarantine AS q
ORDER BY q.entity, q.source_row`;

async function withShop<T>(
  { location, bronze }: LoadPlace,
  config: Parameters<typeof TestWarehouse.open>[1],
  work: (store: TestWarehouse, archive: ParquetBronze) => Promise<T>,
): Promise<T> {
  const store = await TestWarehouse.open(location, config);
  const archive = new ParquetBronze(bronze);
  try {
    return await work(store, archive);
  } finally {
    await store.close();
    await archive.close();
  }
}

async function replayedState(store: TestWarehouse): Promise<ReplayedState> {
  return { ...(await stateOf(store)), refusedRows: await store.lines(REFUSED) };
}

/** Loads a shop with formats that its files do not have, so that most of its rows are refused. */
async function loadBroken(place: LoadPlace): Promise<void> {
  await withShop(place, brokenShopConfig(place.files), async (store, bronze) => {
    await store.run({ bronze });
  });
}

interface BrokenLoad {
  readonly load: LoadPlace;
  readonly place: WarehousePlace;
}

/** Warehouses after {@link loadBroken}: loaded once and copied where the engine can, loaded each time elsewhere. */
export class BrokenLoads {
  readonly #places: WarehousePlaces;
  readonly #directory: string;
  readonly #files: string;
  #first: Promise<BrokenLoad> | null = null;

  /** What is made goes with the directory, which the caller removes. */
  constructor(places: WarehousePlaces, directory: string, files: string) {
    this.#places = places;
    this.#directory = directory;
    this.#files = files;
  }

  async begin(): Promise<BrokenLoad> {
    if (this.#places.copyPlace === undefined) return this.#load();
    this.#first ??= this.#load();
    const first = await this.#first;
    const place = await this.#places.copyPlace(first.place.location);
    const load = await this.#at(place);
    await cp(first.load.bronze, load.bronze, { recursive: true });
    return { load, place };
  }

  /** Of the copies' original. */
  async remove(): Promise<void> {
    await (await this.#first)?.place.remove();
  }

  async #at(place: WarehousePlace): Promise<LoadPlace> {
    const bronze = await mkdtemp(join(this.#directory, 'bronze-'));
    return { files: this.#files, location: place.location, bronze };
  }

  async #load(): Promise<BrokenLoad> {
    const place = await this.#places.createPlace();
    const load = await this.#at(place);
    await loadBroken(load);
    return { load, place };
  }
}

/** Replays to the end with the right formats, as the command does: only if there is something to do. */
export function finishReplay(place: LoadPlace): Promise<ReplayedState> {
  return withShop(place, exampleConfig('shop', place.files), async (store, bronze) => {
    if (await isReplayDue(store.warehouse, {})) await store.replay({ bronze });
    return replayedState(store);
  });
}

/** An empty warehouse gets what the bronze has, replays with it. */
export function rebuildReplayed(place: LoadPlace): Promise<ReplayedState> {
  return withShop(place, exampleConfig('shop', place.files), async (store, bronze) => {
    await store.rebuild(bronze);
    return replayedState(store);
  });
}
