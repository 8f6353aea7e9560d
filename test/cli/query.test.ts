import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ShopFolder, SLOW } from './shop-folder.ts';

let folder: ShopFolder;
beforeAll(async () => {
  folder = await ShopFolder.seeded(40, 0);
  expect((await folder.run(['run'])).code).toBe(0);
});
afterAll(() => folder[Symbol.asyncDispose]());

const query = (sql: string, ...options: readonly string[]) => folder.run(['query', sql, ...options]);

describe.concurrent('a query', SLOW, () => {
  it('prints a table with the number of rows', async () => {
    const { code, out, err } = await query("SELECT CAST(7.5 AS decimal(9, 4)) AS amount, 'x' AS note");
    expect({ code, out, err }).toEqual({ code: 0, out: 'amount  note\n------  ----\n7.5000  x\n(1 row)\n', err: '' });
  });

  it('prints nothing but the rows in the formats for programs', async () => {
    const sql = "SELECT CAST(7.5 AS decimal(19, 4)) AS amount, 'a,b' AS note, NULL AS nothing";
    expect(await query(sql, '--format', 'csv')).toEqual({
      code: 0,
      out: 'amount,note,nothing\n7.5000,"a,b",\n',
      err: '',
    });
    expect(await query(sql, '--format', 'json')).toEqual({
      code: 0,
      out: '[\n  {"amount":"7.5000","note":"a,b","nothing":null}\n]\n',
      err: '',
    });
  });

  it.each([
    ['DELETE FROM fact.review', 2, 'Error SQL_REFUSED: query:1:1: DELETE is refused: hand-written SQL only reads'],
    ['SELECT 1 AS a; DROP TABLE fact.review', 2, 'Error SQL_REFUSED: query:1:'],
    ['SELECT * FROM fact.review', 2, 'Error SQL_REFUSED: query:1:8: SELECT * is refused: list the columns.'],
    ['SELECT review_id FROM fact.review FOR JSON AUTO', 2, 'Error SQL_REFUSED: query:1:'],
    ['', 2, 'Error SQL_REFUSED: query:1:'],
    ['SELECT colour FROM fact.review', 5, 'Referenced column "colour" not found'],
    ['SELECT score FROM fact.reviews', 5, 'Table with name reviews does not exist'],
  ])('is refused where it cannot run: %s', async (sql, code, message) => {
    const refused = await query(sql, '--format', 'json');
    expect(refused.err).toContain(message);
    expect(refused.err).not.toContain('    at ');
    expect({ code: refused.code, out: refused.out }).toEqual({ code, out: '' });
  });

  it('is no error when the reader of its rows has seen enough', async () => {
    const sql =
      'SELECT a.order_id FROM fact.order_item AS a CROSS JOIN fact.order_item AS b CROSS JOIN fact.review AS c';
    const started = folder.start(['query', sql, '--format', 'csv']);
    started.child.stdout?.once('data', () => started.child.stdout?.destroy());
    const { code, err } = await started.finished();
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe.concurrent('status', SLOW, () => {
  it('shows runs, steps, classes, positions and how old the data are', async () => {
    const { code, out, err } = await folder.run(['status']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^duckdb:<dir>\/shop\.duckdb\nLast publication: [\d-]+ [\d:]+\.\d{3} UTC, .* ago\n/);
    expect(out).toMatch(/\nNewest order: {5}[\d-]+ [\d:]+\.\d{3} UTC, [\d,]+ days ago\n/);
    const titles = [...out.matchAll(/^(\w.*):$/gm)].map(([, title]) => title);
    expect(titles.slice(0, 5)).toEqual([
      'Last runs',
      'Steps of run 1',
      'Batches of run 1; classes are empty until a batch is published',
      'Input rows by class, all published batches',
      'Positions: files taken by each feed',
    ]);
    for (const [, fraction] of out.matchAll(/\d\d:\d\d:\d\d(\.\d*)?/g)) expect(fraction).toMatch(/^\.\d{3}$/);
  });

  it('is one JSON object for programs', async () => {
    const { out, err } = await folder.run(['status', '--json']);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      warehouse: 'duckdb:<dir>/shop.duckdb',
      newest_order_utc: expect.stringMatching(/\.\d{3}$/),
      runs: [{ run_id: 1, command: 'run', status: 'succeeded', error_code: null }],
      failure: null,
      pending: [],
    });
  });

  it('knows the number of the latest run', async () => {
    const { code, err } = await folder.run(['status', '--run', '9']);
    expect({ code, err }).toEqual({ code: 2, err: 'Error USAGE: There is no run 9; the latest is 1.\n' });
  });
});
