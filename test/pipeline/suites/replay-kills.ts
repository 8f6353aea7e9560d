import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateShop } from '../../../seed/generate-shop.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { BrokenLoads, finishReplay, type ReplayedState } from '../broken-loads.ts';
import { REPLAY_MOMENTS, type ReplayMoment } from '../kill-moments.ts';
import { finishLoad, killReplay } from '../killing.ts';
import { differences } from '../warehouse-content.ts';

const TIMEOUT_MS = 300_000;

export const ALL_REPLAY_MOMENTS = Object.keys(REPLAY_MOMENTS).filter(
  (name): name is ReplayMoment => name in REPLAY_MOMENTS,
);

/** Replays whose process is killed at one moment or another. */
export function testReplayKills(places: WarehousePlaces, moments: readonly ReplayMoment[]): void {
  describe('kills of replays', () => {
    let directory = '';
    let files = '';
    let undisturbed: ReplayedState;

    let loads: BrokenLoads;

    const replayed = async (moment: ReplayMoment | null): Promise<ReplayedState> => {
      const { load, place } = await loads.begin();
      try {
        if (moment !== null) expect(await killReplay(load, moment)).toBe('SIGKILL');
        return await finishReplay(load);
      } finally {
        await place.remove();
      }
    };

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pipeline-replay-kills-'));
      files = join(directory, 'files');
      await generateShop({ layout: 'shop', orders: 150, seed: 14, dirt: 0.1, directory: files });
      loads = new BrokenLoads(places, directory, files);
      undisturbed = await replayed(null);
    }, TIMEOUT_MS);

    afterAll(async () => {
      await loads.remove();
      await rm(directory, { recursive: true, force: true });
    });

    test('an undisturbed replay ends with the warehouse of a load that was configured rightly from the start', async () => {
      const right = await finishLoad({
        files,
        location: `duckdb:${join(directory, 'right.duckdb')}`,
        bronze: join(directory, 'right-bronze'),
      });
      expect(differences(right.content, undisturbed.content)).toEqual({});
      expect(undisturbed.figures).toEqual(right.figures);
      expect(undisturbed.refusedRows.filter((line) => line.includes('replayed')).length).toBeGreaterThan(150);
    });

    test.each(moments)(
      'a replay killed when %s and started again ends like an undisturbed one',
      async (moment) => {
        const state = await replayed(moment);
        expect(differences(undisturbed.content, state.content)).toEqual({});
        expect(state.problems).toEqual([]);
        expect(state.classes).toEqual(undisturbed.classes);
        expect(state.refusedRows).toEqual(undisturbed.refusedRows);
        expect(state.findings).toEqual(undisturbed.findings);
        expect(state.runs.slice(0, 2)).toEqual(['succeeded', 'interrupted']);
      },
      TIMEOUT_MS,
    );
  });
}
