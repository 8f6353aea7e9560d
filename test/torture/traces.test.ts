import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROW_CLASSES } from '../../dwh/model/ops-tables.ts';
import { TestWarehouse } from '../pipeline/test-warehouse.ts';
import { DELIVERIES, isMended, writeDeliveries } from './deliveries.ts';
import { tortureConfig } from './torture-config.ts';
import { readState, stateDifferences, type WarehouseState } from './warehouse-state.ts';

const NO_KILLS = { isFullRepeated: false, isReplayRepeated: false, isOvertaken: false };
/** The last delivery that changes rows; the one after it refuses those that still wait. */
const LAST_ROWS = 6;

let directory = '';
const states: WarehouseState[] = [];

function open(folder: string, delivery: number): Promise<TestWarehouse> {
  return TestWarehouse.open(`duckdb:${join(directory, 'warehouse.duckdb')}`, tortureConfig(folder, isMended(delivery)));
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'torture-traces-'));
  const folders = await writeDeliveries(directory, 200, 4);
  for (const [index, { day, command }] of DELIVERIES.slice(0, LAST_ROWS + 1).entries()) {
    const store = await open(folders[index] ?? '', index);
    const now = new Date(Date.UTC(2026, 2, 1 + day, 8)).toISOString();
    await (command === 'quarantine replay'
      ? store.replay({ now })
      : store.run({ full: command === 'run --full', now }));
    states.push(await readState(store.warehouse));
    await store.close();
  }
}, 240_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

