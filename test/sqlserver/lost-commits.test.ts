import { describe, expect, test } from 'vitest';
import { dropAfterBytes, dropBefore, failure, rolledBack, silence } from '../tds-server/answers.ts';
import type { Request } from '../tds-server/requests.ts';
import { ScriptedDatabase } from './scripted-database.ts';
import { type Fault, failureOf, isCommit, ScriptedWarehouse, times } from './scripted-warehouse.ts';

const WORK = 'UPDATE dim.seller SET city = NULL';
const isMark = (request: Request): boolean =>
  request.kind === 'rpc' && request.sql.startsWith('UPDATE ops.last_commit');
const readsMark = (request: Request): boolean => request.kind === 'rpc' && request.sql.startsWith('SELECT c.token');

const transactionOf = (request: Request): bigint => ('transaction' in request ? request.transaction : 0n);

/** What happens to a COMMIT that is executed all the same. */
const DONE_BUT: readonly (readonly [string, Fault])[] = [
  [
    'the connection closes before the answer',
    (_, healthy) => {
      healthy();
      return dropBefore();
    },
  ],
  [
    'the connection breaks in the middle of the answer',
    (_, healthy) => {
      const answer = healthy();
      return [...[answer ?? []].flat(), dropAfterBytes(12)];
    },
  ],
  [
    'the server says that the service is moving',
    (_, healthy) => {
      healthy();
      return failure(40197, 'The service has encountered an error.', { class: 20 });
    },
  ],
];

/** What happens to a COMMIT that is not executed. */
const UNDONE: readonly (readonly [string, Fault])[] = [
  ['the connection closes before the answer', () => dropBefore()],
  ['the connection is reset', () => dropBefore('reset')],
  ['the server found a conflict', (request) => [rolledBack(transactionOf(request)), failure(3960, 'Conflict.')]],
];

describe('a COMMIT without an answer', () => {
  test.each(DONE_BUT)('that was done is found, and the work not done again: %s', async (_, fault) => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isCommit, fault) });
    const warehouse = await scripted.open();
    let runs = 0;

    const result = await warehouse.transaction(async (session) => {
      runs += 1;
      await session.execute(WORK);
      return `run ${runs}`;
    });

    expect(result).toBe('run 1');
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
    expect([scripted.count('begin'), scripted.count('commit'), scripted.count('lock')]).toEqual([1, 1, 2]);
  });

  test.each(UNDONE)('that was not done is found, and the work done again: %s', async (_, fault) => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isCommit, fault) });
    const warehouse = await scripted.open();
    let runs = 0;

    const result = await warehouse.transaction(async (session) => {
      runs += 1;
      await session.execute(WORK);
      return `run ${runs}`;
    });

    expect(result).toBe('run 2');
    expect(scripted.connectionsOf(WORK)).toEqual([1, 2]);
    expect([scripted.count('begin'), scripted.count('commit'), scripted.count('lock')]).toEqual([2, 2, 2]);
    expect(scripted.database.token).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('after which somebody else has written ends the run', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isCommit, () => {
        scripted.database.token = 'of-somebody-else';
        return dropBefore();
      }),
    });
    const warehouse = await scripted.open();

    const error = await failureOf(warehouse.execute(WORK));

    expect(error).toMatchObject({ code: 'WAREHOUSE_LOCKED', retryable: false });
    expect(error.message).toContain('another process has written since');
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
  });

  test('is looked into only with the lock of the writer', async () => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isCommit, () => dropBefore()) });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    const second = scripted.server.requests.filter(({ connection }) => connection === 2).map(({ request }) => request);
    const lock = second.findIndex((request) => 'sql' in request && request.sql.includes('sp_getapplock'));
    expect(lock).toBeGreaterThan(-1);
    expect(second.findIndex(readsMark)).toBeGreaterThan(lock);
  });

  test('is looked into again where the connection is lost once more', async () => {
    let commits = 0;
    await using scripted = await ScriptedWarehouse.start({
      fault: (request, healthy, connection) => {
        if (isCommit(request)) {
          commits += 1;
          healthy();
          return dropBefore();
        }
        return readsMark(request) && connection.number === 2 ? dropBefore() : undefined;
      },
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    expect(commits).toBe(1);
    expect(scripted.count('login')).toBe(3);
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
  });

  test('is told apart from the one before it and the one after it', async () => {
    const kept: Fault = (_, healthy) => healthy();
    const undone: Fault = () => dropBefore();
    const doneUnheard: Fault = (_, healthy) => {
      healthy();
      return dropBefore();
    };
    const fates = [kept, undone, kept, doneUnheard, undone, kept];
    await using scripted = await ScriptedWarehouse.start({
      fault: (request, ...rest) => (isCommit(request) ? fates.shift()?.(request, ...rest) : undefined),
    });
    const warehouse = await scripted.open();

    for (const number of [1, 2, 3, 4]) await warehouse.execute(`${WORK} WHERE id = ${number}`);

    const runs = [1, 2, 3, 4].map((number) => scripted.connectionsOf(`${WORK} WHERE id = ${number}`));
    expect(runs).toEqual([[1], [1, 2], [2], [3, 4]]);
    expect(fates).toEqual([]);
  });

  test('is an error where the server does not come back', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isCommit, () => {
        scripted.server.pause();
        return dropBefore();
      }),
    });
    const warehouse = await scripted.open();

    expect(await failureOf(warehouse.execute(WORK))).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE' });
    expect(scripted.connectionsOf(WORK)).toEqual([1]);
  });
});

