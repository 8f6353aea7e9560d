import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChecks, readViews } from '../../../dwh/load/sql-files.ts';
import { model } from '../../../dwh/model/model.ts';
import type { Fact } from '../../../dwh/model/star.ts';
import { factTable } from '../../../dwh/model/tables.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { MartDatabase } from '../mart-database.ts';
import { createShop } from '../shop.ts';

const money = (column: string) => `CAST(SUM(v.${column}) AS decimal(19, 4))`;
const count = (column: string) => `SUM(CAST(v.${column} AS bigint))`;
const revenue = [money('revenue'), money('freight'), money('gross')];

async function everything(shop: MartDatabase): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { name, columns } of readViews()) {
    found[name] = (await shop.view(name, `v.${columns[0]?.name}`)).toSorted();
  }
  for (const { name } of readChecks()) found[`checks.${name}`] = await shop.check(name);
  return found;
}

/** Two more of each customer and product that facts name, as a history has them. */
async function insertSpareVersions(shop: MartDatabase): Promise<void> {
  const version = ['valid_from_utc', 'valid_to_utc', 'is_current', 'is_inferred'];
  const spans = [
    ['1950-01-01', '1950-06-01', false, false],
    ['1950-06-01', '1951-01-01', false, true],
  ] as const;
  const versionsOf = (ids: readonly string[]) => ids.flatMap((id) => spans.map((span) => [id, 'Nowhere', ...span]));
  const withKeys = (rows: readonly (readonly (string | boolean)[])[]) =>
    rows.map((row, index) => [100 + index, ...row]);
  await shop.insert(
    'dim.customer',
    ['customer_key', 'customer_id', 'country', ...version, 'geography_key'],
    withKeys(versionsOf(['C1', 'C2', 'C3', 'C4'])).map((row) => [...row, 1]),
  );
  await shop.insert(
    'dim.product',
    ['product_key', 'product_id', 'category', ...version],
    withKeys(versionsOf(['P1', 'P2', 'P3', 'P4', 'P5'])),
  );
}

/** Each row of a fact once more: deleted, and where it has a parent also as the child of the parent's deleted copy. */
async function insertDeletedCopies(shop: MartDatabase, fact: Fact): Promise<void> {
  const names = factTable(fact).columns.map(({ name }) => name);
  const [first = ''] = fact.naturalKey;
  const copy = (mark: string, deleted: 0 | 1, values: Readonly<Record<string, string>>): Promise<void> => {
    const value = (name: string): string => {
      if (name === first) return `CONCAT(N'${mark} ', f.${name})`;
      return name === 'is_deleted' ? `CAST(${deleted} AS bit)` : (values[name] ?? `f.${name}`);
    };
    return shop.execute(`INSERT INTO fact.${fact.name} (${names.join(', ')})
SELECT ${names.map(value).join(', ')} FROM fact.${fact.name} AS f WHERE LEFT(f.${first}, 4) <> N'copy'`);
  };
  const ofCopy = { order_key: 'f.order_key + 1000' };
  if (fact.parent !== null) await copy('copy', 0, ofCopy);
  await copy('copy again', 1, fact.surrogateKey === null ? {} : ofCopy);
}

