import { join } from 'node:path';
import { DELIVERIES } from './deliveries.ts';
import { DeliveryRunner, type Scratch } from './delivery-runner.ts';
import { TortureError } from './torture-error.ts';
import type { TortureEngine } from './torture-place.ts';
import type { Mark } from './torture-run.ts';
import type { WarehouseState } from './warehouse-state.ts';

/** A delivery as it was loaded without a kill. */
export interface Undisturbed {
  readonly marks: readonly Mark[];
  readonly state: WarehouseState;
  readonly leftFiles: readonly string[];
  /** Folder with a copy of the warehouse after it; null where the engine does not copy. */
  readonly snapshot: string | null;
}

/** Loads all deliveries, one after the other, and measures them. */
export async function loadUndisturbed(
  engine: TortureEngine,
  scratch: Scratch,
  onDelivery: (done: number) => void,
): Promise<readonly Undisturbed[]> {
  const place = await engine.createPlace(join(scratch.directory, `undisturbed-${engine.name}`), null);
  const loaded: Undisturbed[] = [];
  try {
    const runner = await DeliveryRunner.create(place, scratch);
    for (const delivery of DELIVERIES.keys()) {
      loaded.push(await loadOne(engine, scratch, runner, delivery));
      onDelivery(loaded.length);
    }
  } finally {
    await place.remove();
  }
  return loaded;
}

async function loadOne(
  engine: TortureEngine,
  scratch: Scratch,
  runner: DeliveryRunner,
  delivery: number,
): Promise<Undisturbed> {
  const { exitCode, marks, errors } = await runner.beginDay(delivery)(() => null);
  if (exitCode !== 0) {
    throw new TortureError(
      `Delivery ${delivery + 1} does not load even undisturbed (exit code ${exitCode}):\n${errors}`,
    );
  }
  const state = await runner.state();
  if (state.problems.length > 0) {
    throw new TortureError(`Delivery ${delivery + 1} leaves problems even undisturbed:\n${state.problems.join('\n')}`);
  }
  const snapshot = join(scratch.directory, `snapshot-${delivery + 1}`);
  if (engine.copies) await engine.createPlace(snapshot, runner.place.folder);
  return { marks, state, leftFiles: await runner.leftFiles(), snapshot: engine.copies ? snapshot : null };
}
