import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { InterruptedError, WarehouseLockedError, WarehouseStatementError } from '../../../core/errors.ts';
import type { ChildTask } from './child.ts';
import { WarehouseProcess } from './child-process.ts';
import { emptyPlace, sampleWarehouse } from './fixtures.ts';
import { openWarehouse } from './open-warehouse.ts';
import type { WarehouseEngine } from './place.ts';

const DIGITS = '(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))';
/** Ten billion rows: minutes of work on any machine. */
const ENDLESS = `SELECT SUM(CAST(a.n * b.n + c.n * d.n + e.n * f.n + g.n * h.n + i.n * j.n AS bigint)) AS total
FROM ${[...'abcdefghij'].map((alias) => `${DIGITS} AS ${alias} (n)`).join('\nCROSS JOIN ')}`;

/** Long enough for the statement to have started, which nothing announces. */
const STARTED_MS = 200;

/** Work that is stopped from outside, politely. */
export function testCancel(engine: WarehouseEngine): void {
  describe('cancel', () => {
    const opened = sampleWarehouse(engine);
    const testStops = test.skipIf(!engine.cancels);
    const skipped = engine.cancels ? '' : ' (skipped: this server does not honour cancels)';
    testStops(`cancel ends the running statement with INTERRUPTED, and the next one works${skipped}`, async () => {
      const { warehouse } = opened();
      const running = expect(warehouse.query(ENDLESS)).rejects.toBeInstanceOf(InterruptedError);
      await delay(STARTED_MS);
      await warehouse.cancel();
      await running;
      expect((await warehouse.query('SELECT 1 AS one')).rows).toEqual([[1]]);
    });

    testStops(`a transaction in which a statement is cancelled keeps nothing${skipped}`, async () => {
      const { warehouse } = opened();
      const work = warehouse.transaction(async (session) => {
        await session.execute('INSERT INTO ops.sample_value (id) VALUES (1)');
        await session.query(ENDLESS);
      });
      const running = expect(work).rejects.toBeInstanceOf(InterruptedError);
      await delay(STARTED_MS);
      await warehouse.cancel();
      await running;
      expect((await warehouse.query('SELECT COUNT(*) AS n FROM ops.sample_value')).rows).toEqual([[0]]);
    });

    test('cancel while nothing runs does nothing to later statements', async () => {
      const { warehouse } = opened();
      await warehouse.cancel();
      expect((await warehouse.query('SELECT 1 AS one')).rows).toEqual([[1]]);
      await expect(warehouse.query('SELECT a FROM ops.nowhere')).rejects.toBeInstanceOf(WarehouseStatementError);
    });
  });
}

/** Processes that are killed. */
export function testKilledProcesses(engine: WarehouseEngine): void {
  describe('other processes', () => {
    const place = emptyPlace(engine);
    async function start(task: ChildTask): Promise<WarehouseProcess> {
      const started = await WarehouseProcess.start(place().location, task);
      onTestFinished(() => started.kill());
      return started;
    }

    async function rowsAfterKill(killed: WarehouseProcess, sql: string): Promise<readonly (readonly unknown[])[]> {
      await killed.kill();
      const { warehouse } = await openWarehouse(place().location);
      const { rows } = await warehouse.query(sql);
      await warehouse.close();
      return rows;
    }

    test('a second writer is turned away while another process has the warehouse open, and let in after', async () => {
      const holder = await start('hold');
      await expect(openWarehouse(place().location)).rejects.toBeInstanceOf(WarehouseLockedError);
      expect(await rowsAfterKill(holder, 'SELECT 1 AS one')).toEqual([[1]]);
    });

    test('a process killed in the middle of a transaction leaves what was committed before', async () => {
      const rows = await rowsAfterKill(
        await start('transaction'),
        `SELECT COUNT(*) AS n, MIN(id) AS low, MAX(id) AS high,
  SUM(CASE WHEN label = 'changed' THEN 1 ELSE 0 END) AS changed
FROM ops.sample_value`,
      );
      expect(rows).toEqual([[20_000, 1, 20_000, 0]]);
    });

    test('a process killed between many transactions leaves every one it had committed, and none by half', async () => {
      const killed = await start('commits');
      const rows = await rowsAfterKill(
        killed,
        'SELECT COUNT(*) AS n, COALESCE(SUM(id), 0) AS total, COALESCE(MAX(id), 0) AS high FROM ops.sample_value',
      );
      const acknowledged = killed.lines.filter((line) => line.startsWith('committed')).length;
      const high = Number(rows[0]?.[2]);
      expect(rows).toEqual([[2 * high, 0, high]]);
      expect(acknowledged).toBeGreaterThanOrEqual(20);
      // The last commit may have happened without having been told.
      expect([acknowledged, acknowledged + 1]).toContain(high);
    });

    test('a process killed while staging leaves its closed batches whole and of the open one at most a beginning', async () => {
      const rows = await rowsAfterKill(
        await start('staging'),
        `SELECT batch_id, COUNT(*) AS n, MAX(row_id) AS high, SUM(CASE WHEN row_id = pieces THEN 0 ELSE 1 END) AS misplaced
FROM stg.sample_row
GROUP BY batch_id
ORDER BY batch_id`,
      );
      const [complete, ...unfinished] = rows;
      expect(complete).toEqual([1, 20_000, 20_000, 0]);
      for (const [batch, count, high, misplaced] of unfinished) {
        expect([batch, high, misplaced]).toEqual([2, count, 0]);
      }
    });
  });
}
