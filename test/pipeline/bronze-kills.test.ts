import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { generateShop } from '../../seed/generate-shop.ts';
import type { WarehousePlace } from '../ports/warehouse/place.ts';
import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import type { KillMoment } from './kill-moments.ts';
import { finishLoad, killRun, type LoadPlace, type LoadState } from './killing.ts';
import { differences } from './warehouse-content.ts';

const TIMEOUT_MS = 180_000;

const LOAD_MOMENTS: readonly KillMoment[] = [
  'orders are in bronze, but their batch is not complete',
  'everything is staged and nothing published',
  'customers are published',
];

const REBUILD_MOMENTS: readonly KillMoment[] = [
  'the run has started',
  'orders are staged, but not published',
  'customers are in the star, but their transaction is open',
  'everything is done but the end of the run',
];

describe('killed processes and bronze', { timeout: TIMEOUT_MS }, () => {
  const places: WarehousePlace[] = [];
  let directory = '';
  let undisturbed: LoadState;
  let whole: LoadPlace;

  const placeOf = async (bronze?: string): Promise<LoadPlace> => {
    const place = await preparedFiles.createPlace();
    places.push(place);
    return {
      files: join(directory, 'files'),
      location: place.location,
      bronze: bronze ?? (await mkdtemp(join(directory, 'bronze-'))),
    };
  };

  /** Surrogate keys, runs and times aside, as they are of another run. */
  const expectSame = (state: LoadState): void => {
    expect(differences(undisturbed.content, state.content)).toEqual({});
    expect(state.problems).toEqual([]);
    const { classes, quarantine, figures, findings } = undisturbed;
    expect(state).toMatchObject({ classes, quarantine, figures, findings });
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pipeline-bronze-kills-'));
    await generateShop({ layout: 'shop', orders: 300, seed: 12, dirt: 0.1, directory: join(directory, 'files') });
    whole = await placeOf();
    undisturbed = await finishLoad(whole);
  }, TIMEOUT_MS);

  afterEach(async () => {
    for (const place of places.splice(0)) await place.remove();
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  test.each(LOAD_MOMENTS)('a load killed when %s leaves a bronze that gives the same warehouse', async (moment) => {
    const place = await placeOf();
    expect(await killRun(place, moment)).toBe('SIGKILL');
    await finishLoad(place);
    // Of what was given up nothing is left: there is one batch of each entity.
    const entities = (await readdir(join(place.bronze, 'batches'))).map((name) => name.replace(/^\d+-/, ''));
    expect(entities.toSorted()).toEqual(entityContracts.map(({ entity }) => entity).toSorted());
    expectSame(await finishLoad(await placeOf(place.bronze), 'rebuild'));
  });

  test('a warehouse lost between bronze and completion is rebuilt with that batch, and goes on', async () => {
    const place = await placeOf();
    expect(await killRun(place, 'orders are in bronze, but their batch is not complete')).toBe('SIGKILL');
    const again = await placeOf(place.bronze);
    await finishLoad(again, 'rebuild');
    expectSame(await finishLoad(again));
  });

  test.each(REBUILD_MOMENTS)('a rebuild killed when %s goes on and ends with the same warehouse', async (moment) => {
    const place = await placeOf(whole.bronze);
    expect(await killRun(place, moment, 'rebuild')).toBe('SIGKILL');
    expectSame(await finishLoad(place, 'rebuild'));
  });
});
