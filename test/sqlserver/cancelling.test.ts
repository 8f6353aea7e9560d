import { describe, expect, test } from 'vitest';
import { type Answer, deafSilence, done, dropBefore, failure, silence } from '../tds-server/answers.ts';
import type { Request } from '../tds-server/requests.ts';
import { type Fault, failureOf, isCommit, isStatement, ScriptedWarehouse, times } from './scripted-warehouse.ts';
import { chunk, isBulk, opened } from './staged-rows.ts';

const WORK = 'UPDATE dim.seller SET city = NULL';
const isWork = (request: Request): boolean => isStatement(request, WORK);

function silentAt(answer: Answer): Promise<ScriptedWarehouse> {
  return ScriptedWarehouse.start({ fault: times(1, isWork, () => answer) });
}

describe('a statement that is cancelled', () => {
  test('ends with INTERRUPTED, its transaction is undone, and the connection goes on', async () => {
    await using scripted = await silentAt(silence());
    const warehouse = await scripted.open();

    const failed = failureOf(warehouse.execute(WORK));
    await scripted.server.received(isWork);
    await warehouse.cancel();

    expect(await failed).toMatchObject({ code: 'INTERRUPTED', retryable: false });
    await warehouse.execute(WORK);
    expect(scripted.connectionsOf(WORK)).toEqual([1, 1]);
    expect([scripted.count('begin'), scripted.count('commit')]).toEqual([2, 1]);
    const undone = scripted.server.requests.findIndex(
      ({ request }) => request.kind === 'batch' && request.sql.includes('ROLLBACK'),
    );
    expect(undone).toBeGreaterThan(scripted.server.requests.findIndex(({ request }) => request.kind === 'attention'));
    expect(scripted.warnings).toEqual([]);
  });

  test('outside transactions ends with INTERRUPTED too, and is not asked again', async () => {
    await using scripted = await silentAt(silence());
    const warehouse = await scripted.open('read');

    const failed = failureOf(warehouse.query(WORK));
    await scripted.server.received(isWork);
    await warehouse.cancel();

    expect(await failed).toMatchObject({ code: 'INTERRUPTED' });
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
  });

  test.each([
    ['in a transaction', 'write'],
    ['outside of one', 'read'],
  ] as const)('by a server that does not listen costs the connection, %s', async (_, mode) => {
    await using scripted = await silentAt(deafSilence());
    const warehouse = await scripted.open(mode, {}, { cancelTimeoutMs: 50 });
    const work = () => (mode === 'write' ? warehouse.execute(WORK) : warehouse.query(WORK));

    const failed = failureOf(work());
    await scripted.server.received(isWork);
    await warehouse.cancel();

    expect(await failed).toMatchObject({ code: 'INTERRUPTED' });
    await work();
    expect(scripted.connectionsOf(WORK)).toEqual([1, 2]);
    // Nothing had to fail first.
    expect(scripted.warnings).toEqual([]);
  });

  test('while its connection is lost ends with INTERRUPTED', async () => {
    await using scripted = await silentAt(deafSilence());
    const warehouse = await scripted.open();

    const failed = failureOf(warehouse.execute(WORK));
    await scripted.server.received(isWork);
    await warehouse.cancel();
    scripted.server.dropConnections();

    expect(await failed).toMatchObject({ code: 'INTERRUPTED' });
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
  });

  test.each([
    ['ended', 1],
    ['been cancelled', 2],
  ])('does not have the next one taken for it, once it has %s', async (_, end) => {
    const answers = end === 1 ? [done(1)] : [silence()];
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isWork(request) ? (answers.shift() ?? failure(547, 'A rule.')) : undefined),
    });
    const warehouse = await scripted.open('read');

    const first = warehouse.query(WORK).catch((error: unknown) => error);
    await scripted.server.received(isWork);
    if (end === 1) await first;
    await warehouse.cancel();
    await first;

    expect(await failureOf(warehouse.query(WORK))).toMatchObject({ code: 'WAREHOUSE_STATEMENT' });
    expect(scripted.connectionsOf(WORK)).toEqual([1, 1]);
  });

  test('when nothing runs does not harm the next one', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();

    await warehouse.cancel();

    expect(await warehouse.execute(WORK)).toBe(0);
    expect(scripted.server.requests.some(({ request }) => request.kind === 'attention')).toBe(false);
  });

  test('between two statements of a transaction does not harm it', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();

    await warehouse.transaction(async (session) => {
      await session.execute(WORK);
      await warehouse.cancel();
      await session.execute(WORK);
    });

    expect(scripted.count('commit')).toBe(1);
  });

  test('as bulk rows that are on their way ends the load', async () => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(2, isBulk, () => silence()) });
    const warehouse = await scripted.open();
    const writer = await warehouse.openStaging({ table: 'stg.item_row', batchId: 9, columns: ['code', 'day', 'note'] });

    await writer.append(chunk(1, 10));
    await writer.append(chunk(11, 10));
    await expect.poll(() => scripted.count('bulk'), { interval: 1 }).toBe(2);
    await warehouse.cancel();

    expect(await failureOf(writer.close())).toMatchObject({ code: 'INTERRUPTED' });
    expect(scripted.database.staged).toEqual([]);
  });
});

