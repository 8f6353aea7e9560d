import { describe, expect, test } from 'vitest';
import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { Arrivals } from './arrivals.ts';
import { customer, order, place, product, profile, seller } from './small-shop.ts';
import { unmapping } from './test-config.ts';

const VERSIONS = `SELECT c.customer_id, c.city, CAST(c.valid_from_utc AS date) AS valid_from, c.is_current
FROM dim.customer AS c
WHERE c.customer_key > 0
ORDER BY c.customer_id, c.valid_from_utc`;

const BOUGHT = `SELECT o.order_id, c.country
FROM fact.sales_order AS o
INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key`;

const unmapped = (entity: string): string =>
  `shop/${entity}: changed_at_utc is not mapped, so the rows have no time of change. Each stands for the earliest state of its ${entity}, in place of the one before: no history is kept of them. Map changed_at_utc to keep it`;

const untimed = (entity: string, rows: string): string =>
  `shop/${entity}: ${rows} no time of change (changed_at_utc). Such a row stands for the earliest state of its ${entity}, from 1900-01-01 on, however late it comes, and facts before the first row with a time show it`;

const never = { changed_at: '' };

describe('rows without a time of change', () => {
  test('of a feed that maps none are told once a run that reads them, and keep one state', async () => {
    const shop = await Arrivals.open(preparedFiles, unmapping('customer', 'changed_at_utc'));
    await shop.deliver('customers', '1', [customer('C1', { city: 'Rome' }), customer('C2')]);
    expect((await shop.run()).notes).toEqual([unmapped('customer')]);
    await shop.deliver('customers', '2', [customer('C1', { city: 'Berlin' })]);
    await shop.deliver('customers', '3', [customer('C1', { city: 'Bonn' })]);
    expect((await shop.run()).notes).toEqual([unmapped('customer')]);
    expect(await shop.lines(VERSIONS)).toEqual(['C1 | Bonn | 1900-01-01 | true', 'C2 | Berlin | 1900-01-01 | true']);
    expect((await shop.run()).notes).toEqual([]);
  });

  test.each(['profile', 'product'])('are told of a feed of %s too', async (entity) => {
    const shop = await Arrivals.open(preparedFiles, unmapping(entity, 'changed_at_utc'));
    await shop.deliver('profiles', '1', [profile('C1')]);
    await shop.deliver('products', '1', [product('P1')]);
    expect((await shop.run()).notes).toEqual([unmapped(entity)]);
  });

  test('beside rows that have one are counted, and change what early facts show', async () => {
    const shop = await Arrivals.open(preparedFiles);
    await shop.deliver('customers', '1', [
      customer('C1', { city: 'Rome', country: 'Italy', changed_at: '2024-01-01 00:00:00' }),
    ]);
    await shop.deliver('orders', '1', [order('O1', { customer_id: 'C1', purchased_at: '2023-06-01 00:00:00' })]);
    expect((await shop.run()).notes).toEqual([]);
    expect(await shop.lines(BOUGHT)).toEqual(['O1 | Italy']);

    await shop.deliver('customers', '2', [customer('C1', { city: 'Oslo', country: 'Norway', ...never })]);
    expect((await shop.run()).notes).toEqual([untimed('customer', '1 of 1 row has')]);
    expect(await shop.lines(VERSIONS)).toEqual(['C1 | Oslo | 1900-01-01 | false', 'C1 | Rome | 2024-01-01 | true']);
    expect(await shop.lines(BOUGHT)).toEqual(['O1 | Norway']);
    await shop.expectSameAsAllAtOnce();

    await shop.deliver('customers', '3', [customer('C2', never), customer('C3'), customer('C4', never)]);
    expect((await shop.run()).notes).toEqual([untimed('customer', '2 of 3 rows have')]);
  });

  test('are no news of entities that keep no history', async () => {
    const shop = await Arrivals.open(preparedFiles, unmapping('seller', 'changed_at_utc'));
    await shop.deliver('sellers', '1', [seller('S1')]);
    await shop.deliver('geography', '1', [place('DE-10115', 'Berlin')]);
    await shop.deliver('orders', '1', [order('O1', never)]);
    expect((await shop.run()).notes).toEqual([]);
  });
});
