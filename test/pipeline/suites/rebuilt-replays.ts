import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../../core/config/schema.ts';
import type { RunEvent } from '../../../orchestration/run-events.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { ArchivedShop } from '../archived-shop.ts';
import { customer, item, order, payment, product, seller } from '../small-shop.ts';
import { mapping } from '../test-config.ts';

const COMMA = { unit_price: '"12,50"' };
const readsCommas = mapping('order_item', { unit_price: { column: 'unit_price', decimalSeparator: ',' } });
const GERMAN = { purchased_at: '10.03.2025 12:00:00' };
const readsGermanTimes = mapping('order', {
  purchased_at_utc: { column: 'purchased_at', datetimeFormat: 'dd.MM.yyyy HH:mm:ss' },
});
const OLD = { age: 'old' };

/** Quotes of CSV; without them, a row of nothing but an empty text in quotes is not blank. */
function quoted(quote: '' | '"'): (config: Config) => Config {
  const format = { type: 'csv', separator: ',', quote, escape: quote, header: true } as const;
  return (config) => ({
    ...config,
    sources: Object.fromEntries(
      Object.entries(config.sources).map(([name, source]) => [
        name,
        { ...source, feeds: source.feeds.map((feed) => (feed.entity === 'review' ? { ...feed, format } : feed)) },
      ]),
    ),
  });
}

async function firstDay({ shop }: ArchivedShop): Promise<void> {
  await shop.deliver('customers', '1', [customer('C1'), customer('C2', OLD), customer('C4', OLD)]);
  await shop.deliver('sellers', '1', [seller('S1')]);
  await shop.deliver('products', '1', [product('P1')]);
  await shop.deliver('orders', '1', [order('O1'), order('O2', GERMAN)]);
  await shop.deliver('order_items', '1', [
    item('O1', 1, COMMA),
    item('O1', 2, { unit_price: '10' }),
    item('O2', 1, COMMA),
    item('O9', 1, COMMA),
    item('O1', 3, { ...COMMA, quantity: 'many' }),
  ]);
  await shop.deliver('payments', '1', [payment('O1', 1), payment('O9', 1)]);
  await shop.deliver('reviews', '1', [{ score: '""' }]);
}

/** Rows of every fate: let in at once or after waiting, blank, refused again with the same or with other problems. */
async function tellStory(archived: ArchivedShop): Promise<void> {
  const { shop } = archived;
  shop.configure(quoted(''));
  await firstDay(archived);
  await archived.run({ now: '2026-03-01T08:00:00Z' });
  shop.configure((config) => quoted('"')(readsCommas(config)));
  await archived.replay({ now: '2026-03-01T09:00:00Z' });
  // Items that were let in and waited in vain are refused again, and a payment for the first time.
  await archived.run({ now: '2026-03-06T08:00:00Z' });
  shop.configure(readsGermanTimes);
  await archived.replay({ now: '2026-03-06T09:00:00Z' });
  await shop.deliver('orders', '2', [order('O9', GERMAN)]);
  await archived.run({ now: '2026-03-07T08:00:00Z' });
  await archived.replay({ now: '2026-03-07T09:00:00Z', filter: { entity: 'payment' } });
  // Another content of the file: C2 and C4 of the first are history.
  await shop.deliver('customers', '1', [customer('C1', { city: 'Bonn' }), customer('C2'), customer('C4', OLD)]);
  await archived.run({ now: '2026-03-08T08:00:00Z' });
  await archived.run({ now: '2026-03-08T09:00:00Z', full: true });
}

const FATES = `SELECT q.entity, q.source_row, q.reason_code, q.status, q.attempts, q.tried_run_id, q.outcome
FROM ops.quarantine AS q
ORDER BY q.quarantine_id`;

const FATES_OF_STORY: readonly string[] = [
  'customer | 2 | not_an_integer | replaced | 2 | 4 | null',
  'customer | 3 | not_an_integer | replaced | 2 | 4 | null',
  'order | 2 | not_a_time | replayed | 2 | 4 | inserted',
  'order_item | 1 | not_a_number | replayed | 1 | 2 | inserted',
  'order_item | 3 | parent_missing | replayed | 2 | 4 | inserted',
  'order_item | 4 | parent_missing | read_again | 2 | 4 | null',
  'order_item | 5 | not_an_integer | read_again | 2 | 4 | null',
  'review | 1 | required | replayed | 1 | 2 | blank',
  'payment | 2 | parent_missing | replayed | 2 | 6 | inserted',
  'customer | 3 | not_an_integer | read_again | null | null | null',
  'customer | 3 | not_an_integer | open | null | null | null',
  'order | 1 | not_a_time | open | null | null | null',
  'order_item | 5 | not_an_integer | open | null | null | null',
];

const SUPPLEMENTS_OF_STORY: readonly string[] = [
  '0000002-customer',
  '0000002-order',
  '0000002-order_item',
  '0000002-review',
  '0000004-customer',
  '0000004-order',
  '0000004-order_item',
  '0000004-payment',
  '0000006-payment',
];

function stopAt(isDue: (event: RunEvent) => boolean) {
  return (event: RunEvent): void => {
    if (isDue(event)) throw new Error('stopped');
  };
}

const STOPS: readonly (readonly [string, (event: RunEvent) => boolean])[] = [
  [
    'items of a replay are staged',
    (event) => event.kind === 'chunk staged' && event.entity === 'order_item' && event.rows === 3,
  ],
  ['items are let in again', (event) => event.kind === 'replayed' && event.entity === 'order_item'],
  ['the replay is done', (event) => event.kind === 'step finished' && event.step === 'rebuild run 2'],
];

