import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { generateShop } from '../../seed/generate-shop.ts';
import type { WarehousePlace } from '../ports/warehouse/place.ts';
import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { BrokenLoads, finishReplay, type ReplayedState, rebuildReplayed } from './broken-loads.ts';
import type { ReplayMoment } from './kill-moments.ts';
import { killReplay, type LoadPlace } from './killing.ts';
import { differences } from './warehouse-content.ts';

const TIMEOUT_MS = 180_000;

/** With how often customers are in bronze then: what was given up is gone, and what is still refused is tried again. */
const MOMENTS: readonly (readonly [ReplayMoment, number])[] = [
  ['customers are in bronze, but still refused', 1],
  ['customers are let in, but not published', 2],
  ['orders are published', 2],
  ['everything is done but the end of the run', 2],
];

describe('killed replays and bronze', { timeout: TIMEOUT_MS }, () => {
  const places: WarehousePlace[] = [];
  let directory = '';
  let loads: BrokenLoads;

  const emptyPlace = async (bronze: string): Promise<LoadPlace> => {
    const place = await preparedFiles.createPlace();
    places.push(place);
    return { files: join(directory, 'files'), location: place.location, bronze };
  };

  const brokenPlace = async (): Promise<LoadPlace> => {
    const { load, place } = await loads.begin();
    places.push(place);
    return load;
  };

  const expectSame = (rebuilt: ReplayedState, original: ReplayedState): void => {
    expect(differences(original.content, rebuilt.content)).toEqual({});
    const { classes, quarantine, figures, findings, refusedRows, problems } = original;
    expect(rebuilt).toMatchObject({ classes, quarantine, figures, findings, refusedRows, problems });
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pipeline-replay-bronze-kills-'));
    await generateShop({ layout: 'shop', orders: 150, seed: 14, dirt: 0.1, directory: join(directory, 'files') });
    loads = new BrokenLoads(preparedFiles, directory, join(directory, 'files'));
  }, TIMEOUT_MS);

  afterEach(async () => {
    for (const place of places.splice(0)) await place.remove();
  });

  afterAll(async () => {
    await loads.remove();
    await rm(directory, { recursive: true, force: true });
  });

  test.each(MOMENTS)(
    'a replay killed when %s leaves a bronze that gives the same warehouse',
    async (moment, customers) => {
      const place = await brokenPlace();
      expect(await killReplay(place, moment)).toBe('SIGKILL');
      const original = await finishReplay(place);
      const names = await readdir(join(place.bronze, 'supplements'));
      expect(names.filter((name) => name.endsWith('-customer'))).toHaveLength(customers);
      expectSame(await rebuildReplayed(await emptyPlace(place.bronze)), original);
    },
  );

  test('a warehouse lost between bronze and the transaction is rebuilt with that replay, and goes on', async () => {
    const place = await brokenPlace();
    expect(await killReplay(place, 'customers are in bronze, but still refused')).toBe('SIGKILL');
    const again = await emptyPlace(place.bronze);
    const rebuilt = await rebuildReplayed(again);
    expect(rebuilt.refusedRows.some((line) => /^customer .* replayed .* inserted$/.test(line))).toBe(true);
    const finished = await finishReplay(again);
    const whole = await finishReplay(await brokenPlace());
    expect(differences(whole.content, finished.content)).toEqual({});
    expect(finished.problems).toEqual([]);
  });
});
