import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateShop } from '../../../seed/generate-shop.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { KILL_MOMENTS, type KillMoment } from '../kill-moments.ts';
import { finishLoad, killRun, type LoadPlace, type LoadState } from '../killing.ts';
import { differences } from '../warehouse-content.ts';

const TIMEOUT_MS = 300_000;

const moments = Object.keys(KILL_MOMENTS).filter((name): name is KillMoment => name in KILL_MOMENTS);

/** Items follow several times over, so that they come in three chunks while the shop stays small. */
async function repeatItems(files: string): Promise<void> {
  const path = join(files, 'order_items.csv');
  const [, ...rows] = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  const copies = Math.ceil(40_000 / rows.length) - 1;
  for (let copy = 0; copy < copies; copy++) await appendFile(path, `${rows.join('\n')}\n`);
}

async function loadWith(
  places: WarehousePlaces,
  directory: string,
  load: (place: LoadPlace) => Promise<LoadState>,
): Promise<LoadState> {
  const place = await places.createPlace();
  const bronze = await mkdtemp(join(directory, 'bronze-'));
  try {
    return await load({ files: join(directory, 'files'), location: place.location, bronze });
  } finally {
    await place.remove();
  }
}

async function killAndFinish(place: LoadPlace, moment: KillMoment): Promise<LoadState> {
  expect(await killRun(place, moment)).toBe('SIGKILL');
  return finishLoad(place);
}

/** Loads whose process is killed at one moment or another. */
export function testKills(places: WarehousePlaces): void {
  describe('kills', () => {
    let directory = '';
    let undisturbed: LoadState;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pipeline-kills-'));
      await generateShop({ layout: 'shop', orders: 900, seed: 12, dirt: 0.1, directory: join(directory, 'files') });
      await repeatItems(join(directory, 'files'));
      undisturbed = await loadWith(places, directory, finishLoad);
    }, TIMEOUT_MS);

    afterAll(() => rm(directory, { recursive: true, force: true }));

    describe.each(moments)('a load killed when %s', (moment) => {
      let state: LoadState;

      beforeAll(async () => {
        state = await loadWith(places, directory, (place) => killAndFinish(place, moment));
      }, TIMEOUT_MS);

      test('and started again ends with the warehouse of an undisturbed load', () => {
        expect(differences(undisturbed.content, state.content)).toEqual({});
        expect(state.figures).toEqual(undisturbed.figures);
      });

      test('counts and quarantines every row once', () => {
        expect(state.problems).toEqual([]);
        expect(state.classes).toEqual(undisturbed.classes);
        expect(state.quarantine).toEqual(undisturbed.quarantine);
      });

      test('remembers the columns of its files once', () => {
        expect(undisturbed.columns).not.toEqual([]);
        expect(state.columns).toEqual(undisturbed.columns);
      });

      test('is known as interrupted', () => {
        expect(state.runs).toEqual(['interrupted', 'succeeded']);
      });

      test('is checked in the end', () => {
        expect(state.findings).toEqual(undisturbed.findings);
      });
    });

    test(
      'the run that publishes what a killed run had staged reports the rows refused of it',
      async () => {
        const moment = 'everything is staged and nothing published';
        const state = await loadWith(places, directory, (place) => killAndFinish(place, moment));
        expect(state.refused).toEqual(undisturbed.refused);
      },
      TIMEOUT_MS,
    );
  });
}
