import { describe, expect, test } from 'vitest';
import { WarehouseStatementError } from '../../../core/errors.ts';
import { SqlRefusedError } from '../../../dwh/tsql/sql-refused-error.ts';
import { sampleWarehouse } from './fixtures.ts';
import type { WarehouseEngine } from './place.ts';

const INSERT = `INSERT INTO ops.sample_value (id, label, amount, size, is_open, on_date, at_utc)
VALUES (@id, @label, CAST(@amount AS decimal(19, 4)), CAST(@size AS bigint), CAST(@is_open AS bit),
  CAST(@on_date AS date), CAST(@at_utc AS datetime2(3)))`;
const NOTHING = { label: null, amount: null, size: null, is_open: null, on_date: null, at_utc: null };
const SELECT = 'SELECT id, label, amount, size, is_open, on_date, at_utc FROM ops.sample_value ORDER BY id';

/** Parameters, values and results of single statements. */
export function testStatements(engine: WarehouseEngine): void {
  describe('single statements', () => {
    const opened = sampleWarehouse(engine);
    test.each([
      ['an apostrophe', "it's 'quoted'"],
      ['double quotes and brackets', '"a" [b]'],
      ['SQL', "'); DELETE FROM ops.sample_value; --"],
      ['parameter signs', '@id $id ? :id'],
      ['line breaks and tabs', 'a\r\nb\tc'],
      ['text of many alphabets', 'Ünïcödé 漢字 ελληνικά עברית'],
      ['characters of two UTF-16 units', '𝄞 😀'],
      ['blanks around it', '  a  '],
      ['the empty text, which is not NULL', ''],
      ['null', null],
    ])('a text parameter keeps %s', async (_, label) => {
      const { warehouse } = opened();
      expect(await warehouse.execute(INSERT, { ...NOTHING, id: 1, label })).toBe(1);
      expect((await warehouse.query('SELECT label FROM ops.sample_value')).rows).toEqual([[label]]);
      const found = 'SELECT id FROM ops.sample_value WHERE label = @label';
      expect((await warehouse.query(found, { label })).rows).toEqual(label === null ? [] : [[1]]);
    });

    test.each(['999999999999999.9999', '-999999999999999.9999', '0.0001', '12345678901234.5678', '7.0000'])(
      'the decimal %s comes back as the same text',
      async (amount) => {
        const { warehouse } = opened();
        await warehouse.execute(INSERT, { ...NOTHING, id: 1, amount });
        expect((await warehouse.query('SELECT amount FROM ops.sample_value')).rows).toEqual([[amount]]);
      },
    );

    test.each([
      ['as a number where JavaScript holds it exactly', 9_007_199_254_740_991, 9_007_199_254_740_991],
      ['as text beyond', '9007199254740993', '9007199254740993'],
      ['with its sign', -5_000_000_000, -5_000_000_000],
    ])('a bigint comes back %s', async (_, size, expected) => {
      const { warehouse } = opened();
      await warehouse.execute(INSERT, { ...NOTHING, id: 1, size });
      expect((await warehouse.query('SELECT size FROM ops.sample_value')).rows).toEqual([[expected]]);
    });

    test('integers, bits, dates and instants come back as they went in, with the types of T-SQL', async () => {
      const { warehouse } = opened();
      const rows = [
        [-2_147_483_648, 'first', '-1.5000', 0, false, '1900-01-01', '1900-01-01 00:00:00.001'],
        [2_147_483_647, 'last', '2.2500', 1, true, '9999-12-31', '9999-12-31 23:59:59.999'],
      ];
      for (const [id = 0, label = '', amount = '', size = 0, is_open = null, on_date = '', at_utc = ''] of rows) {
        await warehouse.execute(INSERT, { id, label, amount, size, is_open, on_date, at_utc });
      }
      const result = await warehouse.query(SELECT);
      expect(result.rows).toEqual(rows);
      expect(result.columns).toEqual([
        { name: 'id', type: 'int' },
        { name: 'label', type: 'nvarchar' },
        { name: 'amount', type: 'decimal' },
        { name: 'size', type: 'bigint' },
        { name: 'is_open', type: 'bit' },
        { name: 'on_date', type: 'date' },
        { name: 'at_utc', type: 'datetime2' },
      ]);
    });

    test('execute gives the number of changed rows', async () => {
      const { warehouse } = opened();
      for (const id of [1, 2, 3]) await warehouse.execute(INSERT, { ...NOTHING, id });
      expect(await warehouse.execute('UPDATE ops.sample_value SET size = 1 WHERE id > @id', { id: 1 })).toBe(2);
      expect(await warehouse.execute('DELETE FROM ops.sample_value WHERE size = 1')).toBe(2);
      expect(await warehouse.execute('DELETE FROM ops.sample_value WHERE size = 1')).toBe(0);
    });

    test('a parameter without a value is an error, one too many is not', async () => {
      const { warehouse } = opened();
      const one = 'SELECT id FROM ops.sample_value WHERE id = @id';
      await expect(warehouse.query(one, {})).rejects.toThrow(/@id/);
      await expect(warehouse.query(one, {})).rejects.toBeInstanceOf(WarehouseStatementError);
      expect((await warehouse.query(one, { id: 1, other: 2 })).rows).toEqual([]);
    });

    test('a statement that fails says so as WAREHOUSE_STATEMENT, and the next one works', async () => {
      const { warehouse } = opened();
      await warehouse.execute(INSERT, { ...NOTHING, id: 1 });
      await expect(warehouse.execute(INSERT, { ...NOTHING, id: 1 })).rejects.toBeInstanceOf(WarehouseStatementError);
      await expect(warehouse.query('SELECT nothing FROM ops.nowhere')).rejects.toMatchObject({
        code: 'WAREHOUSE_STATEMENT',
      });
      await expect(warehouse.query("SELECT CAST('a' AS int) AS b")).rejects.toBeInstanceOf(WarehouseStatementError);
      expect((await warehouse.query('SELECT COUNT(*) AS n FROM ops.sample_value')).rows).toEqual([[1]]);
    });
  });
}

