import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import shopConfig from '../../examples/shop/storehouse.config.ts';
import singleLineConfig from '../../examples/single-line-orders/storehouse.config.ts';
import { generateShop } from '../../seed/generate-shop.ts';
import { rederiveLoad } from './rederive-load.ts';
import { rederiveStar } from './rederive-star.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seed-truth-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const CONFIGS = { shop: shopConfig, 'single-line-orders': singleLineConfig } as const;

const count = z.int().nonnegative();
const counts = z.strictObject({
  read: count,
  blank: count,
  duplicate: count,
  waiting: count,
  quarantined: count,
  quarantined_by_code: z.record(z.string(), count),
  accepted: count,
  inserted: count,
  updated: count,
  unchanged: count,
  superseded: count,
});
const truthSchema = z.looseObject({
  entities: z.record(z.string(), counts),
  facts: z.unknown(),
  dimensions: z.record(z.string(), z.strictObject({ members: count, versions: count, inferred: count })),
  figures: z.unknown(),
  findings: z.record(z.string(), count),
});

async function readTruth(path: string) {
  return truthSchema.parse(JSON.parse(await readFile(join(path, 'truth.json'), 'utf8')));
}

describe.each([
  { layout: 'shop', orders: 400, seed: 1, dirt: 0 },
  { layout: 'shop', orders: 900, seed: 7, dirt: 0.05 },
  { layout: 'shop', orders: 700, seed: 4_294_967_295, dirt: 0.4 },
  { layout: 'shop', orders: 500, seed: 2024, dirt: 1 },
  { layout: 'shop', orders: 1, seed: 3, dirt: 0.5 },
  { layout: 'single-line-orders', orders: 400, seed: 1, dirt: 0 },
  { layout: 'single-line-orders', orders: 900, seed: 7, dirt: 0.05 },
  { layout: 'single-line-orders', orders: 700, seed: 11, dirt: 0.4 },
  { layout: 'single-line-orders', orders: 500, seed: 2024, dirt: 1 },
] as const)('$layout of $orders orders, seed $seed, dirt $dirt', (options) => {
  const path = (): string => join(directory, Object.values(options).join('-'));

  test('an independent reading of the files comes to the classes of truth.json', async () => {
    await generateShop({ ...options, directory: path() });
    const truth = await readTruth(path());
    const load = rederiveLoad(CONFIGS[options.layout], path());
    const rederived = Object.fromEntries([...load].map(([entity, one]) => [entity, one.counts]));
    expect(truth.entities).toEqual(rederived);
    expect(rederiveStar(load)).toEqual({
      facts: truth.facts,
      dimensions: truth.dimensions,
      figures: truth.figures,
      findings: truth.findings,
    });
  });
});

test('a shop without dirt loads every row and reports no wrong total or date', async () => {
  const path = join(directory, 'clean');
  await generateShop({ layout: 'shop', orders: 2000, seed: 5, dirt: 0, directory: path });
  const truth = await readTruth(path);
  for (const [entity, found] of Object.entries(truth.entities)) {
    expect({ entity, ...found }).toEqual({
      entity,
      read: found.read,
      inserted: entity === 'profile' ? 0 : found.read,
      accepted: found.read,
      blank: 0,
      duplicate: 0,
      waiting: 0,
      quarantined: 0,
      quarantined_by_code: {},
      updated: entity === 'profile' ? found.read : 0,
      unchanged: 0,
      superseded: 0,
    });
  }
  expect(truth.findings).toMatchObject({ payment_total_differs: 0, wrong_date_order: 0, impossible_stock: 0 });
  expect(truth.findings).toMatchObject({
    wrong_ticket_dates: 0,
    ticket_resolved_without_time: 0,
    ticket_order_missing: 0,
  });
  expect(truth.dimensions.customer).toEqual({ members: 1240, versions: 1240, inferred: 0 });
});

test('at a high rate every kind of trouble is in the shop', async () => {
  const path = join(directory, 'troubled');
  await generateShop({ layout: 'shop', orders: 3000, seed: 6, dirt: 0.3, directory: path });
  const { entities, findings, dimensions } = await readTruth(path);
  expect(Object.keys(entities.order?.quarantined_by_code ?? {})).toEqual([
    'malformed_row',
    'not_a_time',
    'required',
    'too_long',
  ]);
  expect(entities.review?.quarantined_by_code).toHaveProperty('not_an_integer');
  expect(entities.payment?.quarantined_by_code).toHaveProperty('too_precise');
  expect(entities.customer?.unchanged).toBeGreaterThan(0);
  expect(
    zeroes(
      entities,
      ['customer', 'order', 'order_item', 'payment', 'review', 'inventory', 'support_ticket'],
      ['blank', 'duplicate', 'superseded'],
    ),
  ).toEqual([]);
  expect(zeroes(entities, ['order_item', 'payment', 'review'], ['waiting'])).toEqual([]);
  expect(Object.values(findings)).not.toContain(0);
  expect(Object.values(dimensions).map(({ inferred }) => inferred)).not.toContain(0);
});

function zeroes(
  entities: Readonly<Record<string, z.output<typeof counts>>>,
  names: readonly string[],
  classes: readonly (keyof z.output<typeof counts>)[],
): readonly string[] {
  return names.flatMap((name) => classes.filter((one) => entities[name]?.[one] === 0).map((one) => `${name} ${one}`));
}
