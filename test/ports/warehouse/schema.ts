import { describe, expect, test } from 'vitest';
import { SchemaDestructiveError } from '../../../core/errors.ts';
import { applySchema, findSchemaPlan, viewDefinitions } from '../../../dwh/load/apply-schema.ts';
import { qualifiedName, type Table } from '../../../dwh/model/table.ts';
import { allTables } from '../../../dwh/model/tables.ts';
import { emptyWarehouse } from './fixtures.ts';
import type { OpenedWarehouse, WarehouseEngine } from './place.ts';

const KEEP = { allowDestructive: false } as const;
const DESTROY = { allowDestructive: true } as const;

function tableNamed(name: string): Table {
  const table = allTables().find((candidate) => qualifiedName(candidate) === name);
  if (table === undefined) throw new Error(`The model has no table ${name}.`);
  return table;
}

async function columnsOf(
  { warehouse }: OpenedWarehouse,
  table: string,
): Promise<readonly (readonly [string, string])[]> {
  const actual = (await warehouse.inspect()).tables.find(({ name }) => name === table);
  return [...(actual?.columns ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function changesOf({ warehouse, dialect }: OpenedWarehouse): Promise<readonly string[]> {
  return (await findSchemaPlan(warehouse, dialect)).changes.map(({ kind, object }) => `${kind} ${object}`);
}

/** The warehouse follows the model. */
export function testSchema(engine: WarehouseEngine): void {
  describe('schema', () => {
    const opened = emptyWarehouse(engine);
    async function apply(options: { readonly allowDestructive: boolean } = KEEP): Promise<readonly string[]> {
      const { warehouse, dialect } = opened();
      return (await applySchema(warehouse, dialect, options)).changes.map(({ kind, object }) => `${kind} ${object}`);
    }

    test('an empty warehouse becomes what the model says, and then there is nothing left to do', async () => {
      const { warehouse, dialect } = opened();
      const [tables, views] = [[...allTables(), ...dialect.ownTables], viewDefinitions()];
      const created = await apply();
      const scripts = dialect.scripts(tables, views);
      expect(created).toHaveLength(tables.length + views.length + scripts.length);
      const actual = new Map(
        (await warehouse.inspect()).tables.map(({ name, columns }) => [name, Object.fromEntries(columns)]),
      );
      const expected = tables.map((table) => {
        const columns = table.columns.map(({ name, type }) => [name, dialect.catalogType(type)]);
        return [qualifiedName(table), Object.fromEntries(columns)] as const;
      });
      expect(actual).toEqual(new Map(expected));
      expect(await apply()).toEqual([]);
    });

    test('a missing column is added, and the rows stay', async () => {
      const { warehouse, dialect } = opened();
      await apply();
      const before = await columnsOf(opened(), 'dim.order_status');
      await warehouse.applyPlan([dialect.dropColumn('dim.order_status', 'sort_order')]);
      const members = await warehouse.query('SELECT order_status_key FROM dim.order_status ORDER BY order_status_key');
      expect(await apply()).toContain('add column dim.order_status.sort_order');
      expect(await columnsOf(opened(), 'dim.order_status')).toEqual(before);
      const after = await warehouse.query('SELECT order_status_key FROM dim.order_status ORDER BY order_status_key');
      expect(after.rows).toEqual(members.rows);
      expect(await changesOf(opened())).toEqual([]);
    });

    test('a column the model does not know is refused, and dropped when that is allowed', async () => {
      const { warehouse, dialect } = opened();
      await apply();
      const before = await columnsOf(opened(), 'fact.payment');
      const extra = { name: 'remark', type: 'nvarchar(100)', nullable: true, description: 'Mine.' } as const;
      await warehouse.applyPlan(dialect.addColumn(tableNamed('fact.payment'), extra));
      const withExtra = await columnsOf(opened(), 'fact.payment');
      await expect(apply()).rejects.toBeInstanceOf(SchemaDestructiveError);
      await expect(apply()).rejects.toThrow(/drop column fact\.payment\.remark/);
      expect(await columnsOf(opened(), 'fact.payment')).toEqual(withExtra);
      expect(await apply(DESTROY)).toContain('drop column fact.payment.remark');
      expect(await columnsOf(opened(), 'fact.payment')).toEqual(before);
      expect(await changesOf(opened())).toEqual([]);
    });

    test('a column of another type is refused, and made anew when that is allowed', async () => {
      const { warehouse, dialect } = opened();
      await apply();
      const table = tableNamed('ops.step');
      const wrong = { name: 'detail', type: 'int', nullable: true, description: 'Wrong.' } as const;
      await warehouse.applyPlan([dialect.dropColumn('ops.step', 'detail'), ...dialect.addColumn(table, wrong)]);
      await expect(apply()).rejects.toThrow(/change type ops\.step\.detail/);
      expect(await apply(DESTROY)).toContain('change type ops.step.detail');
      expect(await changesOf(opened())).toEqual([]);
    });

    test('a view whose text has changed is made again, and only that', async () => {
      const { warehouse, dialect } = opened();
      await apply();
      const old = {
        name: 'mart.orders_by_day',
        description: 'Old.',
        columns: [],
        sql: 'SELECT 1 AS old',
        file: 'old.sql',
      };
      await warehouse.applyPlan(dialect.createView(old));
      await warehouse.execute("UPDATE ops.view_text SET text_hash = 'old' WHERE view_name = 'mart.orders_by_day'");
      // What stands with views, such as descriptions, is applied again behind them.
      const changes = (await apply()).filter((change) => !change.startsWith('apply script'));
      const every = viewDefinitions().map(({ name }) => `create view ${name}`);
      expect(changes).toEqual(dialect.viewsHoldEachOther ? every : ['create view mart.orders_by_day']);
      expect(
        (await warehouse.select('SELECT SUM(CAST(v.orders AS bigint)) AS orders FROM mart.orders_by_day AS v', 'test'))
          .rows,
      ).toEqual([[null]]);
      expect(await changesOf(opened())).toEqual([]);
    });

    test('a plan that fails in the middle changes nothing', async () => {
      const { warehouse, dialect } = opened();
      await apply();
      const before = await columnsOf(opened(), 'ops.step');
      const dropColumn = dialect.dropColumn('ops.step', 'detail');
      await expect(warehouse.applyPlan([dropColumn, dialect.dropTable('ops.nowhere')])).rejects.toThrow();
      expect(await columnsOf(opened(), 'ops.step')).toEqual(before);
    });
  });
}
