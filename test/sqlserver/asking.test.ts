import { describe, expect, test } from 'vitest';
import { failure, rows } from '../tds-server/answers.ts';
import { int } from '../tds-server/columns.ts';
import { ScriptedDatabase } from './scripted-database.ts';
import { failureOf, ScriptedWarehouse, times } from './scripted-warehouse.ts';

describe('products that speak the protocol and are no SQL Server', () => {
  test.each([
    [6, 'a dedicated pool of Azure Synapse'],
    [11, 'a serverless pool of Azure Synapse or a warehouse of Microsoft Fabric'],
  ])('edition %d is refused', async (edition, name) => {
    const database = new ScriptedDatabase({ major: 12, edition, babelfish: null });
    await using scripted = await ScriptedWarehouse.start({ database });

    const error = await failureOf(scripted.open());

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNSUPPORTED', context: { engineEdition: edition } });
    expect(error.message).toContain(`is ${name}. Storehouse needs SQL Server 2019`);
  });
});

describe('a probe of what the server can do', () => {
  const isProbe = (request: object): boolean => 'sql' in request && String(request.sql).includes('sys.masked_columns');

  test.each([
    ['tempdb is full', 1105],
    ['the log is full', 9002],
    ['the login may not look', 229],
  ])('that fails because %s says nothing, and ends the command', async (_, number) => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isProbe, () => failure(number, 'No.')) });

    const error = await failureOf(scripted.open('plan'));

    expect(error).toMatchObject({ context: { number } });
  });
});

describe('a plan', () => {
  const sees = (forReaders: number | null, forLoaders: number | null) =>
    rows([int('for_readers'), int('for_loaders')], [[forReaders, forLoaders]]);

  test.each([
    ['is not made for a login that sees what readers see', sees(11, null), 'WAREHOUSE_PERMISSION'],
    ['is made for a login that sees all', sees(11, 12), null],
    ['is made of a database that is still empty', sees(null, null), null],
  ])('%s', async (_, answer, code) => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => ('sql' in request && request.sql.includes('for_loaders') ? answer : undefined),
    });

    const opening = scripted.open('plan');

    if (code === null) await opening;
    else expect(await failureOf(opening)).toMatchObject({ code, exit: 'warehouse' });
  });
});