describe('a COMMIT that the server refuses', () => {
  test('for good is an error, and its connection is not used again', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isCommit, () => failure(9002, 'The transaction log is full.')),
    });
    const warehouse = await scripted.open();

    expect(await failureOf(warehouse.execute(WORK))).toMatchObject({ context: { number: 9002 } });
    await warehouse.execute(WORK);

    expect(scripted.connectionsOf(WORK)).toEqual([1, 2]);
  });
});

describe('a COMMIT that takes longer than a statement may', () => {
  test('is looked into like one without an answer', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isCommit, (_, healthy) => {
        healthy();
        return silence();
      }),
    });
    const warehouse = await scripted.open('write', { statementTimeoutMs: 100 });

    await warehouse.execute(WORK);

    expect(scripted.connectionsOf(WORK)).toEqual([1]);
    expect(scripted.count('login')).toBe(2);
  });
});

describe('the mark of a transaction', () => {
  test('is left by its last statement, and lost with it', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isMark, () => dropBefore()),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    const kinds = scripted.server.requests
      .filter(({ connection, request }) => connection === 2 && transactionOf(request) !== 0n)
      .map(({ request }) =>
        isMark(request) ? 'mark' : isCommit(request) ? 'commit' : 'sql' in request && request.sql,
      );
    expect(kinds).toEqual([WORK, "SELECT OBJECT_ID(N'ops.last_commit', N'U') AS object_id", 'mark', 'commit']);
  });

  test('cannot be left before its table is there; after a lost COMMIT the work is done again', async () => {
    await using scripted = await ScriptedWarehouse.start({
      database: new ScriptedDatabase(undefined, true),
      fault: times(1, isCommit, () => dropBefore()),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    expect(scripted.connectionsOf(WORK)).toEqual([1, 2]);
    expect(scripted.server.requests.some(({ request }) => isMark(request))).toBe(false);
  });

  test('has its row inserted where it was not there', async () => {
    await using scripted = await ScriptedWarehouse.start({ fault: (request) => (isMark(request) ? [] : undefined) });
    const warehouse = await scripted.open();

    await warehouse.execute(WORK);

    const inserts = scripted.server.requests.filter(
      ({ request }) => request.kind === 'rpc' && request.sql.startsWith('INSERT INTO ops.last_commit'),
    );
    expect(inserts).toHaveLength(1);
  });
});
