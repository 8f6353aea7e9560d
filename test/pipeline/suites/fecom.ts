import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fecomExample from '../../../examples/fecom/storehouse.config.ts';
import type { RunReport } from '../../../orchestration/run-pipeline.ts';
import type { WarehousePlace, WarehousePlaces } from '../../ports/warehouse/place.ts';
import { FecomFiles } from '../fecom-files.ts';
import { foundDimensions } from '../found-truth.ts';
import { accountingProblems, classCounts } from '../row-accounts.ts';
import { readingFrom } from '../test-config.ts';
import { TestWarehouse } from '../test-warehouse.ts';

const source = process.env.FECOM_DIR ?? '';
const isMissing = source === '';
const TIMEOUT_MS = 180_000;

const all = (read: number) => ({ ...NOTHING, read, inserted: read });
const NOTHING = { blank: 0, duplicate: 0, waiting: 0, quarantined: 0, updated: 0, unchanged: 0, superseded: 0 };

/** The figures that the Fecom files are known to have. */
export function testFecom(places: WarehousePlaces): void {
  describe.skipIf(isMissing)(`${isMissing ? 'FECOM_DIR is not set: ' : ''}a first load of the Fecom files`, () => {
    let place: WarehousePlace;
    let store: TestWarehouse;
    let report: RunReport;
    let files: FecomFiles;

    beforeAll(async () => {
      files = await FecomFiles.open(source);
      place = await places.createPlace();
      store = await TestWarehouse.open(place.location, readingFrom(fecomExample, source));
      report = await store.run();
    }, TIMEOUT_MS);

    afterAll(async () => {
      await store.close();
      files.close();
      await place.remove();
    });

    test('takes every row, and knows the blank places and the further aliases for what they are', async () => {
      expect(await classCounts(store.warehouse)).toEqual({
        geography: { ...NOTHING, read: 1_000_163, blank: 998_478, inserted: 1_685 },
        customer: { ...NOTHING, read: 102_727, inserted: 99_382, unchanged: 3_345 },
        seller: all(3_095),
        product: all(32_951),
        order: all(99_441),
        order_item: all(112_650),
        payment: all(103_886),
        review: all(99_223),
      });
      expect(await accountingProblems(store.warehouse)).toEqual([]);
      expect(report.notes).toEqual(
        ['customer', 'product'].map((entity) =>
          expect.stringContaining(`fecom/${entity}: changed_at_utc is not mapped, so the rows have no time of change.`),
        ),
      );
    });

    test('knows every customer, product and seller that the sales name', async () => {
      expect(await foundDimensions(store.warehouse)).toEqual({
        customer: { members: 99_382, versions: 99_382, inferred: 0 },
        product: { members: 32_951, versions: 32_951, inferred: 0 },
        seller: { members: 3_095, versions: 3_095, inferred: 0 },
      });
      const unknown = 'SELECT COUNT(*) AS orders FROM fact.sales_order AS o WHERE o.customer_key = -1';
      expect(await store.lines(unknown)).toEqual(['0']);
      expect(await store.lines('SELECT COUNT(*) AS aliases FROM dim.customer_alias AS a')).toEqual(['99441']);
    });

    test('adds up to the published totals', async () => {
      const items = 'SELECT SUM(i.item_amount) AS items, SUM(i.freight_amount) AS freight FROM fact.order_item AS i';
      expect(await store.lines(items)).toEqual(['13591643.7000 | 2251909.5400']);
      expect(await store.lines('SELECT SUM(p.amount) AS paid FROM fact.payment AS p')).toEqual(['16008872.1200']);
      expect(
        await store.lines('SELECT v.payment_type, v.paid FROM mart.paid_by_payment_type AS v ORDER BY v.paid DESC'),
      ).toEqual([
        'credit_card | 12542084.1900',
        'debit_card | 2869361.2700',
        'voucher | 379436.8700',
        'prepaid_card | 217989.7900',
        'not_defined | 0.0000',
      ]);
    });

    test('has the published scores, and speaks of each review once', async () => {
      const scores = 'SELECT r.score, COUNT(*) AS reviews FROM fact.review AS r GROUP BY r.score ORDER BY r.score';
      expect(await store.lines(scores)).toEqual(['1 | 11424', '2 | 3151', '3 | 8179', '4 | 19141', '5 | 57328']);
      expect(
        await store.lines(
          'SELECT COUNT(*) AS reviews, COUNT(DISTINCT v.review_id) AS ids FROM mart.distinct_review AS v',
        ),
      ).toEqual(['98409 | 98409']);
    });

    test('finds the orders without items', async () => {
      expect(report.checks).toContainEqual(expect.objectContaining({ name: 'order_without_items', failedRows: 775 }));
    });

    test('has the revenue that plain SQL over the files has: in all, by month, category and country', async () => {
      expect(
        await store.lines('SELECT SUM(v.revenue) AS revenue, SUM(v.freight) AS freight FROM mart.revenue_line AS v'),
      ).toEqual(await files.revenue());
      for (const [view, label] of [
        ['revenue_by_month', 'month_label'],
        ['revenue_by_category', 'category'],
        ['revenue_by_country', 'country'],
      ] as const) {
        const sql = `SELECT v.${label}, v.revenue, v.freight, v.items, v.orders FROM mart.${view} AS v`;
        expect((await store.lines(sql)).toSorted()).toEqual(await files.revenueBy(label));
      }
    });

    test('adds up the same by month, category and country together', async () => {
      const fine = 'mart.revenue_by_month_category_country';
      const totals = `SELECT SUM(v.revenue) AS revenue, SUM(v.freight) AS freight FROM ${fine} AS v`;
      expect(await store.lines(totals)).toEqual(await files.revenue());
      const cells = `SELECT CONCAT(v.month_label, '/', v.category, '/', v.country) AS cell, v.revenue, v.freight, v.items, v.orders FROM ${fine} AS v`;
      expect((await store.lines(cells)).toSorted()).toEqual(await files.revenueBy('cell'));
    });

    test(
      'changes nothing when it runs again',
      async () => {
        const again = await store.run();
        expect(again.changedRows).toBe(0);
        expect(await store.lines('SELECT COUNT(*) AS batches FROM ops.batch AS b')).toEqual(['8']);
      },
      TIMEOUT_MS,
    );
  });
}