async function supplementsOf({ bronze }: ArchivedShop): Promise<readonly string[]> {
  return (await readdir(join(bronze.location, 'supplements'))).toSorted();
}

const TIMEOUT_MS = 180_000;

/** Warehouses that are built again from bronze after refused rows were replayed. */
export function testRebuiltReplays(places: WarehousePlaces, timeoutMs = TIMEOUT_MS): void {
  describe('a warehouse rebuilt from bronze after replays', { timeout: timeoutMs }, () => {
    test('equals the one that was lost, with what became of every refused row', async () => {
      const archived = await ArchivedShop.open(places);
      await tellStory(archived);
      const rebuilt = await archived.rebuilt();
      expect(await rebuilt.lines(FATES)).toEqual(FATES_OF_STORY);
      await archived.expectSame(rebuilt);
      expect(await supplementsOf(archived)).toEqual(SUPPLEMENTS_OF_STORY);

      const next = await rebuilt.run({ bronze: archived.bronze, now: '2026-03-09T08:00:00Z' });
      expect({ staged: next.entities.filter(({ staged }) => staged !== null), notes: next.notes }).toEqual({
        staged: [],
        notes: [],
      });
      expect(await supplementsOf(archived)).toEqual(SUPPLEMENTS_OF_STORY);
    });

    test('is the same when the rebuild is stopped in a replay and goes on', async () => {
      const archived = await ArchivedShop.open(places);
      await tellStory(archived);
      for (const [moment, isDue] of STOPS) {
        const store = await archived.emptyWarehouse();
        const stopped = store.rebuild(archived.bronze, { observe: stopAt(isDue) });
        await expect(stopped, moment).rejects.toThrow('stopped');
        await store.rebuild(archived.bronze);
        await archived.expectSame(store);
      }
    });

    test('has what a replay let in that nobody had recorded when the first was lost', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      await archived.run({ now: '2026-03-01T08:00:00Z' });
      archived.shop.configure(readsCommas);
      const observe = stopAt((event) => event.kind === 'replayed' && event.entity === 'order_item');
      await expect(archived.replay({ observe })).rejects.toThrow('stopped');
      await rm(join(archived.bronze.location, 'runs', '0000002.json'));
      const rebuilt = await archived.rebuilt();
      const items = 'SELECT i.line_number, i.unit_price FROM fact.order_item AS i ORDER BY i.line_number';
      expect(await rebuilt.lines(items)).toEqual(['1 | 12.5000', '2 | 10.0000']);
    });

    test('a replay that typed, but was stopped before it let anything in, leaves nothing in bronze', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      await archived.run({ now: '2026-03-01T08:00:00Z' });
      archived.shop.configure(readsCommas);
      const observe = stopAt((event) => event.kind === 'replay archived' && event.entity === 'order_item');
      await expect(archived.replay({ observe })).rejects.toThrow('stopped');
      expect(await supplementsOf(archived)).toContain('0000002-order_item');
      await archived.expectSame(await archived.rebuilt({ bronze: null }));
      await archived.replay({ now: '2026-03-01T10:00:00Z' });
      expect(await supplementsOf(archived)).not.toContain('0000002-order_item');
      await archived.expectSame(await archived.rebuilt());
    });

    test('without a supplement is refused; with --incomplete its rows stay refused', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      await archived.run({ now: '2026-03-01T08:00:00Z' });
      archived.shop.configure(readsCommas);
      await archived.replay({ now: '2026-03-01T09:00:00Z' });
      await rm(join(archived.bronze.location, 'supplements', '0000002-order_item'), { recursive: true });
      const store = await archived.emptyWarehouse();
      const refused = store.rebuild(archived.bronze);
      await expect(refused).rejects.toMatchObject({ code: 'BRONZE_INCOMPLETE' });
      await expect(refused).rejects.toThrow('the replay of order_item in run 2 is missing');
      const { notes } = await store.rebuild(archived.bronze, { incomplete: true });
      expect(notes).toContain('not the whole: the replay of order_item in run 2 is missing; its rows stay refused');
      const open = "SELECT COUNT(*) AS n FROM ops.quarantine AS q WHERE q.entity = 'order_item' AND q.status = 'open'";
      expect(await store.lines(open)).toEqual(['4']);
    });

    test('without the batch of replayed rows, --incomplete replays those that are there', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      await archived.run({ now: '2026-03-01T08:00:00Z' });
      await archived.shop.deliver('order_items', '2', [item('O1', 4, COMMA)]);
      await archived.run({ now: '2026-03-01T08:30:00Z' });
      archived.shop.configure(readsCommas);
      await archived.replay({ now: '2026-03-01T09:00:00Z' });
      const first = (await archived.batchFolders()).find((name) => name.endsWith('-order_item')) ?? '';
      await rm(archived.batchPath(first), { recursive: true });
      const store = await archived.emptyWarehouse();
      await store.rebuild(archived.bronze, { incomplete: true });
      const items = 'SELECT i.order_id, i.line_number, i.unit_price FROM fact.order_item AS i';
      expect(await store.lines(items)).toEqual(['O1 | 4 | 12.5000']);
    });

    test('of a bronze whose supplement was changed is not begun', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      await archived.run({ now: '2026-03-01T08:00:00Z' });
      archived.shop.configure(readsCommas);
      await archived.replay({ now: '2026-03-01T09:00:00Z' });
      await rm(join(archived.bronze.location, 'supplements', '0000002-order_item', 'rows-0001.parquet'));
      const store = await archived.emptyWarehouse();
      await expect(store.rebuild(archived.bronze)).rejects.toMatchObject({ code: 'BRONZE_DAMAGED' });
    });
  });
}