export function testTotals(places: WarehousePlaces): void {
  describe('the totals', () => {
    let mart: MartDatabase;
    beforeAll(async () => {
      mart = await createShop(places);
    });
    afterAll(() => mart.close());

    test.each([
      // All items: 228.8799, 11.4301 freight, 240.31 gross; less 50 + 5 of O3 and 99 + 1 of O6.
      ['revenue_by_month_category_country', revenue, '79.8799 | 5.4301 | 85.3100'],
      ['revenue_by_month', revenue, '79.8799 | 5.4301 | 85.3100'],
      ['revenue_by_month_segment', revenue, '79.8799 | 5.4301 | 85.3100'],
      ['revenue_by_category', revenue, '79.8799 | 5.4301 | 85.3100'],
      ['revenue_by_country', revenue, '79.8799 | 5.4301 | 85.3100'],
      // All payments: 252.3101 in 12; less failed 10, refunded 100, "Paid" 5 and pending 7.
      ['paid_by_payment_type', [money('paid'), count('payments')], '130.3101 | 8'],
      ['orders_by_day', [count('orders'), count('revenue_orders')], '10 | 8'],
      ['orders_by_month', [count('orders'), count('revenue_orders')], '10 | 8'],
      ['order_status_distribution', [count('orders')], '10'],
      ['customer_satisfaction', [count('orders'), count('ratings')], '10 | 11'],
      ['customer_satisfaction_by_delivery', [count('orders'), count('ratings')], '10 | 11'],
      ['reviews_by_month_and_sentiment', [count('reviews')], '9'],
      ['customer_acquisition', [count('new_customers')], '4'],
      ['payment_success_by_month', [money('paid'), count('paid_payments'), count('payments')], '130.3101 | 8 | 12'],
      ['ticket_outcome', [count('resolved'), 'COUNT(*)'], '7 | 9'],
      ['tickets_by_issue', [count('resolved_tickets'), count('tickets')], '7 | 9'],
      ['tickets_by_month_and_issue', [count('resolved_tickets'), count('tickets')], '7 | 9'],
      // Of 9 counts, two are of one product on one day and two are older than the latest of their product and seller.
      ['stock_by_product_and_day', [count('sellers'), 'COUNT(*)'], '9 | 8'],
      ['latest_stock', ['COUNT(*)'], '7'],
    ])('%s loses no row: its totals are those of the facts', async (view, sums, expected) => {
      expect(await mart.lines(`SELECT ${sums.join(', ')} FROM mart.${view} AS v`)).toEqual([expected]);
    });

    test('The facts of the shop add up to what the totals are compared with', async () => {
      const items = `SELECT ${money('item_amount')}, ${money('freight_amount')}, ${money('gross_amount')} FROM fact.order_item AS v`;
      expect(await mart.lines(items)).toEqual(['228.8799 | 11.4301 | 240.3100']);
      expect(await mart.lines(`SELECT ${money('amount')}, COUNT(*) FROM fact.payment AS v`)).toEqual(['252.3101 | 12']);
    });

    test.each(readViews().map((view) => [view.name, view.columns.map(({ name }) => name)] as const))(
      'the header of %s describes exactly its columns, in order',
      async (name, columns) => {
        expect((await mart.catalogColumns(name)).map((column) => column.split(' ')[0])).toEqual(columns);
      },
    );

    test.each(readViews().map(({ name }) => name))('%s gives no float and no hugeint', async (name) => {
      const types = (await mart.catalogColumns(name)).map((column) => column.split(' ')[1]);
      const allowed = /^(int|integer|bigint|bit|boolean|date|nvarchar|varchar|decimal\((28|19|9),4\))$/;
      expect(types.filter((type) => !allowed.test(type ?? ''))).toEqual([]);
    });

    test.each(readChecks().map((check) => [check.name, check.sql] as const))(
      'the check %s gives subject and detail as text',
      async (_, sql) => {
        expect(await mart.columnsOf(sql)).toEqual(['subject nvarchar', 'detail nvarchar']);
      },
    );

    test('Versions of members that no fact refers to change no view and no check', async () => {
      const shop = await createShop(places);
      const before = await everything(shop);
      await insertSpareVersions(shop);
      expect(await everything(shop)).toEqual(before);
      await shop.close();
    });

    test('Deleted rows change no view and no check, nor do those of deleted orders', async () => {
      const shop = await createShop(places);
      const before = await everything(shop);
      for (const fact of model.facts) await insertDeletedCopies(shop, fact);
      expect(await everything(shop)).toEqual(before);
      await shop.close();
    });

    test('Every view and check of facts is empty when all of them are deleted', async () => {
      const shop = await createShop(places);
      for (const { name } of model.facts) {
        await shop.execute(`UPDATE fact.${name} SET is_deleted = CAST(1 AS bit)`);
      }
      const { 'checks.inferred_members': members = [], ...found } = await everything(shop);
      expect(members).not.toEqual([]);
      expect(Object.entries(found).filter(([, rows]) => rows.length > 0)).toEqual([]);
      await shop.close();
    });

    test('Nothing of an order shows once it is deleted', async () => {
      const shop = await createShop(places);
      await shop.execute('UPDATE fact.sales_order SET is_deleted = CAST(1 AS bit)');
      const of = /inferred_members|stock|ticket/;
      const found = Object.entries(await everything(shop)).filter(([name]) => !of.test(name));
      expect(found.filter(([, rows]) => rows.length > 0)).toEqual([]);
      await shop.close();
    });

    test('Every view is empty over an empty star', async () => {
      const empty = await MartDatabase.create(places);
      for (const { name, columns } of readViews()) {
        expect(await empty.view(name, `v.${columns[0]?.name}`), name).toEqual([]);
      }
      await empty.close();
    });
  });
}
