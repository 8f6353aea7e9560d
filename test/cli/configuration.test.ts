import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ShopFolder, SLOW } from './shop-folder.ts';

async function expectRefused(folder: ShopFolder, args: readonly string[], message: string): Promise<string> {
  const { code, out, err } = await folder.run(args);
  expect(err).toContain(message);
  expect(err).not.toContain('    at ');
  expect({ code, out }).toEqual({ code: 3, out: '' });
  return err;
}

describe.concurrent('a configuration file', SLOW, () => {
  it('that is not there is named, with what to do', async () => {
    await using folder = await ShopFolder.empty();
    await expectRefused(
      folder,
      ['run', '--config', 'nope.ts'],
      'Error CONFIGURATION: There is no configuration at <dir>/nope.ts. Check the path given with --config.',
    );
    await expectRefused(
      folder,
      ['status'],
      'There is no configuration at <dir>/storehouse.config.ts. Name one with --config',
    );
  });

  it('that is a folder or no module is refused', async () => {
    await using folder = await ShopFolder.empty();
    await mkdir(folder.path('shop'));
    await expectRefused(folder, ['run', '--config', 'shop'], 'The configuration <dir>/shop is not a file.');
    await folder.write('c.json', '{}');
    await expectRefused(folder, ['run', '--config', 'c.json'], '<dir>/c.json is not a TypeScript or JavaScript file.');
  });

  it.each([
    ['has a syntax error', 'const a = 1;\nexport default { a: = }', 'does not load (line 2): Expression expected'],
    [
      'has syntax Node cannot strip',
      'enum A { x }\nexport default {}',
      'does not load (line 1): TypeScript enum is not',
    ],
    ['throws', '\n\nthrow new Error("no SHOP_DIR")', 'does not load (line 3): no SHOP_DIR\n'],
    ['imports what is not there', 'import "./gone.ts";', 'A configuration need not import anything'],
    ['exports nothing', 'export const a = 1;', 'has no default export. Write: export default defineConfig({ … })'],
    ['exports no object', 'export default 5;', '- the default export: Invalid input: expected object, received number'],
  ])('that %s is reported without a stack', async (_, text, message) => {
    await using folder = await ShopFolder.empty();
    await folder.write('storehouse.config.ts', text);
    await expectRefused(folder, ['run'], message);
  });
});

