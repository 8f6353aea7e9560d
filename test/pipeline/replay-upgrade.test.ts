import { expect, test } from 'vitest';
import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { Arrivals } from './arrivals.ts';
import { item, order } from './small-shop.ts';
import { mapping } from './test-config.ts';

const KEPT = ['raw_form', 'natural_key', 'changed_at_utc'];
const LATER = [...KEPT, 'attempts', 'tried_run_id', 'tried_utc', 'outcome', 'earlier_problems', 'is_overtaken'];

test('a warehouse of an earlier version gets the columns of replays, and what it refused says why it cannot be replayed', async () => {
  const shop = await Arrivals.open(duckDbFiles);
  await shop.deliver('order_items', '1', [
    item('O1', 1, { unit_price: '"12,50"' }),
    item('O1', 2, { unit_price: '10' }),
  ]);
  await shop.run({ now: '2026-03-01T08:00:00Z' });
  await shop.run({ now: '2026-03-09T08:00:00Z' });
  const dropped = LATER.map((name) => `ALTER TABLE ops.quarantine DROP COLUMN ${name}`);
  await shop.store.warehouse.applyPlan([
    ...dropped,
    ...KEPT.map((name) => `ALTER TABLE stg.rejected_row DROP COLUMN ${name}`),
    'ALTER TABLE stg.order_item_ready DROP COLUMN is_overtaken',
    'ALTER TABLE ops.source_file DROP COLUMN layout',
  ]);

  await shop.deliver('orders', '1', [order('O1')]);
  await shop.run({ now: '2026-03-09T09:00:00Z' });
  shop.configure(mapping('order_item', { unit_price: { column: 'unit_price', decimalSeparator: ',' } }));
  const report = await shop.replay({ now: '2026-03-09T10:00:00Z' });
  expect(report.replayed).toMatchObject([
    {
      entity: 'order_item',
      selectedRows: 2,
      replayedRows: 1,
      obstacles: new Map([['they were refused by an earlier version, which did not keep how they were to be read', 1]]),
    },
  ]);
  const rows =
    'SELECT q.reason_code, q.status, q.attempts, q.outcome FROM ops.quarantine AS q ORDER BY q.quarantine_id';
  expect(await shop.lines(rows)).toEqual([
    'not_a_number | open | null | null',
    'parent_missing | replayed | 1 | inserted',
  ]);
  await shop.run({ now: '2026-03-09T11:00:00Z', full: true });
  await shop.expectSameAsAllAtOnce();
});
