import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../orchestration/run-events.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { ArchivedShop } from '../archived-shop.ts';
import { customer, item, order, payment, place, product, profile, review, seller } from '../small-shop.ts';
import { differences, warehouseContent } from '../warehouse-content.ts';

/** A process that dies, for what a database can see of it. */
function stopAt(isDue: (event: RunEvent) => boolean) {
  return (event: RunEvent): void => {
    if (isDue(event)) throw new Error('stopped');
  };
}

const isComplete = (event: RunEvent, entity: string): boolean =>
  event.kind === 'batch complete' && event.entity === entity;

/** Members of all kinds, an order, and children that wait; refused, blank and repeated rows. */
async function firstDay({ shop }: ArchivedShop): Promise<void> {
  await shop.deliver('geography', '1', [place('DE-10115', 'Berlin'), place('DE-10115', 'Berlin'), {}]);
  await shop.deliver('customers', '1', [customer('C1'), customer('C2', { age: '1x' }), customer('C3')]);
  await shop.deliver('sellers', '1', [seller('S1')]);
  await shop.deliver('products', '1', [product('P1', { weight: '1.50' }), product('P2')]);
  await shop.deliver('orders', '1', [order('O1', { customer_id: 'C1' }), order('O3', { customer_id: 'C-inferred' })]);
  await shop.deliver('order_items', '1', [
    item('O1', 1),
    item('O1', 1),
    item('O1', 2, { unit_price: 'abc', quantity: 'x' }),
    item('O2', 1, { product_id: 'P-inferred', unit_price: '123456789.4567' }),
  ]);
  await shop.deliver('payments', '1', [payment('O1', 1, { amount: '12345678901.3456' }), payment('O9', 1)]);
}

/** Another version of a customer and of a product, and the order that an item waits for. */
async function secondDay({ shop }: ArchivedShop): Promise<void> {
  await shop.deliver('customers', '2', [customer('C1', { city: 'Hamburg', changed_at: '2025-03-01 00:00:00' })]);
  await shop.deliver('products', '2', [product('P1', { list_price: '12.50', changed_at: '2025-03-05 00:00:00' })]);
  await shop.deliver('orders', '2', [order('O2', { customer_id: 'C1' })]);
  await shop.deliver('profiles', '2', [
    profile('C1', { segment: 'loyal', changed_at: '2025-03-08 00:00:00' }),
    profile('C-unheard', { segment: 'new', changed_at: '2025-03-08 00:00:00' }),
  ]);
  await shop.deliver('reviews', '2', [review('R1', 'O1'), review('R2', 'O1', { score: '9' })]);
}

/** Versions that come late: between two, and the first of an inferred member; the order whose payment was given up. */
async function lateDay({ shop }: ArchivedShop): Promise<void> {
  await shop.deliver('customers', '3', [
    customer('C1', { city: 'Munich', changed_at: '2025-02-01 00:00:00' }),
    customer('C-inferred', { changed_at: '2025-02-01 00:00:00' }),
  ]);
  await shop.deliver('orders', '3', [order('O9', { customer_id: 'C1' })]);
}

async function tellStory(archived: ArchivedShop): Promise<void> {
  await firstDay(archived);
  await archived.run({ now: '2026-03-01T08:00:00Z' });
  await secondDay(archived);
  await archived.run({ now: '2026-03-02T08:00:00Z' });
  await archived.run({ now: '2026-03-02T09:00:00Z', full: true });
  // Without a file: the payment of O9 is given up.
  await archived.run({ now: '2026-03-06T08:00:00Z' });
  await lateDay(archived);
  await archived.run({ now: '2026-03-07T08:00:00Z', entities: ['customer'] });
  await archived.run({ now: '2026-03-07T09:00:00Z' });
}

/** Two batches of items that met in one publication, for the first run was stopped before it. */
async function stopAndGoOn(archived: ArchivedShop): Promise<void> {
  await archived.shop.deliver('order_items', '4', [item('O1', 1, { unit_price: '20.00' }), item('O9', 1)]);
  const stopped = archived.run({ observe: stopAt((event) => isComplete(event, 'order_item')) });
  await expect(stopped).rejects.toThrow('stopped');
  await archived.shop.deliver('order_items', '5', [item('O1', 1, { unit_price: '21.00' })]);
  await archived.run({ now: '2026-03-08T08:00:00Z' });
}

const STOPS: readonly (readonly [string, (event: RunEvent) => boolean])[] = [
  ['the run has started', (event) => event.kind === 'run started'],
  ['orders are staged', (event) => isComplete(event, 'order')],
  ['customers are published', (event) => event.kind === 'published' && event.entity === 'customer'],
  ['the first run is replayed', (event) => event.kind === 'step finished' && event.step === 'rebuild run 1'],
  ['it is about to check', (event) => event.kind === 'step started' && event.step === 'check'],
];

/** Several loads follow each other in most of these tests. */
const TIMEOUT_MS = 180_000;

