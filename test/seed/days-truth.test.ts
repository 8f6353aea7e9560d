import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entityContracts } from '../../dwh/model/contracts.ts';
import daysConfig from '../../examples/shop/days.config.ts';
import { generateShop } from '../../seed/generate-shop.ts';
import { type DaysTruth, readDaysTruth } from '../pipeline/read-truth.ts';
import { revenueAsOf } from './rederive-as-of.ts';
import { rederiveDays } from './rederive-days.ts';
import type { RederivedEntity } from './rederive-load.ts';
import { rederiveStar } from './rederive-star.ts';
import type { RuledMember } from './ruled-members.ts';
import type { RuledWarehouse } from './ruled-warehouse.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seed-days-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function generate(name: string, orders: number, days: number, seed: number, dirt: number): Promise<string> {
  const path = join(directory, name);
  await generateShop({ layout: 'shop', orders, days, seed, dirt, directory: path });
  return path;
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(path)).sort()) hash.update(name).update(await readFile(join(path, name)));
  return hash.digest('hex');
}

function versionsOf(members: ReadonlyMap<string, RuledMember>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const member of members.values()) {
    const versions = member.starts().length;
    counts[versions] = (counts[versions] ?? 0) + 1;
  }
  return counts;
}

describe.each([
  { orders: 400, days: 10, seed: 1, dirt: 0 },
  { orders: 800, days: 14, seed: 7, dirt: 0.05 },
  { orders: 600, days: 10, seed: 4_294_967_295, dirt: 0.4 },
  { orders: 400, days: 8, seed: 2024, dirt: 1 },
  { orders: 100, days: 1, seed: 3, dirt: 0.5 },
  { orders: 1, days: 3, seed: 3, dirt: 0.5 },
])('$orders orders over $days days, seed $seed, dirt $dirt', ({ orders, days, seed, dirt }) => {
  test('an independent reading of the files comes to what truth.json says', async () => {
    const path = await generate(`told-${seed}`, orders, days, seed, dirt);
    const truth = await readDaysTruth(path);
    const { byDay, atOnce, warehouse } = rederiveDays(daysConfig, path);
    expect(truth.by_day.filter(({ entities }) => Object.keys(entities).length > 0)).toEqual(byDay);
    expect(truth.entities).toMatchObject(atOnce.entities);
    const { facts, figures, findings } = rederiveStar(asLoad(warehouse));
    expect({ facts: truth.facts, figures: truth.figures, findings: truth.findings }).toEqual({
      facts,
      figures,
      findings,
    });
    expect(truth.as_of).toEqual(revenueAsOf(warehouse));
    expectMembers(truth, warehouse.members('customer'), 'customer');
    expectMembers(truth, warehouse.members('product'), 'product');
    const sellers = warehouse.stored('seller').length + warehouse.bareSellers();
    expect(truth.dimensions.seller).toEqual({ members: sellers, versions: sellers, inferred: warehouse.bareSellers() });
  });
});

/** The rows that the warehouse holds, where members without history have one each. */
function asLoad(warehouse: RuledWarehouse): Map<string, RederivedEntity> {
  return new Map(
    entityContracts.map(({ entity }) => [entity, { counts: {}, loaded: warehouse.stored(entity), superseded: [] }]),
  );
}

function expectMembers(
  truth: DaysTruth,
  members: ReadonlyMap<string, RuledMember>,
  dimension: 'customer' | 'product',
): void {
  const all = [...members.values()];
  expect(truth.versions[dimension].members_by_versions).toEqual(versionsOf(members));
  expect(truth.dimensions[dimension]).toEqual({
    members: all.length,
    versions: all.reduce((sum, member) => sum + member.starts().length, 0),
    inferred: all.filter((member) => !member.isToldBy(dimension)).length,
  });
  const found = truth.versions[dimension].sample.map(({ key }) => ({
    key,
    valid_from_utc: members.get(key)?.starts() ?? [],
  }));
  expect(truth.versions[dimension].sample).toEqual(found);
}

// The digest changes with what the generator writes; it must not change with the machine or the version of Node.
test('the bytes are the same everywhere', async () => {
  expect(await digest(await generate('everywhere', 200, 7, 42, 0.1))).toBe(
    '9715ad8669fc1bab7073817c5ddc4cb4dfdab3d20f158f9d9b2f77a29758c564',
  );
});

test('the same numbers give the same bytes, and another number of days gives others', async () => {
  const first = await digest(await generate('same-a', 200, 7, 42, 0.1));
  expect(await digest(await generate('same-b', 200, 7, 42, 0.1))).toBe(first);
  expect(await digest(await generate('same-c', 200, 8, 42, 0.1))).not.toBe(first);
});

test('at a high rate every kind of trouble is on the way', async () => {
  const truth = await readDaysTruth(await generate('troubled', 1500, 12, 6, 0.3));
  const [, ...later] = truth.by_day;
  const kinds = new Set(
    later.flatMap(({ entities }) =>
      Object.entries(entities).flatMap(([entity, counts]) =>
        (['waiting', 'inserted', 'updated', 'unchanged', 'superseded', 'duplicate', 'blank'] as const)
          .filter((name) => counts[name] > 0)
          .map((name) => `${entity} ${name}`),
      ),
    ),
  );
  for (const entity of ['customer', 'profile', 'product', 'order', 'order_item', 'payment', 'inventory']) {
    for (const name of ['inserted', 'updated', 'superseded']) expect(kinds).toContain(`${entity} ${name}`);
  }
  for (const entity of ['order_item', 'payment', 'review']) expect(kinds).toContain(`${entity} waiting`);
  expect(later.some(({ released }) => (released.order_item?.inserted ?? 0) > 0)).toBe(true);
  expect(Object.keys(truth.versions.customer.members_by_versions).length).toBeGreaterThan(3);
  expect(Object.keys(truth.versions.product.members_by_versions).length).toBeGreaterThan(3);
});

test('a directory of an earlier seed is cleared of days that there are no more', async () => {
  await generate('cleared', 100, 9, 1, 0);
  const path = await generate('cleared', 100, 2, 1, 0);
  const dates = new Set((await readdir(path)).flatMap((name) => /-(\d{4}-\d\d-\d\d)\.csv$/.exec(name)?.[1] ?? []));
  expect([...dates].sort()).toEqual(['2025-12-30', '2025-12-31']);
});