describe.concurrent('wrong values', SLOW, () => {
  it('are reported all at once, each with its path', async () => {
    await using folder = await ShopFolder.empty();
    const feed = {
      entity: 'order',
      columns: { a: 5, b: { column: 'x', foo: 1 } },
      dateFormt: 'x',
      format: { type: 'xls' },
    };
    const sources = { Shop: {}, files: { kind: 'files', feeds: [feed] } };
    await folder.configure({
      wharehouse: 'x',
      waitingDays: -1,
      reportingTimeZone: 'Mars',
      checks: { a: 'b' },
      sources,
    });
    const err = await expectRefused(folder, ['run'], 'The configuration <dir>/storehouse.config.ts has 11 problems:');
    const paths = [...err.matchAll(/^- ([^:]+):/gm)].map(([, path]) => path);
    expect(paths.toSorted()).toEqual([
      'checks.a',
      'reportingTimeZone',
      'sources.Shop',
      'sources.files.directory',
      'sources.files.feeds[0].columns.a',
      'sources.files.feeds[0].columns.b.foo',
      'sources.files.feeds[0].dateFormt',
      'sources.files.feeds[0].files',
      'sources.files.feeds[0].format.type',
      'waitingDays',
      'wharehouse',
    ]);
  });

  it('of unknown keys come with the known ones', async () => {
    await using folder = await ShopFolder.empty();
    await folder.configure({ wharehouse: 'duckdb:x' });
    await expectRefused(folder, ['run'], '- wharehouse: unknown key; did you mean "warehouse"?');
    await folder.configure({ zzz: 1 });
    await expectRefused(
      folder,
      ['run'],
      '- zzz: unknown key; known here are warehouse, reportingTimeZone, waitingDays, memoryLimitMb, readCopies, checks, contracts, security, bronze, sources',
    );
  });

  it.each([
    [
      { customer: 'freze' },
      '- contracts.customer: write "evolve", "freeze", "quarantine" or { newColumns: "…", missingColumns: "…", changedTypes: "…" }; did you mean "freeze"?',
    ],
    [
      { customer: { newColumns: 'evolv' } },
      '- contracts.customer.newColumns: Invalid option: expected one of "evolve"|"freeze"|"quarantine"; did you mean "evolve"?',
    ],
    [{ customer: { missing: 'freeze' } }, '- contracts.customer.missing: unknown key; did you mean "missingColumns"?'],
    [
      { customer: { newColumn: 'freeze', changedTypes: 1 } },
      '- contracts.customer.newColumn: unknown key; did you mean "newColumns"?',
    ],
  ])('of contracts come with what may be meant: %j', async (contracts, message) => {
    await using folder = await ShopFolder.empty();
    await folder.configure({ contracts });
    await expectRefused(folder, ['run'], message);
  });

  it('of feeds, checks and the warehouse are reported together, before anything is opened', async () => {
    await using folder = await ShopFolder.empty();
    const feeds = [{ entity: 'ordr', files: 'x.csv', columns: {} }];
    const sources = { shop: { kind: 'files' as const, directory: 'shop', feeds } };
    await folder.configure({
      warehouse: 'sqlserver://sa:geheim@db01/?encrypted=yes',
      checks: { order_without_item: 'stop' },
      contracts: { custmer: 'freeze' },
      sources,
    });
    const err = await expectRefused(folder, ['run'], 'warehouse: the URL of SQL Server db01 has 2 problems:');
    expect(err).toContain('- encrypted: unknown option; did you mean "encrypt"?');
    expect(err).toContain('- database: is missing;');
    expect(err).toContain('checks.order_without_item: there is no such check; did you mean "order_without_items"?');
    expect(err).toContain('contracts.custmer: there is no entity "custmer"; did you mean "customer"?');
    expect(err).toContain('sources.shop.feeds[0].entity: there is no entity "ordr"');
    expect(err).not.toContain('geheim');
  });

  it('leave nothing to load when there are no feeds', async () => {
    await using folder = await ShopFolder.empty();
    await folder.configure({ sources: {} });
    await expectRefused(folder, ['run'], '<dir>/storehouse.config.ts has no feeds, so there is nothing to load.');
  });
});

describe.concurrent('the warehouse', SLOW, () => {
  it.each([
    ['mssql://sa:geheim@db01', '- database: is missing; write its name after the host'],
    ['mssql://sa:12/geheim@db01/x', 'warehouse: the URL of the SQL Server cannot be read. Write mssql://USER'],
    ['Server=db;Password=geheim', 'warehouse: this is a connection string of ADO.NET, ODBC or JDBC.'],
    ['postgres://sa:geheim@db/x', 'The given text is not a warehouse. Write duckdb:PATH'],
    ['shop.duckdb', '"shop.duckdb" is not a warehouse. Write duckdb:PATH, e.g. duckdb:shop.duckdb, or mssql://USER'],
    ['duckdb:', '"duckdb:" is not a warehouse. Write duckdb:PATH'],
  ])('cannot be %s, and no password is repeated', async (url, message) => {
    await using folder = await ShopFolder.empty();
    await folder.configure({});
    for (const command of ['run', 'status']) {
      expect(await expectRefused(folder, [command, '--warehouse', url], message)).not.toContain('geheim');
    }
  });

  it('is relative to the configuration there, and to the current folder on the command line', async () => {
    await using folder = await ShopFolder.seeded(10);
    await mkdir(folder.path('below'));
    const cwd = folder.path('below');
    const configured = await folder.run(['run', '--config', '../storehouse.config.ts'], { cwd });
    expect(configured.err).toContain('Running into duckdb:<dir>/shop.duckdb\n');
    expect(configured.code).toBe(0);
    const given = ['run', '--config', '../storehouse.config.ts', '--warehouse', 'duckdb:own.duckdb'];
    expect((await folder.run(given, { cwd })).err).toContain('Running into duckdb:<dir>/below/own.duckdb\n');
  });
});
