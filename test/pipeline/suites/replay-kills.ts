import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isReplayDue } from '../../../orchestration/replay-quarantine.ts';
import { generateShop } from '../../../seed/generate-shop.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { REPLAY_MOMENTS, type ReplayMoment } from '../kill-moments.ts';
import { finishLoad, killReplay, type LoadState, stateOf } from '../killing.ts';
import { brokenShopConfig, exampleConfig } from '../test-config.ts';
import { TestWarehouse } from '../test-warehouse.ts';
import { differences } from '../warehouse-content.ts';

const TIMEOUT_MS = 300_000;

export const ALL_REPLAY_MOMENTS = Object.keys(REPLAY_MOMENTS).filter(
  (name): name is ReplayMoment => name in REPLAY_MOMENTS,
);

interface Replayed extends LoadState {
  /** What became of each refused row. */
  readonly refusedRows: readonly string[];
}

const REFUSED = `SELECT q.entity, q.batch_id, q.source_row, q.status, q.reason_code, q.outcome
FROM ops.quarantine AS q
ORDER BY q.entity, q.source_row`;

async function loadBroken(files: string, location: string): Promise<void> {
  const store = await TestWarehouse.open(location, brokenShopConfig(files));
  await store.run();
  await store.close();
}

/** Replays to the end, as the command does: only if there is something to do. */
async function finishReplay(files: string, location: string): Promise<Replayed> {
  const store = await TestWarehouse.open(location, exampleConfig('shop', files));
  try {
    if (await isReplayDue(store.warehouse, {})) await store.replay();
    return { ...(await stateOf(store)), refusedRows: await store.lines(REFUSED) };
  } finally {
    await store.close();
  }
}

/** Replays whose process is killed at one moment or another. */
export function testReplayKills(places: WarehousePlaces, moments: readonly ReplayMoment[]): void {
  describe('kills of replays', () => {
    let directory = '';
    let files = '';
    let undisturbed: Replayed;

    const replayed = async (moment: ReplayMoment | null): Promise<Replayed> => {
      const place = await places.createPlace();
      try {
        await loadBroken(files, place.location);
        if (moment !== null) expect(await killReplay(files, place.location, moment)).toBe('SIGKILL');
        return await finishReplay(files, place.location);
      } finally {
        await place.remove();
      }
    };

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pipeline-replay-kills-'));
      files = join(directory, 'files');
      await generateShop({ layout: 'shop', orders: 150, seed: 14, dirt: 0.1, directory: files });
      undisturbed = await replayed(null);
    }, TIMEOUT_MS);

    afterAll(() => rm(directory, { recursive: true, force: true }));

    test('an undisturbed replay ends with the warehouse of a load that was configured rightly from the start', async () => {
      const right = await finishLoad(files, `duckdb:${join(directory, 'right.duckdb')}`);
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
