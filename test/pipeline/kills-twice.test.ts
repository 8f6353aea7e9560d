import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateShop } from '../../seed/generate-shop.ts';
import { finishLoad, killRun } from './killing.ts';
import { readTruth, storedCounts } from './read-truth.ts';
import { differences } from './warehouse-content.ts';

const TIMEOUT_MS = 300_000;

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipeline-kills-twice-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

test(
  'a load of 20,000 orders killed while staging, then while publishing, ends as if nothing had happened',
  async () => {
    const files = join(directory, 'files');
    await generateShop({ layout: 'shop', orders: 20_000, seed: 8, dirt: 0.05, directory: files });
    const placeOf = (name: string) => ({
      files,
      location: `duckdb:${join(directory, `${name}.duckdb`)}`,
      bronze: join(directory, `${name}.bronze`),
    });
    const killed = placeOf('killed');
    expect(await killRun(killed, 'the second chunk of items is staged')).toBe('SIGKILL');
    expect(await killRun(killed, 'items are in the star, but their transaction is open')).toBe('SIGKILL');
    const state = await finishLoad(killed);
    const undisturbed = await finishLoad(placeOf('undisturbed'));

    expect(state.runs).toEqual(['interrupted', 'interrupted', 'succeeded']);
    expect(differences(undisturbed.content, state.content)).toEqual({});
    expect(state.problems).toEqual([]);
    const truth = await readTruth(files);
    expect(state.figures).toEqual(truth.figures);
    for (const entity of Object.keys(truth.entities)) {
      expect({ entity, ...state.classes[entity] }).toEqual({ entity, ...storedCounts(truth, entity) });
    }
  },
  TIMEOUT_MS,
);
