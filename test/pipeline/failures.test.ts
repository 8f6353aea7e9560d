import { expect, test } from 'vitest';
import { publishEntity } from '../../dwh/load/publish.ts';
import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { Arrivals } from './arrivals.ts';
import { payment, seller } from './small-shop.ts';

test('the error of a run is the first one, also when the warehouse that should record it is gone', async () => {
  const shop = await Arrivals.open(duckDbFiles);
  await shop.deliver('payments', '1', [payment('O1', 1)]);
  const observe = (event: { readonly kind: string }): void => {
    if (event.kind !== 'chunk staged') return;
    void shop.store.warehouse.close();
    throw new Error('the disk is gone');
  };
  await expect(shop.run({ observe })).rejects.toThrow('the disk is gone');
});

test('rows that a process left in staging after it lost its batch are not published', async () => {
  const shop = await Arrivals.open(duckDbFiles);
  await shop.deliver('sellers', '1', [seller('S1')]);
  await shop.run();
  const { warehouse } = shop.store;
  await warehouse.execute(`INSERT INTO ops.batch (batch_id, entity, run_id, status, read_rows, blank_rows, duplicate_rows,
  waiting_rows, quarantined_rows, inserted_rows, updated_rows, unchanged_rows, superseded_rows)
VALUES (99, 'seller', 1, 'abandoned', 0, 0, 0, 0, 0, 0, 0, 0, 0)`);
  await warehouse.execute(
    "INSERT INTO stg.seller_row (batch_id, row_id, source_id, source_row, seller_id) VALUES (99, 1, 1, 1, 'ghost')",
  );
  const published = await publishEntity(warehouse, {
    entity: 'seller',
    runId: 2,
    now: new Date(0),
    waitingSince: new Date(0),
    allowDeletes: false,
    verdicts: [],
    signal: new AbortController().signal,
    onStatement: () => {},
  });
  expect(published.changedRows).toBe(0);
  expect((await warehouse.query('SELECT s.seller_id FROM dim.seller AS s WHERE s.seller_key > 0')).rows).toEqual([
    ['S1'],
  ]);
  expect((await warehouse.query('SELECT COUNT(*) AS n FROM stg.seller_row')).rows).toEqual([[0]]);
});
