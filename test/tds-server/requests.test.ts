import { TYPES } from 'tedious';
import { describe, expect, test } from 'vitest';
import { failure } from './answers.ts';
import { TdsServer } from './server.ts';
import { TediousClient } from './tedious-client.ts';

const LONG_TEXT = 'año '.repeat(5000);

describe('requests are understood', () => {
  test('a client begins with its settings, and nobody has to answer them', async () => {
    await using server = await TdsServer.start();
    const client = await TediousClient.connected(server);
    await client.batch('SELECT 1');

    expect(server.requests).toEqual([
      { connection: 1, request: { kind: 'batch', sql: expect.stringContaining('set ansi_nulls on'), transaction: 0n } },
      { connection: 1, request: { kind: 'batch', sql: 'SELECT 1', transaction: 0n } },
    ]);
  });

  test('parameters', async () => {
    await using server = await TdsServer.start();
    const client = await TediousClient.connected(server);

    await client.execute('SELECT @i', (request) => {
      request.addParameter('i', TYPES.Int, -5);
      request.addParameter('tiny', TYPES.TinyInt, 255);
      request.addParameter('small', TYPES.SmallInt, -32_768);
      request.addParameter('big', TYPES.BigInt, '9007199254740993');
      request.addParameter('flag', TYPES.Bit, false);
      request.addParameter('text', TYPES.NVarChar, 'año');
      request.addParameter('long', TYPES.NVarChar, LONG_TEXT);
      request.addParameter('narrow', TYPES.VarChar, 'abc');
      request.addParameter('money', TYPES.Decimal, -0.05, { precision: 19, scale: 4 });
      request.addParameter('ratio', TYPES.Float, 0.25);
      request.addParameter('day', TYPES.Date, new Date('2018-02-28T00:00:00Z'));
      request.addParameter('at', TYPES.DateTime2, new Date('2018-02-28T01:02:03.004Z'), { scale: 3 });
      request.addParameter('raw', TYPES.VarBinary, Buffer.from('beef', 'hex'));
      request.addParameter('none', TYPES.NVarChar, null);
    });

    expect(server.requests.at(-1)?.request).toEqual({
      kind: 'rpc',
      sql: 'SELECT @i',
      transaction: 0n,
      parameters: [
        { name: '@i', value: -5 },
        { name: '@tiny', value: 255 },
        { name: '@small', value: -32_768 },
        { name: '@big', value: 9_007_199_254_740_993n },
        { name: '@flag', value: false },
        { name: '@text', value: 'año' },
        { name: '@long', value: LONG_TEXT },
        { name: '@narrow', value: 'abc' },
        { name: '@money', value: '-0.0500' },
        { name: '@ratio', value: 0.25 },
        { name: '@day', value: '2018-02-28' },
        { name: '@at', value: '2018-02-28T01:02:03.004' },
        { name: '@raw', value: 'beef' },
        { name: '@none', value: null },
      ],
    });
  });

  test('a statement by the name of its procedure is the same as by its number', async () => {
    await using server = await TdsServer.start();
    const client = await TediousClient.connected(server);

    await client.call('sp_executesql', (request) => {
      request.addParameter('stmt', TYPES.NVarChar, 'SELECT @n');
      request.addParameter('params', TYPES.NVarChar, '@n int');
      request.addParameter('n', TYPES.Int, 1);
    });
    await client.call('etl.finish', (request) => request.addParameter('batch', TYPES.Int, 7));

    expect(server.requests.slice(1).map(({ request }) => request)).toEqual([
      { kind: 'rpc', sql: 'SELECT @n', parameters: [{ name: '@n', value: 1 }], transaction: 0n },
      { kind: 'rpc', sql: 'etl.finish', parameters: [{ name: '@batch', value: 7 }], transaction: 0n },
    ]);
  });

  test('bulk rows, in as many packets as they need', async () => {
    await using server = await TdsServer.start();
    const client = await TediousClient.connected(server);
    const values = Array.from({ length: 1000 }, (_, index) => [index, index % 2 === 0 ? null : `row ${index}`]);

    const { error, rowCount } = await client.bulk((load) => {
      load.addColumn('id', TYPES.Int, { nullable: false });
      load.addColumn('name', TYPES.NVarChar, { length: 50, nullable: true });
    }, values);

    expect([error, rowCount]).toEqual([undefined, 1000]);
    const [announced, bulk] = server.requests.slice(-2).map(({ request }) => request);
    const sql = 'insert bulk stg.t([id] int, [name] nvarchar(50))';
    expect(announced).toEqual({ kind: 'batch', sql, transaction: 0n });
    expect(bulk).toEqual({ kind: 'bulk', sql, columns: ['id', 'name'], rows: values, bytes: expect.any(Number) });
    expect(bulk?.kind === 'bulk' && bulk.bytes).toBeGreaterThan(3 * 4096);
  });

  test('bulk rows can be refused', async () => {
    await using server = await TdsServer.start({
      onRequest: ({ kind }) => (kind === 'bulk' ? failure(2627, 'Duplicate key.') : undefined),
    });
    const client = await TediousClient.connected(server);

    const { error } = await client.bulk((load) => load.addColumn('id', TYPES.Int, { nullable: false }), [[1], [1]]);

    expect(error).toMatchObject({ number: 2627 });
  });
});
