import { describe, expect, test } from 'vitest';
import { type Answer, begun, committed, done, failure, rolledBack, rows } from './answers.ts';
import {
  bigint,
  bit,
  type Column,
  date,
  datetime2,
  decimal,
  int,
  nvarchar,
  nvarcharMax,
  type Value,
} from './columns.ts';
import type { Request } from './requests.ts';
import { TdsServer } from './server.ts';
import { TediousClient } from './tedious-client.ts';

/** A server that gives this answer to the batch or statement `SELECT 1`. */
function answering(answer: Answer): Promise<TdsServer> {
  return TdsServer.start({
    onRequest: (request) => ('sql' in request && request.sql === 'SELECT 1' ? answer : undefined),
  });
}

const LONG_TEXT = 'año '.repeat(5000);

describe('result sets arrive with the types they were given', () => {
  test.each<[string, Column, Value, unknown]>([
    ['int', int('c'), -2_147_483_648, -2_147_483_648],
    ['bigint', bigint('c'), -9_223_372_036_854_775_808n, '-9223372036854775808'],
    ['bit', bit('c'), true, true],
    ['decimal(9, 2)', decimal('c', 9, 2), '-1234567.89', -1234567.89],
    ['decimal(19, 4)', decimal('c', 19, 4), '12345678.9', 12345678.9],
    ['decimal(38, 0)', decimal('c', 38, 0), '99999999999999999999999999999999999999', 1e38],
    ['date', date('c'), '2018-02-28', new Date('2018-02-28T00:00:00Z')],
    ['date, the first', date('c'), '0001-01-01', new Date('0001-01-01T00:00:00Z')],
    ['datetime2(3)', datetime2('c', 3), '2018-12-31T23:59:59.997', new Date('2018-12-31T23:59:59.997Z')],
    ['datetime2(0)', datetime2('c', 0), '1969-07-20T20:17:40', new Date('1969-07-20T20:17:40Z')],
    ['nvarchar', nvarchar('c', 10), 'Zürich 🎿', 'Zürich 🎿'],
    ['nvarchar, empty', nvarchar('c', 10), '', ''],
    ['nvarchar(max)', nvarcharMax('c'), LONG_TEXT, LONG_TEXT],
    ['nvarchar(max), empty', nvarcharMax('c'), '', ''],
  ])('%s', async (_, column, sent, read) => {
    await using server = await answering(
      rows(
        [column, int('last')],
        [
          [sent, 1],
          [null, 2],
        ],
      ),
    );
    const client = await TediousClient.connected(server);

    const { error, rows: received } = await client.batch('SELECT 1');

    expect(error).toBeUndefined();
    expect(received).toEqual([
      [read, 1],
      [null, 2],
    ]);
  });
});

const TWO_ROWS = rows(
  [int('id'), nvarchar('name', 20)],
  [
    [1, 'one'],
    [2, 'two'],
  ],
);
const DEADLOCK = failure(1205, 'Deadlock.', { state: 51, class: 13 });

