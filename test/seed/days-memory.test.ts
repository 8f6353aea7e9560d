import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateShop } from '../../seed/generate-shop.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seed-memory-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const MEGABYTE = 1024 * 1024;
const ORDERS_A_LOOK = 1_024;

/** Frees what nobody holds, so that what is left is held. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('the garbage collector cannot be called');
  return () => {
    collect();
  };
}

/** Megabytes held at the worst of some looks, beyond what is held before. */
async function heldFor(orders: number): Promise<number> {
  const collect = collector();
  collect();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  await generateShop({
    layout: 'shop',
    orders,
    days: 12,
    seed: 1,
    dirt: 0.05,
    directory: join(directory, String(orders)),
    onProgress: (done) => {
      if (done % ORDERS_A_LOOK !== 0) return;
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    },
  });
  return most / MEGABYTE;
}

test('ten times the orders are told over days in the same memory', { timeout: 120_000 }, async () => {
  await heldFor(100);
  const few = await heldFor(2_048);
  const many = await heldFor(20_480);
  expect(many - few).toBeLessThan(6);
});