/** What people and files may ask. */
export function testSelect(engine: WarehouseEngine): void {
  describe('select', () => {
    const opened = sampleWarehouse(engine);
    test.each([
      ['SELECT v.id FROM ops.sample_value AS v WHERE v.id > 1 ORDER BY v.id', [[2], [3]]],
      ['WITH big AS (SELECT v.id FROM ops.sample_value AS v WHERE v.id > 2) SELECT b.id FROM big AS b', [[3]]],
      ['SELECT COUNT(*) AS n FROM ops.sample_value AS v;', [[3]]],
    ])('select answers %s', async (sql, expected) => {
      const { warehouse } = opened();
      for (const id of [1, 2, 3]) await warehouse.execute(INSERT, { ...NOTHING, id });
      expect((await warehouse.select(sql, 'query')).rows).toEqual(expected);
    });

    test.each([
      'DELETE FROM ops.sample_value',
      'INSERT INTO ops.sample_value (id) VALUES (2)',
      'UPDATE ops.sample_value SET id = 2',
      'DROP TABLE ops.sample_value',
      'SELECT 1 AS a; DELETE FROM ops.sample_value',
      'SELECT 1 AS a DELETE FROM ops.sample_value',
      'WITH v AS (SELECT 1 AS id) DELETE FROM ops.sample_value',
      'SELECT v.id INTO ops.copy FROM ops.sample_value AS v',
      'CREATE TABLE ops.copy (id int)',
      'COMMIT',
      '',
    ])('select refuses %s', async (sql) => {
      const { warehouse } = opened();
      await warehouse.execute(INSERT, { ...NOTHING, id: 1 });
      await expect(warehouse.select(sql, 'query')).rejects.toBeInstanceOf(SqlRefusedError);
      expect((await warehouse.query('SELECT id FROM ops.sample_value')).rows).toEqual([[1]]);
    });

    test('a refusal names the label and the place', async () => {
      const refused = opened().warehouse.select('SELECT *\nFROM ops.sample_value', 'report.sql');
      await expect(refused).rejects.toThrow(/^report\.sql:1:8: /);
    });
  });
}