describe('a COMMIT', () => {
  test('is not cancelled', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const fault: Fault = async (_, healthy) => {
      await promise;
      return healthy();
    };
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isCommit, fault) });
    const warehouse = await scripted.open();

    const changing = warehouse.execute(WORK);
    await scripted.server.received(isCommit);
    await warehouse.cancel();
    resolve();
    await changing;

    expect(scripted.server.requests.some(({ request }) => request.kind === 'attention')).toBe(false);
    expect(scripted.database.token).not.toBe('from-the-last-run');
  });

  test('once it is done, lets what follows be cancelled', async () => {
    const follow = 'DELETE FROM stg.other_row';
    const isFollow = (request: Request): boolean => isStatement(request, follow);
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isFollow(request) ? silence() : undefined),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);
    const failed = failureOf(warehouse.execute(follow));
    await scripted.server.received(isFollow);
    await warehouse.cancel();

    expect(await failed).toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('a statement that takes too long', () => {
  test.each([
    ['listens', silence(), [1, 1]],
    ['does not listen', deafSilence(), [1, 2]],
  ])('is cancelled with the setting named, by a server that %s', async (_, answer, connections) => {
    await using scripted = await silentAt(answer);
    const warehouse = await scripted.open('write', { statementTimeoutMs: 1000 }, { cancelTimeoutMs: 500 });

    const error = await failureOf(warehouse.execute(WORK));

    expect(error).toMatchObject({ code: 'WAREHOUSE_STATEMENT', exit: 'warehouse', retryable: false });
    expect(error.message).toContain('did not end within 1 s and was cancelled');
    expect(error.message).toContain('raise statementTimeoutSeconds');
    expect(error.message).toContain(WORK);
    await warehouse.execute(WORK);
    expect(scripted.connectionsOf(WORK)).toEqual(connections);
    expect(scripted.warnings).toEqual([]);
  });

  test('as a chunk of bulk rows fails the load', async () => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isBulk, () => silence()) });
    const warehouse = await scripted.open('write', { statementTimeoutMs: 1000 });
    const writer = await warehouse.openStaging({ table: 'stg.item_row', batchId: 9, columns: ['code', 'day', 'note'] });

    await writer.append(chunk(1, 10));
    const error = await failureOf(writer.close());

    expect(error.message).toContain('raise statementTimeoutSeconds');
    expect(error.message).toContain('INSERT BULK stg.item_row');
  });
});

describe('an interrupted run', () => {
  const PATIENT = { attempts: 4, firstDelayMs: 3_600_000, maxDelayMs: 3_600_000 };

  test('does not wait for a server to come back', async () => {
    await using scripted = await silentAt(dropBefore());
    const warehouse = await scripted.open('write', {}, { patience: PATIENT });

    const failed = failureOf(warehouse.execute(WORK));
    await expect.poll(() => scripted.warnings.length, { interval: 1 }).toBe(1);
    scripted.controller.abort();

    expect(await failed).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE' });
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
  });

  test('does not wait in a bulk load', async () => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isBulk, () => dropBefore()) });
    const writer = await opened(scripted, { patience: PATIENT });

    await writer.append(chunk(1, 10));
    await expect.poll(() => scripted.warnings.length, { interval: 1 }).toBe(1);
    scripted.controller.abort();

    expect(await failureOf(writer.close())).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE' });
  });

  test('can still note its end, over a new connection if need be', async () => {
    await using scripted = await silentAt(deafSilence());
    const warehouse = await scripted.open('write', {}, { cancelTimeoutMs: 50 });

    const failed = failureOf(warehouse.execute(WORK));
    await scripted.server.received(isWork);
    scripted.controller.abort();
    await warehouse.cancel();

    expect(await failed).toMatchObject({ code: 'INTERRUPTED' });
    await warehouse.execute(WORK);
    expect(scripted.connectionsOf(WORK)).toEqual([1, 2]);
    expect(scripted.count('commit')).toBe(1);
  });
});
