import { describe, expect, test } from 'vitest';
import { dropBefore, failure, rows } from '../tds-server/answers.ts';
import { int, nvarchar } from '../tds-server/columns.ts';
import { ScriptedDatabase, type ServerVersion } from './scripted-database.ts';
import { failureOf, isStatement, ScriptedWarehouse, times } from './scripted-warehouse.ts';

describe('versions', () => {
  const OLD: ServerVersion = { major: 14, edition: 3, babelfish: null };

  test('older than SQL Server 2019 are refused', async () => {
    await using scripted = await ScriptedWarehouse.start({ database: new ScriptedDatabase(OLD) });

    const error = await failureOf(scripted.open());

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNSUPPORTED', context: { version: '14.0.1000.6' } });
    expect(error.message).toContain('is SQL Server 14.0.1000.6. Storehouse needs SQL Server 2019 (15.0) or later');
    expect(scripted.count('lock')).toBe(0);
  });

  test.each<[string, ServerVersion]>([
    ['SQL Server 2019', { major: 15, edition: 2, babelfish: null }],
    ['SQL Server 2025', { major: 17, edition: 3, babelfish: null }],
    ['Azure SQL Database, which says 12', { major: 12, edition: 5, babelfish: null }],
    ['Azure SQL Managed Instance, which says 12', { major: 12, edition: 8, babelfish: null }],
    ['Babelfish', { major: 12, edition: 2, babelfish: '4.4.0' }],
  ])('%s is accepted', async (_, version) => {
    await using scripted = await ScriptedWarehouse.start({ database: new ScriptedDatabase(version) });

    const warehouse = await scripted.open();

    expect(warehouse.location).toBe(`mssql://localhost:${scripted.server.port}/shop`);
  });
});

describe('an empty database', () => {
  test('cannot be read', async () => {
    await using scripted = await ScriptedWarehouse.start({ database: new ScriptedDatabase(undefined, true) });

    const error = await failureOf(scripted.open('read'));

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREADABLE', exit: 'warehouse' });
    expect(error.message).toContain('Build it with "storehouse run"');
  });

  test.each(['write', 'plan'] as const)('is opened to %s', async (mode) => {
    await using scripted = await ScriptedWarehouse.start({ database: new ScriptedDatabase(undefined, true) });

    await scripted.open(mode);

    expect(scripted.count('lock')).toBe(mode === 'write' ? 1 : 0);
  });
});

describe('every connection', () => {
  test('has the server undo a whole transaction when one of its statements fails', async () => {
    await using scripted = await ScriptedWarehouse.start();

    await scripted.open();

    const first = scripted.server.requests[0]?.request;
    expect(first?.kind === 'batch' && first.sql.split('\n')).toContain('set xact_abort on');
  });

  test('has the server count changed rows, even one whose user options say otherwise', async () => {
    const work = 'UPDATE dim.seller SET city = NULL';
    await using scripted = await ScriptedWarehouse.start({
      database: new ScriptedDatabase(undefined, false, true),
      fault: times(
        1,
        (request) => isStatement(request, work),
        () => dropBefore(),
      ),
    });
    const warehouse = await scripted.open();

    await warehouse.execute(work);

    expect(scripted.connectionsOf(work)).toEqual([1, 2]);
    expect(scripted.connectionsOf('SET NOCOUNT OFF')).toEqual([1, 2]);
    expect(scripted.count('commit')).toBe(1);
  });
});

describe('what a server can do', () => {
  const isProbe = (request: object): boolean => 'sql' in request && String(request.sql).includes('sys.masked_columns');

  test.each([
    ['a refusal means that it cannot', 208, 1],
    ['a deadlock means nothing', 1205, 2],
  ])('is asked, and %s', async (_, number, questions) => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isProbe, () => failure(number, 'No.')) });

    await scripted.open('plan');

    expect(scripted.server.requests.filter(({ request }) => isProbe(request))).toHaveLength(questions);
  });
});

describe('the lock of the writer', () => {
  const REFUSED = rows([int('outcome')], [[-1]]);
  const isLock = (request: object): boolean => 'sql' in request && String(request.sql).includes('sp_getapplock');
  const isHolder = (request: object): boolean => 'sql' in request && String(request.sql).includes('dm_tran_locks');
  const HOLDER = rows(
    [nvarchar('host_name', 128), nvarchar('program_name', 128), int('host_process_id'), int('session_id')],
    [['db02', 'Storehouse write', 4711, 62]],
  );

  test.each([
    ['the process that has it is named', HOLDER, 'by process 4711 on db02 (Storehouse write, session 62).'],
    ['it is another process where the login may not look', failure(300, 'VIEW SERVER STATE.'), 'by another process.'],
  ])('is refused, and %s', async (_, answer, holder) => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isLock(request) ? REFUSED : isHolder(request) ? answer : undefined),
    });

    const error = await failureOf(scripted.open());

    expect(error.code).toBe('WAREHOUSE_LOCKED');
    expect(error.message).toContain(holder);
    await expect.poll(() => scripted.server.connections.map(({ isOpen }) => isOpen), { interval: 5 }).toEqual([false]);
  });

  test('is asked for again when the server chose this process as the victim of a deadlock', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isLock, () => failure(1205, 'Deadlock.')),
    });

    await scripted.open();

    expect(scripted.count('lock')).toBe(2);
  });
});

describe('logins that do not see all', () => {
  const MASKED = { maskPersonalData: true, rowAccess: 'off' } as const;
  const member = (isLoader: number | null, isOwner: number) =>
    rows([int('is_loader'), int('is_owner')], [[isLoader, isOwner]]);

  test.each([
    ['neither loader nor owner', member(0, 0), 'WAREHOUSE_PERMISSION'],
    ['a loader', member(1, 0), null],
    ['an owner', member(0, 1), null],
    ['one where the role is not there yet', member(null, 0), null],
  ])('%s', async (_, answer, code) => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => ('sql' in request && request.sql.includes('IS_ROLEMEMBER') ? answer : undefined),
    });

    const opening = scripted.open('write', {}, { security: MASKED });

    if (code === null) await opening;
    else expect(await failureOf(opening)).toMatchObject({ code });
  });
});
