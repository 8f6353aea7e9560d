import { expect, test } from 'vitest';
import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { Arrivals } from './arrivals.ts';
import { payment } from './small-shop.ts';

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
