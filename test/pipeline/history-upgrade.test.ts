import { expect, test } from 'vitest';
import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { Arrivals } from './arrivals.ts';
import { customer, order } from './small-shop.ts';

const VERSIONS = `SELECT c.customer_key, c.customer_id, c.city, c.valid_from_utc, c.is_deleted, c.is_inferred
FROM dim.customer AS c
WHERE c.customer_key > 0
ORDER BY c.customer_id, c.valid_from_utc`;

test('a warehouse of an earlier version takes what its members show for the first state of their history', async () => {
  const shop = await Arrivals.open(duckDbFiles);
  const move = { city: 'Kiel', changed_at: '2025-03-15 00:00:00' };
  await shop.deliver('customers', '1', [customer('C1'), customer('C2')]);
  await shop.deliver('orders', '1', [order('O1', { customer_id: 'C1' }), order('O2', { customer_id: 'C9' })]);
  await shop.run();
  await shop.store.warehouse.applyPlan([
    'DROP TABLE hist.customer',
    'CREATE TABLE dim.earlier AS SELECT * EXCLUDE (since_utc, is_deleted) FROM dim.customer',
    'DROP TABLE dim.customer',
    'ALTER TABLE dim.earlier RENAME TO customer',
  ]);

  await shop.deliver('customers', '2', [customer('C1', move), customer('C2', { city: 'Bonn' }), customer('C9')]);
  await shop.run();
  expect(await shop.lines(VERSIONS)).toEqual([
    '1 | C1 | Berlin | 1900-01-01 00:00:00.000 | false | false',
    '4 | C1 | Kiel | 2025-03-15 00:00:00.000 | false | false',
    '2 | C2 | Bonn | 1900-01-01 00:00:00.000 | false | false',
    '3 | C9 | Berlin | 1900-01-01 00:00:00.000 | false | false',
  ]);
  await shop.expectSameAsAllAtOnce();
  await shop.expectFullChangesNothing();
});

test('a warehouse that did not remember its keys does from then on', async () => {
  const shop = await Arrivals.open(duckDbFiles);
  const move = { city: 'Kiel', changed_at: '2025-03-15 00:00:00' };
  await shop.deliver('customers', '1', [customer('C1'), customer('C1', move)]);
  await shop.run();
  await shop.store.warehouse.applyPlan(['DROP TABLE ops.given_key']);

  await shop.deliver('customers', '2', [customer('C1', { ...move, city: 'Berlin' })]);
  await shop.run();
  await shop.deliver('customers', '3', [customer('C2')]);
  await shop.run();
  expect(await shop.lines(VERSIONS)).toEqual([
    '1 | C1 | Berlin | 1900-01-01 00:00:00.000 | false | false',
    '3 | C2 | Berlin | 1900-01-01 00:00:00.000 | false | false',
  ]);
});
