import { TYPES } from 'tedious';
import { describe, expect, test } from 'vitest';
import { type Answer, deafSilence, done, dropAfter, dropAfterBytes, dropBefore, rows, silence } from './answers.ts';
import { int } from './columns.ts';
import type { Script } from './connection.ts';
import type { Request } from './requests.ts';
import { TdsServer } from './server.ts';
import { TediousClient } from './tedious-client.ts';

const isSelect = (request: Request): boolean => 'sql' in request && request.sql === 'SELECT 1';

function answering(answer: Answer, rest: Script = {}): Promise<TdsServer> {
  return TdsServer.start({ ...rest, onRequest: (request) => (isSelect(request) ? answer : undefined) });
}

const ROWS = rows([int('id')], [[1], [2]]);

describe('cancelling', () => {
  test.each<[string, Answer]>([
    ['nothing', silence()],
    ['some rows', [ROWS, silence()]],
  ])('a request answered with %s ends when it is cancelled, and the connection goes on', async (_, answer) => {
    await using server = await answering(answer);
    const client = await TediousClient.connected(server, { cancelTimeout: 0 });

    const outcome = client.batch('SELECT 1');
    await server.received(isSelect);
    client.connection.cancel();

    expect((await outcome).error).toMatchObject({ code: 'ECANCEL' });
    expect(server.requests.at(-1)).toEqual({ connection: 1, request: { kind: 'attention' } });
    expect((await client.batch('SELECT 2')).error).toBeUndefined();
  });

  test('an answer that comes too late is not sent', async () => {
    const gate = Promise.withResolvers<Answer>();
    await using server = await TdsServer.start({
      onRequest: (request) => (isSelect(request) ? gate.promise : undefined),
    });
    const client = await TediousClient.connected(server);

    const outcome = client.batch('SELECT 1');
    await server.received(isSelect);
    client.connection.cancel();
    expect((await outcome).error).toMatchObject({ code: 'ECANCEL' });
    gate.resolve(done(9));

    expect(await client.batch('SELECT 2')).toEqual({ error: undefined, rows: [], rowCount: 0 });
  });

  test('a statement that takes too long is cancelled by its client', async () => {
    await using server = await answering(silence());
    const client = await TediousClient.connected(server, { requestTimeout: 50 });

    expect((await client.batch('SELECT 1')).error).toMatchObject({ code: 'ETIMEOUT' });
    expect((await client.batch('SELECT 2')).error).toBeUndefined();
  });

  test('a server may be deaf to it', async () => {
    await using server = await answering(deafSilence());
    const client = await TediousClient.connected(server, { cancelTimeout: 50 });

    const outcome = client.batch('SELECT 1');
    await server.received(isSelect);
    client.connection.cancel();

    expect((await outcome).error).toMatchObject({ code: 'ETIMEOUT' });
    await server.received(({ kind }) => kind === 'attention');
  });

  test('bulk rows can be taken back while they are sent', async () => {
    await using server = await TdsServer.start();
    const client = await TediousClient.connected(server);

    function* untilCancelled(): Generator<unknown[]> {
      for (let id = 0; ; id++) {
        if (id === 5000) client.connection.cancel();
        yield [id];
      }
    }
    const outcome = client.bulk((load) => load.addColumn('id', TYPES.Int, { nullable: false }), untilCancelled());

    expect((await outcome).error).toMatchObject({ code: 'ECANCEL' });
    expect(server.requests.at(-1)?.request.kind).toBe('withdrawn');
    expect((await client.batch('SELECT 2')).error).toBeUndefined();
  });
});

