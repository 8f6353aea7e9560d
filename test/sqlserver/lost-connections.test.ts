import { describe, expect, test } from 'vitest';
import { done, dropAfterBytes, dropBefore, rows } from '../tds-server/answers.ts';
import { int } from '../tds-server/columns.ts';
import type { Request } from '../tds-server/requests.ts';
import { failureOf, isStatement, ScriptedWarehouse, times } from './scripted-warehouse.ts';

const WORK = 'UPDATE dim.seller SET city = NULL';
const FIRST = 'DELETE FROM stg.other_row';
const QUESTION = 'SELECT COUNT(DISTINCT s.id) AS sellers FROM dim.seller AS s';
const isWork = (request: Request): boolean => isStatement(request, WORK);
const isQuestion = (request: Request): boolean => isStatement(request, QUESTION);
const ANSWER = rows([int('sellers')], [[3095]]);

describe('a connection lost in a transaction', () => {
  test.each([
    ['closed before the answer', dropBefore()],
    ['reset before the answer', dropBefore('reset')],
    ['closed in the middle of the answer', [done(9), dropAfterBytes(11)]],
  ])('%s is made again, with the lock, and the transaction begins anew', async (_, answer) => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isWork, () => answer) });
    const warehouse = await scripted.open();
    let runs = 0;

    const result = await warehouse.transaction(async (session) => {
      runs += 1;
      await session.execute(FIRST);
      await session.execute(WORK);
      return runs;
    });

    expect(result).toBe(2);
    expect([scripted.connectionsOf(FIRST), scripted.connectionsOf(WORK)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect([scripted.count('begin'), scripted.count('commit'), scripted.count('lock')]).toEqual([2, 1, 2]);
    expect(scripted.warnings).toMatchObject([{ code: 'WAREHOUSE_UNREACHABLE', number: 0, attempt: 1 }]);
  });

  test('is waited for longer with the lock than a first one, because the server may not have noticed', async () => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isWork, () => dropBefore()) });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    const waits = scripted.server.requests.flatMap(({ request }) =>
      request.kind === 'rpc' && request.sql.includes('sp_getapplock') ? [request.parameters] : [],
    );
    expect(waits).toEqual([
      [
        { name: '@resource', value: 'storehouse/shop/writer' },
        { name: '@wait_ms', value: 3000 },
      ],
      [
        { name: '@resource', value: 'storehouse/shop/writer' },
        { name: '@wait_ms', value: 60_000 },
      ],
    ]);
  });

  test('ends the run where somebody else has taken the lock meanwhile', async () => {
    let locks = 0;
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => {
        if (isWork(request)) return dropBefore();
        const isLock = request.kind === 'rpc' && request.sql.includes('sp_getapplock');
        return isLock && ++locks > 1 ? rows([int('outcome')], [[-1]]) : undefined;
      },
    });
    const warehouse = await scripted.open();

    expect(await failureOf(warehouse.execute(WORK))).toMatchObject({ code: 'WAREHOUSE_LOCKED', retryable: false });
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
  });

  test('before it begins costs a new connection, not the work', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(
        1,
        (request) => request.kind === 'transaction',
        () => dropBefore(),
      ),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    expect(scripted.connectionsOf(WORK)).toEqual([2]);
  });

  test('while nothing was asked is noticed', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();

    scripted.server.connections[0]?.drop('reset');
    await warehouse.execute(WORK);

    expect(scripted.connectionsOf(WORK).at(-1)).toBe(2);
    expect(scripted.count('commit')).toBe(1);
  });
});

describe('a connection lost outside transactions', () => {
  test.each([
    ['before the answer', dropBefore()],
    ['in the middle of the answer', [ANSWER, dropAfterBytes(20)]],
  ])('%s to a query lets it be asked again', async (_, answer) => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request, __, connection) => {
        if (!isQuestion(request)) return undefined;
        return connection.number === 1 ? answer : ANSWER;
      },
    });
    const warehouse = await scripted.open('read');

    expect(await warehouse.query(QUESTION)).toEqual({ columns: [{ name: 'sellers', type: 'int' }], rows: [[3095]] });
    expect(scripted.connectionsOf(QUESTION)).toEqual([1, 2]);
    expect(scripted.count('lock')).toBe(0);
  });

  test('in the middle of many rows does not give any of them twice', async () => {
    const ids = Array.from({ length: 5000 }, (_, id) => [id]);
    const all = rows([int('sellers')], ids);
    await using scripted = await ScriptedWarehouse.start({
      fault: (request, _, connection) => {
        if (!isQuestion(request)) return undefined;
        return connection.number === 1 ? [all, dropAfterBytes(25_000)] : all;
      },
    });
    const warehouse = await scripted.open('read');

    expect((await warehouse.query(QUESTION)).rows).toEqual(ids);
  });

  test('in a change is a transaction of its own, with one effect', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request, _, connection) => {
        if (!isWork(request)) return undefined;
        return connection.number === 1 ? dropBefore() : done(7);
      },
    });
    const warehouse = await scripted.open();

    expect(await warehouse.execute(WORK)).toBe(7);

    const changes = scripted.server.requests.flatMap(({ request }) => (isWork(request) ? [request] : []));
    expect(changes).toMatchObject([{ transaction: 1n }, { transaction: 2n }]);
    expect(scripted.count('commit')).toBe(1);
  });
});
