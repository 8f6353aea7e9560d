import { describe, expect, test } from 'vitest';
import { EXIT_CODES, WarehouseLoginError } from '../../core/errors.ts';
import { dropBefore, failure } from '../tds-server/answers.ts';
import type { Request } from '../tds-server/requests.ts';
import { failureOf, isStatement, ScriptedWarehouse, times } from './scripted-warehouse.ts';

const WORK = 'UPDATE dim.seller SET city = NULL';
const isWork = (request: Request): boolean => isStatement(request, WORK);

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