describe('answers are read as the script meant them', () => {
  test.each<[string, Answer, number, readonly (readonly Value[])[], object | undefined]>([
    ['nothing but that it is done', [], 0, [], undefined],
    ['a count of rows', done(7), 7, [], undefined],
    [
      'rows',
      TWO_ROWS,
      2,
      [
        [1, 'one'],
        [2, 'two'],
      ],
      undefined,
    ],
    [
      'rows, then a count',
      [TWO_ROWS, done(5)],
      7,
      [
        [1, 'one'],
        [2, 'two'],
      ],
      undefined,
    ],
    ['no rows', rows([int('id')], []), 0, [], undefined],
    ['an error', DEADLOCK, 0, [], { code: 'EREQUEST', number: 1205, state: 51, class: 13, message: 'Deadlock.' }],
    [
      'an error after rows',
      [TWO_ROWS, DEADLOCK],
      0,
      [
        [1, 'one'],
        [2, 'two'],
      ],
      { number: 1205 },
    ],
    ['an error that ends the transaction', [rolledBack(5n), DEADLOCK], 0, [], { number: 1205 }],
  ])('%s', async (_, answer, count, received, error) => {
    await using server = await answering(answer);
    const client = await TediousClient.connected(server);

    for (const outcome of [await client.batch('SELECT 1'), await client.execute('SELECT 1', () => {})]) {
      expect(outcome.error).toEqual(error === undefined ? undefined : expect.objectContaining(error));
      expect({ rows: outcome.rows, count: outcome.rowCount }).toEqual({ rows: received, count });
    }
    expect(await client.batch('SELECT 2')).toEqual({ error: undefined, rows: [], rowCount: 0 });
  });

  test('several errors of one statement come together', async () => {
    await using server = await answering([failure(2627, 'Duplicate key.'), failure(3621, 'Terminated.')]);
    const client = await TediousClient.connected(server);

    const { error } = await client.batch('SELECT 1');

    expect(error).toBeInstanceOf(AggregateError);
    expect(client.errorNumbers).toEqual([2627, 3621]);
  });

  test('an answer of many packets is put together again', async () => {
    const values = Array.from({ length: 2000 }, (_, index) => [index, `row ${index}`]);
    await using server = await answering(rows([int('id'), nvarchar('name', 20)], values));
    const client = await TediousClient.connected(server, { packetSize: 512 });

    expect((await client.batch('SELECT 1')).rows).toEqual(values);
  });

  test('an answer may take as long as its promise', async () => {
    const gate = Promise.withResolvers<Answer>();
    await using server = await TdsServer.start({
      onRequest: (request) => ('sql' in request && request.sql === 'SELECT 1' ? gate.promise : undefined),
    });
    const client = await TediousClient.connected(server);

    const outcome = client.batch('SELECT 1');
    await server.received((request) => 'sql' in request && request.sql === 'SELECT 1');
    gate.resolve(done(3));

    expect((await outcome).rowCount).toBe(3);
  });

  test.each<[string, readonly Value[]]>([
    ['a value of another type', ['one']],
    ['too few values', []],
  ])('an answer that cannot be sent fails the test: %s', async (_, row) => {
    const server = await answering(rows([int('id')], [row]));
    const client = await TediousClient.connected(server);

    expect((await client.batch('SELECT 1')).error).toBeInstanceOf(Error);
    await expect(server.stop()).rejects.toBeInstanceOf(AggregateError);
  });
});

describe('transactions', () => {
  const ANSWERS: Readonly<Record<string, Answer>> = {
    BEGIN: begun(77n),
    COMMIT: committed(77n),
    ROLLBACK: rolledBack(77n),
    FAIL: [rolledBack(77n), DEADLOCK],
  };

  function answerOf(request: Request): Answer | undefined {
    if (request.kind === 'transaction') return ANSWERS[request.action.toUpperCase()];
    return 'sql' in request ? ANSWERS[request.sql] : undefined;
  }

  test.each(['COMMIT', 'ROLLBACK', 'FAIL'])('a client knows its transaction from BEGIN to %s', async (end) => {
    await using server = await TdsServer.start({ onRequest: answerOf });
    const client = await TediousClient.connected(server);

    for (const sql of ['BEGIN', 'SELECT 1', end, 'SELECT 1']) await client.batch(sql);

    const requests = server.requests.slice(1).map(({ request }) => request);
    expect(requests).toMatchObject([
      { sql: 'BEGIN', transaction: 0n },
      { sql: 'SELECT 1', transaction: 77n },
      { sql: end, transaction: 77n },
      { sql: 'SELECT 1', transaction: 0n },
    ]);
  });

  test("the driver's own requests for transactions", async () => {
    await using server = await TdsServer.start({ onRequest: answerOf });
    const { connection } = await TediousClient.connected(server);

    await new Promise((resolve) => connection.beginTransaction(resolve));
    await new Promise((resolve) => connection.commitTransaction(resolve));
    await new Promise((resolve) => connection.beginTransaction(resolve));
    await new Promise((resolve) => connection.rollbackTransaction(resolve));

    expect(server.requests.slice(1).map(({ request }) => request)).toEqual([
      { kind: 'transaction', action: 'begin', transaction: 0n },
      { kind: 'transaction', action: 'commit', transaction: 77n },
      { kind: 'transaction', action: 'begin', transaction: 0n },
      { kind: 'transaction', action: 'rollback', transaction: 77n },
    ]);
  });
});
