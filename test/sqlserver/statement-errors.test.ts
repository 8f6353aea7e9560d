import { describe, expect, test } from 'vitest';
import { failure, rolledBack } from '../tds-server/answers.ts';
import type { Request } from '../tds-server/requests.ts';
import { failureOf, isStatement, PASSWORD, ScriptedWarehouse, times } from './scripted-warehouse.ts';

const WORK = 'UPDATE dim.seller SET city = @city';
const CHANGE = 'DELETE FROM stg.other_row';
const isWork = (request: Request): boolean => isStatement(request, WORK);

/** As a server that has undone the transaction, where there is one, because of the error. */
function undoing(request: Request, number: number) {
  const transaction = 'transaction' in request ? request.transaction : 0n;
  const refused = failure(number, 'The server says why.', { class: 13 });
  return transaction === 0n ? [refused] : [rolledBack(transaction), refused];
}

function always(number: number): Promise<ScriptedWarehouse> {
  return ScriptedWarehouse.start({ fault: (request) => (isWork(request) ? undoing(request, number) : undefined) });
}

describe('what an error number means', () => {
  test.each([
    ['a deadlock', 1205, 'WAREHOUSE_STATEMENT', 4, 'gave a statement up, and so did every new attempt'],
    ['a lock that was not granted in time', 1222, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a snapshot conflict', 3960, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['no memory for a moment', 701, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a killed session', 596, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a database that moves', 40197, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a database that is recovered', 922, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a database in transition', 952, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a replica that is not readable', 976, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a replica for readers only', 978, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a replica that takes no readers', 979, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a server that is not ready', 17187, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a busy service', 40501, 'WAREHOUSE_STATEMENT', 4, 'Run the command again.'],
    ['a missing right', 229, 'WAREHOUSE_PERMISSION', 1, 'a member of storehouse_loader (to load) or storehouse_reader'],
    ['a table one may not see', 1088, 'WAREHOUSE_PERMISSION', 1, 'a member of storehouse_loader'],
    ['a full disk', 1105, 'WAREHOUSE_STATEMENT', 1, 'has no room left: The server says why. (error 1105) Make room'],
    ['a full log', 9002, 'WAREHOUSE_STATEMENT', 1, 'has no room left'],
    ['a log that failed', 9001, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['a damaged log of FILESTREAM', 5511, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['a stretched table out of reach', 14906, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['too long a transaction', 40549, 'WAREHOUSE_STATEMENT', 1, 'took more than it may: The server says why.'],
    ['too many locks', 40550, 'WAREHOUSE_STATEMENT', 1, '(error 40550) Load fewer files at a time'],
    ['too much of tempdb', 40551, 'WAREHOUSE_STATEMENT', 1, 'or scale the database up (log, tempdb, memory)'],
    ['too much log', 40552, 'WAREHOUSE_STATEMENT', 1, 'took more than it may'],
    ['too much memory', 40553, 'WAREHOUSE_STATEMENT', 1, 'took more than it may'],
    ['a read-only database', 3906, 'WAREHOUSE_STATEMENT', 1, 'the connection has reached a read-only replica'],
    ['a foreign key', 547, 'WAREHOUSE_STATEMENT', 1, 'refused a statement: The server says why. (error 547)'],
    ['a primary key', 2627, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['a unique index', 2601, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['a text too long', 8152, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['a text too long, since 2019', 2628, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['a column that is not there', 207, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
    ['a table that is not there', 208, 'WAREHOUSE_STATEMENT', 1, 'refused a statement'],
  ])('%s, %i, is %s after attempts: %i', async (_, number, code, attempts, said) => {
    await using scripted = await always(number);
    const warehouse = await scripted.open();

    const error = await failureOf(warehouse.execute(WORK, { city: 'Lima' }));

    expect(error).toMatchObject({ code, exit: 'warehouse', retryable: attempts > 1 });
    expect(error.context).toEqual({ location: warehouse.location, number });
    expect(error.message).toContain(said);
    expect(error.message).toContain(WORK);
    expect(scripted.connectionsOf(WORK)).toHaveLength(attempts);
    expect([scripted.count('begin'), scripted.count('commit')]).toEqual([attempts, 0]);
  });

  test('no message tells the values of parameters or the password, and long statements are cut', async () => {
    const long = `${WORK} WHERE city = @was ${'OR city = @was '.repeat(100)}`;
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isStatement(request, long) ? failure(547, 'No.') : undefined),
    });
    const warehouse = await scripted.open();

    const error = await failureOf(warehouse.execute(long, { city: 'Arequipa', was: 'Callao' }));

    expect(error.message).not.toMatch(/Arequipa|Callao/);
    expect(error.message).not.toContain(PASSWORD);
    expect(error.message.length).toBeLessThan(500);
  });
});

describe('a transaction that the server undoes', () => {
  test('as the victim of a deadlock is done again from its start, and committed once', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isWork, (request) => undoing(request, 1205)),
    });
    const warehouse = await scripted.open();
    let runs = 0;

    const result = await warehouse.transaction(async (session) => {
      runs += 1;
      await session.execute(CHANGE);
      await session.execute(WORK, { city: 'Lima' });
      return `run ${runs}`;
    });

    expect(result).toBe('run 2');
    expect([scripted.count('begin'), scripted.count('commit')]).toEqual([2, 1]);
    expect(scripted.connectionsOf(CHANGE)).toEqual([1, 1]);
    expect(scripted.database.token).toMatch(/^[0-9a-f-]{36}$/);
    expect(scripted.warnings).toMatchObject([{ code: 'WAREHOUSE_STATEMENT', number: 1205, attempt: 1 }]);
  });

  test('is not committed even if the work takes the error for harmless', async () => {
    await using scripted = await always(547);
    const warehouse = await scripted.open();

    const error = await failureOf(
      warehouse.transaction(async (session) => {
        await session.execute(WORK, { city: 'Lima' }).catch(() => {});
      }),
    );

    expect(error).toMatchObject({ code: 'WAREHOUSE_STATEMENT', context: { number: 547 } });
    expect(scripted.count('commit')).toBe(0);
    expect(scripted.database.token).toBe('from-the-last-run');
  });

  test('because its work failed is told with the error of the work, and the next one begins anew', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();
    const defect = new TypeError('x is not a function');

    await expect(warehouse.transaction(() => Promise.reject(defect))).rejects.toBe(defect);
    await warehouse.execute(CHANGE);

    expect([scripted.count('begin'), scripted.count('commit')]).toEqual([2, 1]);
    const begins = scripted.server.requests.filter(
      ({ request }) => request.kind === 'transaction' && request.action === 'begin',
    );
    expect(begins.map(({ request }) => 'transaction' in request && request.transaction)).toEqual([0n, 0n]);
  });

  test('that cannot be undone loses its connection, and the next one has another', async () => {
    const isRollback = (request: Request): boolean => request.kind === 'batch' && request.sql.includes('ROLLBACK');
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isRollback(request) ? failure(3903, 'No transaction.') : undefined),
    });
    const warehouse = await scripted.open();

    await expect(warehouse.transaction(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
    await warehouse.execute(CHANGE);

    expect(scripted.connectionsOf(CHANGE)).toEqual([2]);
    expect(scripted.count('lock')).toBe(2);
  });
});

describe('a plan', () => {
  test('is one transaction, done again as a whole', async () => {
    const statements = ['CREATE SCHEMA dim', 'CREATE TABLE dim.seller (id int NOT NULL)'];
    const isTable = (request: Request): boolean => isStatement(request, statements[1] ?? '');
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isTable, (request) => undoing(request, 1205)),
    });
    const warehouse = await scripted.open();

    await warehouse.applyPlan(statements);

    expect(statements.map((sql) => scripted.connectionsOf(sql))).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect([scripted.count('begin'), scripted.count('commit')]).toEqual([2, 1]);
  });

  test('is not applied to a warehouse that was opened to read', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open('read');

    const error = await failureOf(warehouse.applyPlan(['CREATE SCHEMA dim']));

    expect(error.code).toBe('WAREHOUSE_STATEMENT');
    expect(error.message).toContain('was opened to read');
    expect(scripted.count('begin')).toBe(0);
  });
});