describe('connections that break', () => {
  const HANG_UP = { code: 'ECONNRESET' };
  const RESET = { code: 'ECONNRESET', syscall: 'read' };
  const IDS = Array.from({ length: 200 }, (_, id) => [id]);
  const MANY_ROWS = rows([int('id')], IDS);
  const ANSWERS: readonly (readonly [string, Answer, object, readonly unknown[]])[] = [
    ['before the answer', dropBefore(), HANG_UP, []],
    ['before the answer, by a reset', dropBefore('reset'), RESET, []],
    ['in the middle of a packet header', [MANY_ROWS, dropAfterBytes(5)], HANG_UP, []],
    // In 512 bytes: a header of 8, the columns in 16, and 81 rows of 6. The driver waits for packets to be complete.
    ['after the first packet', [MANY_ROWS, dropAfterBytes(512)], HANG_UP, IDS.slice(0, 81)],
    ['in the middle of the second packet', [MANY_ROWS, dropAfterBytes(1000)], HANG_UP, IDS.slice(0, 81)],
  ];
  const CASES = (['off', 'on'] as const).flatMap((encryption) => ANSWERS.map((row) => [encryption, ...row] as const));

  test.each(CASES)('encryption %s, %s', async (encryption, _, answer, error, received) => {
    await using server = await answering(answer, { encryption });
    const isEncrypted = encryption === 'on';
    const client = await TediousClient.connected(server, {
      encrypt: isEncrypted,
      trustServerCertificate: isEncrypted,
      packetSize: 512,
    });

    const outcome = await client.batch('SELECT 1');

    expect(outcome.error).toMatchObject(error);
    expect(outcome.error !== undefined && 'syscall' in outcome.error).toBe('syscall' in error);
    expect(outcome.rows).toEqual(received);
    expect(await client.broken).toMatchObject({ code: 'ESOCKET' });
    expect((await client.batch('SELECT 2')).error).toMatchObject({ code: 'EINVALIDSTATE' });
    expect(server.connections.map(({ isOpen }) => isOpen)).toEqual([false]);
  });

  test('after the answer: the request is done, the next one finds nobody', async () => {
    await using server = await answering([done(1), dropAfter()]);
    const client = await TediousClient.connected(server);

    expect(await client.batch('SELECT 1')).toEqual({ error: undefined, rows: [], rowCount: 1 });
    expect(await client.broken).toMatchObject({ code: 'ESOCKET' });
  });

  test('while nothing is asked', async () => {
    await using server = await TdsServer.start();
    const client = await TediousClient.connected(server);

    server.connections[0]?.drop('reset');

    expect(await client.broken).toMatchObject({ code: 'ESOCKET' });
  });

  test('in the middle of bulk rows', async () => {
    await using server = await TdsServer.start({
      onRequest: (request, connection) => {
        if (request.kind === 'batch' && request.sql.startsWith('insert bulk')) connection.dropAfterReceiving(20_000);
        return undefined;
      },
    });
    const client = await TediousClient.connected(server);
    const values = Array.from({ length: 100_000 }, (_, index) => [index]);

    const { error } = await client.bulk((load) => load.addColumn('id', TYPES.Int, { nullable: false }), values);

    expect(error).toBeInstanceOf(Error);
    expect(server.requests.map(({ request }) => request.kind)).toEqual(['batch', 'batch']);
    expect((await client.batch('SELECT 1')).error).toMatchObject({ code: 'EINVALIDSTATE' });
  });
});

describe('servers that cannot be reached', () => {
  test('a paused server refuses new connections and keeps those it has, until it resumes on the same port', async () => {
    await using server = await TdsServer.start();
    const early = await TediousClient.connected(server);
    const { port } = server;

    server.pause();
    expect(await TediousClient.to(server).connect()).toMatchObject({ code: 'ESOCKET' });
    expect((await early.batch('SELECT 1')).error).toBeUndefined();

    await server.resume();
    expect(server.port).toBe(port);
    expect(await TediousClient.to(server).connect()).toBeUndefined();
  });

  test('a server that goes away breaks all its connections', async () => {
    await using server = await TdsServer.start();
    const clients = [await TediousClient.connected(server), await TediousClient.connected(server)];

    server.pause();
    server.dropConnections();

    for (const client of clients) expect(await client.broken).toMatchObject({ code: 'ESOCKET' });
  });

  test('the fate of every connection can be decided when it comes', async () => {
    const fates = ['silence', 'drop', 'serve'] as const;
    await using server = await TdsServer.start({ onConnect: (number) => fates[number - 1] ?? 'drop' });

    expect(await TediousClient.to(server, { connectTimeout: 200 }).connect()).toMatchObject({ code: 'ETIMEOUT' });
    expect(await TediousClient.to(server).connect()).toMatchObject({ code: 'ESOCKET' });
    expect(await TediousClient.to(server).connect()).toBeUndefined();
  });
});
