import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateShop } from '../../seed/generate-shop.ts';
import { KILL_MOMENTS, type KillMoment } from './kill-moments.ts';
import { finishLoad, killRun, type LoadState } from './killing.ts';
import { differences } from './warehouse-content.ts';

const TIMEOUT_MS = 120_000;

let directory = '';
let undisturbed: LoadState;

/** Items follow several times over, so that they come in three chunks while the shop stays small. */
async function repeatItems(files: string): Promise<void> {
  const path = join(files, 'order_items.csv');
  const [, ...rows] = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  const copies = Math.ceil(40_000 / rows.length) - 1;
  for (let copy = 0; copy < copies; copy++) await appendFile(path, `${rows.join('\n')}\n`);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipeline-kills-'));
  await generateShop({ layout: 'shop', orders: 900, seed: 12, dirt: 0.1, directory: join(directory, 'files') });
  await repeatItems(join(directory, 'files'));
  undisturbed = await finishLoad(join(directory, 'files'), join(directory, 'undisturbed.duckdb'));
}, TIMEOUT_MS);

afterAll(() => rm(directory, { recursive: true, force: true }));

const moments = Object.keys(KILL_MOMENTS).filter((name): name is KillMoment => name in KILL_MOMENTS);

describe.each(moments)('a load killed when %s', (moment) => {
  let state: LoadState;

  beforeAll(async () => {
    const file = join(directory, `${moments.indexOf(moment)}.duckdb`);
    expect(await killRun(join(directory, 'files'), file, moment)).toBe('SIGKILL');
    state = await finishLoad(join(directory, 'files'), file);
    await rm(file);
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
    const file = join(directory, 'refused.duckdb');
    expect(await killRun(join(directory, 'files'), file, 'everything is staged and nothing published')).toBe('SIGKILL');
    const state = await finishLoad(join(directory, 'files'), file);
    expect(state.refused).toEqual(undisturbed.refused);
  },
  TIMEOUT_MS,
);
