import { afterEach, beforeEach } from 'vitest';
import { openWarehouse } from './open-warehouse.ts';
import type { OpenedWarehouse, WarehouseEngine, WarehousePlace } from './place.ts';
import { createSampleTables } from './sample-tables.ts';

/** Something that exists while a test runs. */
class Current<T> {
  #value: T | undefined;

  set(value: T | undefined): void {
    this.#value = value;
  }

  get(): T {
    if (this.#value === undefined) throw new Error('There is something only while a test runs.');
    return this.#value;
  }
}

/** A place of its own for each test of the suite around it, removed after it. */
export function emptyPlace(engine: WarehouseEngine): () => WarehousePlace {
  const place = new Current<WarehousePlace>();
  beforeEach(async () => {
    place.set(await engine.createPlace());
    return async () => {
      await place.get().remove();
      place.set(undefined);
    };
  });
  return () => place.get();
}

/** An open warehouse with nothing in it. */
export function emptyWarehouse(engine: WarehouseEngine): () => OpenedWarehouse {
  const place = emptyPlace(engine);
  const opened = new Current<OpenedWarehouse>();
  beforeEach(async () => {
    opened.set(await openWarehouse(place().location));
  });
  // Runs before the place is removed, whose end is a clean-up of its beforeEach.
  afterEach(async () => {
    await opened.get().warehouse.close();
    opened.set(undefined);
  });
  return () => opened.get();
}

/** An open warehouse with the sample tables, empty. */
export function sampleWarehouse(engine: WarehouseEngine): () => OpenedWarehouse {
  const opened = emptyWarehouse(engine);
  beforeEach(() => createSampleTables(opened()));
  return opened;
}
