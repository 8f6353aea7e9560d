import { describe, expect, test } from 'vitest';
import { WarehouseStatementError } from '../../../core/errors.ts';
import type { RowSet, Session } from '../../../core/ports/warehouse.ts';
import { sampleWarehouse } from './fixtures.ts';
import type { OpenedWarehouse, WarehouseEngine } from './place.ts';

function insert(session: Session, id: number): Promise<number> {
  return session.execute('INSERT INTO ops.sample_value (id) VALUES (@id)', { id });
}

async function ids({ warehouse }: OpenedWarehouse): Promise<readonly unknown[]> {
  return (await warehouse.query('SELECT id FROM ops.sample_value ORDER BY id')).rows.flat();
}

/** Statements that fail in different ways, with a row 1 in the table. */
const FAILURES = [
  ['breaks the primary key', 'INSERT INTO ops.sample_value (id) VALUES (1)'],
  ['cannot convert a value', "UPDATE ops.sample_value SET size = CAST(CONCAT('a', id) AS bigint)"],
  ['names a table that is not there', 'DELETE FROM ops.nowhere'],
] as const;

/** All or nothing. */
export function testTransactions(engine: WarehouseEngine): void {
  describe('transactions', () => {
    const opened = sampleWarehouse(engine);
    test('a transaction gives what its work gives, and its changes are there', async () => {
      const { warehouse } = opened();
      const result = await warehouse.transaction(async (session) => {
        await insert(session, 1);
        await insert(session, 2);
        return (await session.query('SELECT COUNT(*) AS n FROM ops.sample_value')).rows;
      });
      expect(result).toEqual([[2]]);
      expect(await ids(opened())).toEqual([1, 2]);
    });

    test('a transaction whose work throws keeps nothing and passes the error on', async () => {
      const { warehouse } = opened();
      await insert(warehouse, 1);
      const reason = new Error('changed my mind');
      const work = warehouse.transaction(async (session) => {
        await insert(session, 2);
        await session.execute('DELETE FROM ops.sample_value WHERE id = 1');
        throw reason;
      });
      await expect(work).rejects.toBe(reason);
      expect(await ids(opened())).toEqual([1]);
    });

    test.each(FAILURES)('a statement that %s undoes all of its transaction', async (_, sql) => {
      const { warehouse } = opened();
      await insert(warehouse, 1);
      const work = warehouse.transaction(async (session) => {
        await insert(session, 2);
        await session.execute(sql);
      });
      await expect(work).rejects.toBeInstanceOf(WarehouseStatementError);
      expect(await ids(opened())).toEqual([1]);
      await warehouse.transaction((session) => insert(session, 3));
      expect(await ids(opened())).toEqual([1, 3]);
    });

    test.each(FAILURES)('work that goes on after a statement that %s is not reported as kept', async (_, sql) => {
      const { warehouse } = opened();
      await insert(warehouse, 1);
      const work = warehouse.transaction(async (session) => {
        await insert(session, 2);
        await session.execute(sql).catch(() => 0);
      });
      const isReportedKept = await work.then(
        () => true,
        () => false,
      );
      expect(await ids(opened())).toEqual(isReportedKept ? [1, 2] : [1]);
    });
  });
}

const ROW_COUNT = 1001;

function manyRows(): RowSet {
  const rows = Array.from({ length: ROW_COUNT }, (_, index) => [
    index + 1,
    index % 7 === 0 ? null : `n°${index} 'é'`,
    `${index}.2500`,
    index * 5_000_000_000,
    index % 2 === 0,
    '2024-02-29',
    '2024-02-29 12:30:15.125',
  ]);
  return { columns: ['id', 'label', 'amount', 'size', 'is_open', 'on_date', 'at_utc'], rows };
}

/** Small sets of rows. */
export function testInsertRows(engine: WarehouseEngine): void {
  describe('insertRows', () => {
    const opened = sampleWarehouse(engine);
    test('insertRows keeps every row and value of a set of more than a thousand', async () => {
      const { warehouse } = opened();
      await warehouse.insertRows(warehouse, 'ops.sample_value', manyRows());
      const result = await warehouse.query(
        `SELECT COUNT(*) AS n, COUNT(label) AS labels, CAST(SUM(amount) AS decimal(19, 4)) AS amounts, MAX(size) AS largest,
  MIN(on_date) AS on_date, MAX(at_utc) AS at_utc
FROM ops.sample_value`,
      );
      expect(result.rows).toEqual([
        [1001, 858, '500750.2500', 5_000_000_000_000, '2024-02-29', '2024-02-29 12:30:15.125'],
      ]);
      const last = await warehouse.query('SELECT id, label, amount, is_open FROM ops.sample_value WHERE id = 1000');
      expect(last.rows).toEqual([[1000, "n°999 'é'", '999.2500', false]]);
    });

    test.each([
      ['double quotes', 'a "b" c'],
      ['backslashes', 'C:\\new\\table'],
      ['line breaks and tabs', 'a\r\nb\tc'],
      ['JSON', '{"a":"b\\n"}'],
      ['other control characters', '\u0001\u001f\u2028'],
      ['characters of two UTF-16 units', '𝄞 😀'],
      ['the empty text, which is not NULL', ''],
    ])('insertRows keeps %s in a text', async (_, label) => {
      const { warehouse } = opened();
      await warehouse.insertRows(warehouse, 'ops.sample_value', { columns: ['id', 'label'], rows: [[1, label]] });
      expect((await warehouse.query('SELECT label FROM ops.sample_value')).rows).toEqual([[label]]);
    });

    test('insertRows leaves columns that the set does not name empty', async () => {
      const { warehouse } = opened();
      await warehouse.insertRows(warehouse, 'ops.sample_value', { columns: ['size', 'id'], rows: [[7, 1]] });
      expect((await warehouse.query('SELECT id, label, size FROM ops.sample_value')).rows).toEqual([[1, null, 7]]);
    });

    test('insertRows of no rows does nothing', async () => {
      const { warehouse } = opened();
      await warehouse.insertRows(warehouse, 'ops.sample_value', { columns: ['id'], rows: [] });
      expect(await ids(opened())).toEqual([]);
    });

    test('insertRows belongs to the transaction it is called in', async () => {
      const { warehouse } = opened();
      const work = warehouse.transaction(async (session) => {
        await warehouse.insertRows(session, 'ops.sample_value', manyRows());
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await ids(opened())).toEqual([]);
    });
  });
}
