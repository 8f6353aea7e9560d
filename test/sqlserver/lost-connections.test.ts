import { describe, expect, test } from 'vitest';
import { EXIT_CODES, WarehouseLoginError } from '../../core/errors.ts';
import { done, dropAfterBytes, dropBefore, failure, rows } from '../tds-server/answers.ts';
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

describe('a server that goes away', () => {
  test('for a while costs a pause', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open('write', {}, { patience: { attempts: 50, firstDelayMs: 1, maxDelayMs: 2 } });

    scripted.server.pause();
    scripted.server.dropConnections();
    const changing = warehouse.execute(WORK);
    await expect.poll(() => scripted.warnings.length, { interval: 1 }).toBeGreaterThan(2);
    await scripted.server.resume();
    await changing;

    expect(scripted.connectionsOf(WORK).at(-1)).toBe(2);
    expect(scripted.count('commit')).toBe(1);
  });

  test('in the middle of a restart refuses logins, which are tried again', async () => {
    let logins = 0;
    await using scripted = await ScriptedWarehouse.start({
      onLogin: () => (++logins === 2 ? failure(18401, 'Server is in script upgrade mode.') : undefined),
      fault: times(1, isWork, () => dropBefore()),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    expect(scripted.warnings).toMatchObject([{ number: 0 }, { number: 18401 }]);
    expect(scripted.connectionsOf(WORK)).toEqual([1, 3]);
  });

  test('and starts again with the database still recovering is tried again, unlike a database that never was', async () => {
    let logins = 0;
    await using scripted = await ScriptedWarehouse.start({
      onLogin: () => (++logins === 2 ? failure(4060, 'Cannot open database.') : undefined),
      fault: times(1, isWork, () => dropBefore()),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    expect(scripted.warnings).toMatchObject([{ number: 0 }, { code: 'WAREHOUSE_LOGIN', number: 4060 }]);
    expect(scripted.connectionsOf(WORK)).toEqual([1, 3]);
  });

  test.each([
    ['a wrong password', 18456],
    ['a firewall', 40615],
    ['a password that has to be changed', 18488],
    ['a disabled login', 18470],
  ])('and refuses the login because of %s, %i, is not asked again: accounts are locked by that', async (_, number) => {
    let logins = 0;
    await using scripted = await ScriptedWarehouse.start({
      onLogin: () => (++logins > 1 ? failure(number, 'No.', { class: 14 }) : undefined),
      fault: times(1, isWork, () => dropBefore()),
    });
    const warehouse = await scripted.open();

    const error = await failureOf(warehouse.execute(WORK));

    expect(error).toMatchObject({ code: 'WAREHOUSE_LOGIN', context: { number } });
    expect(scripted.count('login')).toBe(2);
  });

  test.each([
    ['is being upgraded', 18401],
    ['lets only administrators in', 18451],
    ['is not ready', 17187],
    ['recovers the database', 922],
    ['has no database to open', 4060],
    ['says something that SQL Server never does', 33557097],
  ])('and %s, %i, is asked until it lets in', async (_, number) => {
    let logins = 0;
    await using scripted = await ScriptedWarehouse.start({
      onLogin: () => (++logins === 2 ? failure(number, 'Later.') : undefined),
      fault: times(1, isWork, () => dropBefore()),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    expect(scripted.connectionsOf(WORK)).toEqual([1, 3]);
  });

  test('is not waited for where Entra ID refuses the token: a person would be asked again and again', async () => {
    const refusal = new WarehouseLoginError('Entra ID refused the login.', { context: { number: '50126' } });
    let tokens = 0;
    const token = async () => {
      tokens += 1;
      if (tokens > 1) throw refusal;
      return 'eyJ0eXAi.token';
    };
    await using scripted = await ScriptedWarehouse.start({
      encryption: 'on',
      fault: times(1, isWork, () => dropBefore()),
    });
    const session = scripted.session({ token });
    await session.open();

    expect(await failureOf(session.attempt((connection) => connection.run(WORK)))).toBe(refusal);
    expect(tokens).toBe(2);
    session.close();
  });

  test('is waited for once, and then tried once a statement until it is back', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();

    scripted.server.pause();
    scripted.server.dropConnections();
    await failureOf(warehouse.execute(WORK));
    expect(scripted.warnings).toHaveLength(3);
    await failureOf(warehouse.execute(WORK));
    expect(scripted.warnings).toHaveLength(3);

    await scripted.server.resume();
    await warehouse.execute(WORK);
    expect(scripted.count('commit')).toBe(1);

    scripted.server.pause();
    scripted.server.dropConnections();
    await failureOf(warehouse.execute(WORK));
    expect(scripted.warnings).toHaveLength(6);
  });

  test('for ever is an error of the warehouse after all attempts', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();

    scripted.server.pause();
    scripted.server.dropConnections();
    const error = await failureOf(warehouse.execute(WORK));

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', exit: 'warehouse', retryable: true });
    expect(EXIT_CODES[error.exit]).toBe(5);
    expect(error.message).toContain('ECONNREFUSED');
    expect(scripted.warnings.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  test('again and again in the middle of the same statement is an error that says how to go on', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isWork(request) ? dropBefore() : undefined),
    });
    const warehouse = await scripted.open();

    const error = await failureOf(warehouse.execute(WORK));

    expect(error.code).toBe('WAREHOUSE_UNREACHABLE');
    expect(error.message).toContain('was lost and could not be made again');
    expect(scripted.connectionsOf(WORK)).toEqual([1, 2, 3, 4]);
  });
});