/** Warehouses that are built again from bronze alone. */
export function testRebuilds(places: WarehousePlaces, timeoutMs = TIMEOUT_MS): void {
  describe('a warehouse rebuilt from bronze', { timeout: timeoutMs }, () => {
    test('equals the one that was lost, reads only what is new, and goes on in the same bronze', async () => {
      const archived = await ArchivedShop.open(places);
      await tellStory(archived);
      await stopAndGoOn(archived);
      const rebuilt = await archived.rebuilt();
      await archived.expectSame(rebuilt);
      expect(await rebuilt.lines("SELECT q.reason_code FROM ops.quarantine AS q WHERE q.entity = 'payment'")).toEqual([
        'parent_missing',
      ]);
      const cities = "SELECT c.city FROM dim.customer AS c WHERE c.customer_id = 'C1' ORDER BY c.valid_from_utc";
      expect(await rebuilt.lines(cities)).toEqual(['Berlin', 'Munich', 'Hamburg']);

      await archived.shop.deliver('orders', '7', [order('O7', { customer_id: 'C3' })]);
      const next = await rebuilt.run({ bronze: archived.bronze, now: '2026-03-09T08:00:00Z' });
      expect(next.entities.flatMap(({ entity, staged }) => (staged === null ? [] : [entity]))).toEqual(['order']);
      const third = await archived.rebuilt();
      const orders = 'SELECT o.order_id FROM fact.sales_order AS o ORDER BY o.order_id';
      expect(await third.lines(orders)).toEqual(['O1', 'O2', 'O3', 'O7', 'O9']);
      await expect(archived.run()).rejects.toMatchObject({ code: 'BRONZE_FOREIGN' });
    });

    test('with a bronze of its own goes on from the other, and can be rebuilt from it', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      await archived.run({ now: '2026-03-01T08:00:00Z' });
      const own = archived.bronzeBeside('own');
      const rebuilt = await archived.rebuilt({ bronze: own, now: '2026-03-01T09:00:00Z' });
      await archived.shop.deliver('orders', '7', [order('O7', { customer_id: 'C3' })]);
      await rebuilt.run({ bronze: own, now: '2026-03-01T10:00:00Z' });
      // The first warehouse lives on, and what it writes is not the other's.
      await archived.shop.deliver('orders', '8', [order('O8')]);
      await archived.run({ now: '2026-03-02T08:00:00Z' });

      const third = await archived.emptyWarehouse();
      await third.rebuild(own, { bronze: null });
      const orders = 'SELECT o.order_id FROM fact.sales_order AS o ORDER BY o.order_id';
      expect(await third.lines(orders)).toEqual(['O1', 'O3', 'O7']);
      expect(differences(await warehouseContent(rebuilt.warehouse), await warehouseContent(third.warehouse))).toEqual(
        {},
      );
    });

    test('publishes what nobody had published when the first was lost', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      const stopped = archived.run({ observe: stopAt((event) => isComplete(event, 'order_item')) });
      await expect(stopped).rejects.toThrow('stopped');
      const rebuilt = await archived.rebuilt();
      expect(await rebuilt.lines('SELECT i.order_id FROM fact.order_item AS i')).toEqual(['O1']);
      const steps = "SELECT s.name FROM ops.step AS s WHERE s.name LIKE 'publish%' ORDER BY s.step_number";
      const staged = ['geography', 'customer', 'seller', 'product', 'order', 'order_item'];
      expect(await rebuilt.lines(steps)).toEqual(staged.map((entity) => `publish ${entity}`));
      await rebuilt.run({ bronze: archived.bronze });
      expect(await rebuilt.lines('SELECT p.order_id FROM fact.payment AS p')).toEqual(['O1']);
    });

    test('knows since when rows wait that each export repeats, and which have waited in vain', async () => {
      const archived = await ArchivedShop.open(places);
      const { shop } = archived;
      for (let day = 1; day <= 6; day++) {
        const late = day < 3 ? [] : [item('O8', 1)];
        await shop.deliver('order_items', '1', [item('O9', 1), ...late, item('O1', day)]);
        await archived.run({ now: `2026-03-0${day}T08:00:00Z` });
      }
      const rebuilt = await archived.rebuilt();
      await archived.expectSame(rebuilt);
      await shop.deliver('order_items', '1', [item('O9', 1), item('O8', 1), item('O1', 1)]);
      await rebuilt.run({ bronze: archived.bronze, now: '2026-03-07T08:00:00Z' });
      const given = `SELECT w.order_id, w.since_utc
FROM ops.order_item_wait AS w
WHERE w.is_over = CAST(1 AS bit)
ORDER BY w.order_id, w.line_number`;
      expect(await rebuilt.lines(given)).toEqual([
        'O1 | 2026-03-02 08:00:00.000',
        'O1 | 2026-03-03 08:00:00.000',
        'O8 | 2026-03-03 08:00:00.000',
        'O9 | 2026-03-01 08:00:00.000',
      ]);
    });

    test('goes on where it was stopped, and until then no other run begins', async () => {
      const archived = await ArchivedShop.open(places);
      await firstDay(archived);
      await archived.run({ now: '2026-03-01T08:00:00Z' });
      await secondDay(archived);
      await archived.run({ now: '2026-03-02T08:00:00Z' });
      for (const [moment, isDue] of STOPS) {
        const store = await archived.emptyWarehouse();
        const stopped = store.rebuild(archived.bronze, { observe: stopAt(isDue) });
        await expect(stopped, moment).rejects.toThrow('stopped');
        await expect(store.run(), moment).rejects.toMatchObject({ code: 'REBUILD_UNFINISHED' });
        await store.rebuild(archived.bronze);
        await archived.expectSame(store);
      }
    });
  });
}