/** What the state shows once `tamper` has run; it is undone afterwards. */
async function tamperedState(tamper: string): Promise<WarehouseState | undefined> {
  const store = await open(directory, LAST_ROWS);
  let state: WarehouseState | undefined;
  const undone = new Error('Undone.');
  try {
    await store.warehouse.transaction(async (session) => {
      await session.execute(tamper);
      state = await readState(session);
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  } finally {
    await store.close();
  }
  return state;
}

/** Rows of a table that are deleted softly, as they look in the state. */
function deleted({ content }: WarehouseState, isDeleted: RegExp, table: string): number {
  return content[table]?.filter((row) => isDeleted.test(row)).length ?? 0;
}

describe('the deliveries', () => {
  test('bring rows of every class, late versions, refused rows that are read again or let in, and rows that wait', () => {
    const last = states[LAST_ROWS];
    const filled = ROW_CLASSES.filter((name) => last?.batches.some(({ counts }) => (counts[name] ?? 0) > 0));
    expect(filled).toEqual(ROW_CLASSES);
    expect(last?.waiting.length).toBeGreaterThan(0);
    expect(last?.quarantine.readAgain.length).toBeGreaterThan(0);
    const expired = states.map(({ quarantine }) => quarantine.open.some((row) => row.includes('"parent_missing"')));
    expect(expired).toEqual([false, false, false, true, true, true, true]);
    expect(last?.quarantine.readAgain.some((row) => row.includes('"parent_missing"'))).toBe(true);
    expect(last?.content['dim.customer']?.length).toBeGreaterThan(states[0]?.content['dim.customer']?.length ?? 0);
    expect(last?.quarantine.replayed.length).toBeGreaterThan(0);
    expect(states.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('bring complete files that lack what was there, and reviews with an unknown column', () => {
    expect(states.map((state) => deleted(state, /^\["S\d.*,true,false\]$/, 'dim.seller') > 0)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(states.map((state) => deleted(state, /,true\]$/, 'fact.support_ticket') > 0)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    const widened = states.map(({ quarantine }) => quarantine.open.some((row) => row.includes('unexpected_column')));
    expect(widened).toEqual([false, false, true, true, true, true, false]);
  });
});

describe('a trace of a kill is seen', { timeout: 120_000 }, () => {
  test.each([
    ['a fact is lost', 'DELETE FROM fact.order_item WHERE line_number = 2', ['fact.order_item']],
    ['a fact lost its customer', 'UPDATE fact.sales_order SET customer_key = -1', ['fact.sales_order']],
    [
      'a version is the wrong one',
      'UPDATE dim.customer SET is_current = CAST(1 AS bit) WHERE is_current = 0',
      ['dim.customer'],
    ],
    ['the history lost a version', "DELETE FROM hist.product WHERE product_id < 'P0000010'", ['hist.product']],
    ['an alias is lost', 'DELETE FROM dim.customer_alias', ['dim.customer_alias']],
    ['a file is not in the ledger', "DELETE FROM ops.source_file WHERE feed = 'shop/seller'", ['ledger of files']],
    ['a refused row is gone', "DELETE FROM ops.quarantine WHERE status = 'open'", ['open quarantine', 'problems']],
    ['a waiting row is gone', 'DELETE FROM stg.payment_row', ['waiting rows', 'problems']],
    [
      'something is left in staging',
      "INSERT INTO stg.row_class (batch_id, row_id, row_class) SELECT 1, 1, 'duplicate'",
      ['problems'],
    ],
    ['a batch never ended', "UPDATE ops.batch SET status = 'staged' WHERE batch_id = 1", ['problems']],
    ['a run never ended', "UPDATE ops.run SET status = 'running' WHERE run_id = 1", ['problems']],
    [
      'rows are counted in another class',
      'UPDATE ops.batch SET inserted_rows = inserted_rows - 1, updated_rows = updated_rows + 1 WHERE batch_id = 2',
      ['batches'],
    ],
    [
      'refused rows were not reported',
      "DELETE FROM ops.check_result WHERE severity = 'quarantine'",
      ['reported refusals'],
    ],
    [
      'the last checks are missing',
      `DELETE FROM ops.check_result WHERE run_id = ${LAST_ROWS + 1}`,
      ['findings of checks'],
    ],
    [
      'a replayed row is refused again',
      "UPDATE ops.quarantine SET status = 'open' WHERE status = 'replayed'",
      ['open quarantine', 'replayed rows', 'problems'],
    ],
  ])('when %s', async (_, tamper, tables) => {
    const state = await tamperedState(tamper);
    const [undisturbed, found] = [states[LAST_ROWS], state];
    if (undisturbed === undefined || found === undefined) throw new Error('There is no state to compare.');
    expect(Object.keys(stateDifferences(undisturbed, found, NO_KILLS))).toEqual(expect.arrayContaining(tables));
  });

  test('refusals are reported again by a replay that is repeated, and by nothing else', () => {
    const undisturbed = states[LAST_ROWS];
    if (undisturbed === undefined) throw new Error('There is no state to compare.');
    const again = { ...undisturbed, refusals: undisturbed.refusals.slice(1) };
    expect(Object.keys(stateDifferences(undisturbed, again, NO_KILLS))).toEqual(['reported refusals']);
    expect(stateDifferences(undisturbed, again, { ...NO_KILLS, isReplayRepeated: true })).toEqual({});
  });

  test.each([
    ['inserted', { isFullRepeated: true, isReplayRepeated: false, isOvertaken: false }, true],
    ['blank', { isFullRepeated: true, isReplayRepeated: false, isOvertaken: false }, false],
    ['blank', { isFullRepeated: false, isReplayRepeated: false, isOvertaken: true }, true],
    ['inserted', { isFullRepeated: false, isReplayRepeated: false, isOvertaken: true }, false],
    ['waiting', { isFullRepeated: true, isReplayRepeated: false, isOvertaken: true }, true],
    ['inserted', { isFullRepeated: true, isReplayRepeated: false, isOvertaken: true }, false],
  ])('a sum of %s rows counts after %j: %s', async (name, disturbance, counts) => {
    const undisturbed = states[LAST_ROWS];
    if (undisturbed === undefined) throw new Error('There is no state to compare.');
    const [first, ...others] = undisturbed.batches;
    if (first === undefined) throw new Error('There is no batch.');
    const batches = [{ ...first, counts: { ...first.counts, [name]: (first.counts[name] ?? 0) + 1 } }, ...others];
    const found = stateDifferences(undisturbed, { ...undisturbed, batches }, disturbance);
    expect(Object.keys(found)).toEqual(counts ? ['sums of classes'] : []);
  });
});
