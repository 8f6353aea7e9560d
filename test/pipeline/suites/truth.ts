import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunReport } from '../../../orchestration/run-pipeline.ts';
import { generateShop } from '../../../seed/generate-shop.ts';
import type { ShopLayout } from '../../../seed/shop-truth.ts';
import type { WarehousePlace, WarehousePlaces } from '../../ports/warehouse/place.ts';
import { foundDimensions, foundFacts, foundFigures, storedFindings } from '../found-truth.ts';
import { readTruth, storedCounts, type Truth } from '../read-truth.ts';
import { accountingProblems, classCounts, quarantineCounts } from '../row-accounts.ts';
import { exampleConfig } from '../test-config.ts';
import { TestWarehouse } from '../test-warehouse.ts';

const WITHOUT_REVENUE = ['canceled', 'unavailable'];
const TOTALS = 'SUM(v.revenue) AS revenue, SUM(v.freight) AS freight, SUM(v.gross) AS gross';

export interface SeededShop {
  readonly layout: ShopLayout;
  readonly orders: number;
  readonly seed: number;
  readonly dirt: number;
}

/** First loads of seeded shops, compared with what the seeding knows of them. */
export function testTruth(places: WarehousePlaces, shops: readonly SeededShop[]): void {
  describe.each(shops)('a first load of $layout, $orders orders, seed $seed, dirt $dirt', (shop) => {
    let directory = '';
    let place: WarehousePlace;
    let truth: Truth;
    let store: TestWarehouse;
    let report: RunReport;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pipeline-truth-'));
      await generateShop({ ...shop, directory: join(directory, 'files') });
      truth = await readTruth(join(directory, 'files'));
      place = await places.createPlace();
      store = await TestWarehouse.open(place.location, exampleConfig(shop.layout, join(directory, 'files')));
      report = await store.run();
    });

    afterAll(async () => {
      await store.close();
      await place.remove();
      await rm(directory, { recursive: true, force: true });
    });

    test('counts every input row of every entity in the class the truth names', async () => {
      const entities = Object.keys(truth.entities);
      expect(await classCounts(store.warehouse)).toEqual(
        Object.fromEntries(entities.map((entity) => [entity, storedCounts(truth, entity)])),
      );
      expect(await accountingProblems(store.warehouse)).toEqual([]);
    });

    test('reports the same classes as it stores', () => {
      for (const { entity, staged, published } of report.entities) {
        const counts = { ...published?.counts, read: staged?.readRows, ...edgeCounts(staged) };
        if (staged !== null) expect({ entity, ...counts }).toEqual({ entity, ...storedCounts(truth, entity) });
        else expect(truth.entities).not.toHaveProperty(entity);
      }
    });

    test('quarantines the rows of every reason, each once', async () => {
      const expected = Object.entries(truth.entities)
        .map(([entity, counts]) => [entity, counts.quarantined_by_code] as const)
        .filter(([, codes]) => Object.keys(codes).length > 0);
      expect(await quarantineCounts(store.warehouse)).toEqual(Object.fromEntries(expected));
    });

    test('holds the facts and members of the truth', async () => {
      expect(await foundFacts(store.warehouse)).toEqual(truth.facts);
      expect(await foundDimensions(store.warehouse)).toEqual(truth.dimensions);
    });

    test('holds no place twice, and every place that was loaded or named', async () => {
      const loaded = truth.entities.geography?.inserted ?? 0;
      const sql = `SELECT COUNT(DISTINCT CONCAT(g.country, '/', g.postal_code, '/', g.city)) - COUNT(*) AS surplus,
  SUM(CASE WHEN g.is_inferred = 1 THEN 0 ELSE 1 END) - ${loaded} AS unloaded
FROM dim.geography AS g WHERE g.geography_key > 0`;
      expect(await store.lines(sql)).toEqual(['0 | 0']);
    });

    test('reports revenue, payments and order status to the cent', async () => {
      expect(await foundFigures(store.warehouse)).toEqual(truth.figures);
    });

    test('finds what the checks must find, in the report, in the history and in the views', async () => {
      const reported = report.checks.filter(({ name }) => name in truth.findings);
      expect(Object.fromEntries(reported.map(({ name, failedRows }) => [name, failedRows]))).toEqual(truth.findings);
      expect(await storedFindings(store.warehouse)).toMatchObject(truth.findings);
      for (const [name, count] of Object.entries(truth.findings)) {
        expect(await store.lines(`SELECT COUNT(*) AS row_count FROM checks.${name} AS v`)).toEqual([String(count)]);
      }
    });

    test('has one total of revenue, freight and gross on every level', async () => {
      const statuses = WITHOUT_REVENUE.map((status) => `'${status}'`).join(', ');
      const [facts] = await store.lines(`SELECT SUM(i.item_amount) AS revenue, SUM(i.freight_amount) AS freight,
  SUM(i.gross_amount) AS gross, COUNT(*) AS items
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_id = i.order_id
INNER JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
WHERE s.order_status NOT IN (${statuses})`);
      const level = (view: string, items: string) => `SELECT ${TOTALS}, ${items} AS items FROM mart.${view} AS v`;
      const views = ['month', 'category', 'country', 'month_category_country'];
      for (const view of views) expect(await store.lines(level(`revenue_by_${view}`, 'SUM(v.items)'))).toEqual([facts]);
      expect(await store.lines(level('revenue_line', 'COUNT(*)'))).toEqual([facts]);
    });

    test('has one number of orders and one amount paid on every level', async () => {
      const orders = String(truth.facts.sales_order);
      for (const view of ['orders_by_day', 'orders_by_month', 'order_status_distribution']) {
        expect(await store.lines(`SELECT SUM(v.orders) AS orders FROM mart.${view} AS v`)).toEqual([orders]);
      }
      const paid =
        await store.lines(`SELECT COALESCE(t.payment_type, '(unknown)') AS payment_type, CAST(SUM(p.amount) AS decimal(28, 4)) AS paid
FROM fact.payment AS p
LEFT JOIN dim.payment_type AS t ON t.payment_type_key = p.payment_type_key
WHERE p.payment_status = 'paid'
GROUP BY COALESCE(t.payment_type, '(unknown)') HAVING SUM(p.amount) > 0 ORDER BY payment_type`);
      for (const view of ['paid_by_payment_type', 'payment_success_by_month']) {
        const found =
          await store.lines(`SELECT v.payment_type, CAST(SUM(v.paid) AS decimal(28, 4)) AS paid FROM mart.${view} AS v
GROUP BY v.payment_type HAVING SUM(v.paid) > 0 ORDER BY v.payment_type`);
        expect(found).toEqual(paid);
      }
    });

    test('has one number of tickets, and the latest stock of every product and seller once', async () => {
      const tickets = [String(truth.facts.support_ticket)];
      expect(await store.lines('SELECT COUNT(*) AS tickets FROM mart.ticket_outcome AS v')).toEqual(tickets);
      const byMonth = 'SELECT COALESCE(SUM(v.tickets), 0) AS tickets FROM mart.tickets_by_month_and_issue AS v';
      expect(await store.lines(byMonth)).toEqual(tickets);
      const places = `SELECT COUNT(*) AS places
FROM (SELECT DISTINCT f.product_id, f.seller_id FROM fact.inventory_snapshot AS f) AS p`;
      expect(await store.lines('SELECT COUNT(*) AS places FROM mart.latest_stock AS v')).toEqual(
        await store.lines(places),
      );
    });
  });
}

function edgeCounts(staged: RunReport['entities'][number]['staged']): Readonly<Record<string, number>> {
  return staged === null ? {} : { blank: staged.blankRows, quarantined: staged.quarantinedRows };
}
