import { spawnSync } from 'node:child_process';
import { access, chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../connect/duckdb/open-database.ts';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { allTables } from '../../dwh/model/tables.ts';
import { type Finished, ShopFolder, SLOW } from './shop-folder.ts';

const ORDERS = 60;
const COPY = /^shop_\d{8}T\d{9}Z\.duckdb$/;
/** As a copy's line on the screen begins. */
const NOTICE = /^Reading the copy of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \(less than a minute old\); /;
const NOT_SINCE = 'the warehouse has not changed since.\n';

/** Minutes pass on a busy machine. */
const ageless = (text: string): string => text.replace(/, [^,\n]* ago/g, '');

/** What a configuration says that says nothing of copies. */
const BY_DEFAULT = { readCopies: undefined };

/** A loaded shop without copies. */
let loaded: ShopFolder;
beforeAll(async () => {
  loaded = await ShopFolder.seeded(ORDERS);
  const { code, err } = await loaded.run(['run']);
  expect({ code, copied: err.includes('copy for readers') }).toEqual({ code: 0, copied: false });
  await expect(access(loaded.path('shop.duckdb.copies'))).rejects.toThrow('ENOENT');
});
afterAll(() => loaded[Symbol.asyncDispose]());

async function shop(settings: Readonly<Record<string, unknown>> = {}): Promise<ShopFolder> {
  const folder = await loaded.copy();
  await folder.configure({ ...BY_DEFAULT, ...settings });
  return folder;
}

/** Names in the folder of the copies. */
async function names(folder: ShopFolder): Promise<readonly string[]> {
  return (await readdir(folder.path('shop.duckdb.copies'))).toSorted();
}

async function newest(folder: ShopFolder): Promise<string> {
  return join('shop.duckdb.copies', (await names(folder)).filter((name) => COPY.test(name)).at(-1) ?? 'none');
}

async function addOrder(folder: ShopFolder, id: string): Promise<void> {
  await folder.append('shop/orders.csv', `${id},,,delivered,2025-06-01 10:00:00,,,,,\n`);
}

function query(folder: ShopFolder, sql = 'SELECT COUNT(*) AS runs FROM ops.run'): Promise<Finished> {
  return folder.run(['query', sql, '--format', 'csv']);
}

/** Every row of every table. */
async function everything(folder: ShopFolder, file: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const database = await openDatabase(folder.path(file), 'read', 400);
  const tables: Record<string, readonly string[]> = {};
  for (const { schema, name } of allTables()) {
    const rows = await (await database.connection.run(`SELECT * FROM ${schema}."${name}"`)).getRowsJson();
    tables[`${schema}.${name}`] = rows.map((row) => JSON.stringify(row)).toSorted();
  }
  database.close();
  return tables;
}

describe.concurrent('a run', SLOW, () => {
  it('that brought something new ends with a copy that equals the warehouse', async () => {
    await using folder = await shop();
    await addOrder(folder, 'O-NEW');
    const { code, err } = await folder.run(['run']);
    expect(code).toBe(0);
    expect(err).toMatch(
      /\n {2}copy for readers +[\d.]+ s {2}<dir>\/shop\.duckdb\.copies\/shop_\d{8}T\d{9}Z\.duckdb\n$/,
    );
    expect(await names(folder)).toEqual([expect.stringMatching(COPY)]);
    const copied = await everything(folder, await newest(folder));
    expect(copied['fact.sales_order']?.some((row) => row.includes('O-NEW'))).toBe(true);
    expect(copied).toEqual(await everything(folder, 'shop.duckdb'));
  });

  it('that brought nothing new makes no copy, but the first', async () => {
    await using folder = await shop();
    expect((await folder.run(['run'])).err).toContain('  copy for readers ');
    const before = await names(folder);
    const { err } = await folder.run(['run']);
    expect(err).not.toContain('copy');
    expect(await names(folder)).toEqual(before);
  });

  it('keeps two copies', async () => {
    await using folder = await shop();
    for (const _ of [1, 2]) await folder.run(['copy']);
    const [oldest] = await names(folder);
    await addOrder(folder, 'A');
    await folder.run(['run']);
    expect((await names(folder)).length).toBe(2);
    expect(await names(folder)).not.toContain(oldest);
  });

  it('keeps as many copies as configured, and with 0 makes none', async () => {
    await using folder = await shop({ readCopies: 1 });
    await folder.run(['copy']);
    const [older] = await names(folder);
    await addOrder(folder, 'B');
    await folder.run(['run']);
    expect(await names(folder)).toEqual([expect.stringMatching(COPY)]);
    expect(await names(folder)).not.toContain(older);
    await folder.configure({ readCopies: 0 });
    const before = await names(folder);
    await addOrder(folder, 'E');
    await folder.run(['run']);
    expect(await names(folder)).toEqual(before);
  });

  it('that failed after it had changed something is copied too', async () => {
    await using folder = await shop({ checks: { order_without_items: 'stop' } });
    await addOrder(folder, 'O-CHILDLESS');
    const { code, err } = await folder.run(['run']);
    expect(code).toBe(6);
    expect(err).toMatch(/\n {2}copy for readers .*\nError CHECK_STOPPED: /);
    expect((await query(folder, "SELECT COUNT(*) AS n FROM fact.sales_order WHERE order_id = 'O-CHILDLESS'")).out).toBe(
      'n\n1\n',
    );
  });

  it('that failed before it changed anything is not', async () => {
    await using folder = await shop();
    await folder.run(['run']);
    const before = await names(folder);
    await rm(folder.path('shop/orders.csv'));
    expect((await folder.run(['run'])).code).toBe(4);
    expect(await names(folder)).toEqual(before);
  });

  it('that was interrupted after it had changed something is copied too', async () => {
    await using folder = await ShopFolder.seeded(1500);
    await folder.configure(BY_DEFAULT);
    const started = folder.start(['run']);
    await started.said('  publish customer');
    started.child.kill('SIGINT');
    const { code, err } = await started.finished();
    expect(code).toBe(130);
    expect(err).toMatch(/\n {2}copy for readers .*\nInterrupted\. /);
    expect((await query(folder, 'SELECT r.status FROM ops.run AS r')).out).toBe('status\ninterrupted\n');
  });

  it('that was killed before it could copy leaves that to the next one, which sweeps', async () => {
    await using folder = await shop();
    await addOrder(folder, 'O-NEW');
    const started = folder.start(['run']);
    await started.said('  prepare');
    started.child.kill('SIGKILL');
    await started.finished();
    await access(folder.path('shop.duckdb.copies/copy-due'));
    const dead = `shop_20260101T000000000Z.duckdb.${started.child.pid}.partial`;
    await folder.write(`shop.duckdb.copies/${dead}`, 'half a copy');

    expect((await folder.run(['run'])).code).toBe(0);
    expect(await names(folder)).toEqual([expect.stringMatching(COPY)]);
    const before = await names(folder);
    await folder.write('shop.duckdb.copies/copy-due', '');
    expect((await folder.run(['run'])).out).toContain('nothing new, nothing changed');
    expect(await names(folder)).toEqual([...before, expect.stringMatching(COPY)]);
  });

  it('waits a little for others that read the file', async () => {
    await using folder = await shop();
    const reader = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'read');
    const started = folder.start(['run']);
    await started.said('reads the warehouse.');
    await reader.close();
    const { code, err } = await started.finished();
    expect(err).toMatch(/^Waiting up to 5 seconds for process \d+ \(.*\), which reads the warehouse\.\nRunning into /);
    expect(code).toBe(0);
  });

  it('does not wait for them for ever', async () => {
    await using folder = await shop();
    const reader = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'read');
    const { code, err } = await folder.run(['run']);
    await reader.close();
    expect(err).toContain(
      `Error WAREHOUSE_LOCKED: The warehouse <dir>/shop.duckdb is in use by process ${process.pid} (`,
    );
    expect(code).toBe(5);
  });
});

describe.concurrent('a run that cannot copy', SLOW, () => {
  it('says so and succeeds: the folder is a file', async () => {
    await using folder = await shop();
    await folder.write('shop.duckdb.copies', '');
    await addOrder(folder, 'O-NEW');
    const { code, err } = await folder.run(['run']);
    expect(err).toMatch(/\nWarning: there is no new copy for readers: .* The run itself is not affected\.\n$/);
    expect(err.match(/Warning/g)?.length).toBe(1);
    expect(code).toBe(0);
    const asked = await folder.run(['copy']);
    expect(asked.err).toMatch(/^Error: the system refused a file operation, /);
    expect({ code: asked.code, out: asked.out }).toEqual({ code: 1, out: '' });
  });

  const isMountable = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
  it.skipIf(!isMountable)('says so and succeeds: the disk is full', async () => {
    await using folder = await shop();
    await addOrder(folder, 'O-NEW');
    await mkdir(folder.path('shop.duckdb.copies'));
    const script = `mount -t tmpfs -o size=256k tmpfs shop.duckdb.copies && ${process.execPath} "$0" run; echo "code $?"; ls shop.duckdb.copies`;
    const bin = join(import.meta.dirname, '../../cli/bin.js');
    const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script, bin], {
      cwd: folder.directory,
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/\nWarning: there is no new copy for readers: the disk is full \(ENOSPC: /);
    expect(stdout).toMatch(/\ncode 0\ncopy-due\n$/);
    expect((await folder.run(['run'])).err).toContain('  copy for readers ');
  });
});

describe.concurrent('reading while another process writes', SLOW, () => {
  it.each(['status', 'query', 'quarantine list', 'quarantine show', 'plan'])(
    '%s reads the newest copy, and says how old it is',
    async (line) => {
      await using folder = await shop();
      await folder.run(['copy']);
      const words = line === 'query' ? ['query', 'SELECT COUNT(*) AS n FROM ops.run'] : line.split(' ');
      const free = await folder.run(words);
      const writer = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
      await writer.execute('DELETE FROM ops.run');
      const held = await folder.run(words);
      await writer.close();
      expect(free.err).toMatch(new RegExp(`${NOTICE.source}${NOT_SINCE}$`));
      expect(held.err).toMatch(new RegExp(`${NOTICE.source}process ${process.pid} \\(.+\\) has the warehouse\\.\\n$`));
      expect({ code: held.code, out: ageless(held.out) }).toEqual({ code: 0, out: ageless(free.out) });
    },
  );

  it('says what to do where there is no copy', async () => {
    await using folder = await shop();
    const writer = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
    const { code, out, err } = await folder.run(['status']);
    await writer.close();
    expect(err).toMatch(
      /^Error WAREHOUSE_LOCKED: The warehouse <dir>\/shop\.duckdb is in use by process \d+ \(.+\)\. Wait until it has finished, .* There is no read copy of it to read meanwhile: a run makes one when it ends, unless "readCopies" is 0\.\n$/,
    );
    expect({ code, out }).toEqual({ code: 5, out: '' });
  });

  it('takes an older copy where the newest is damaged', async () => {
    await using folder = await shop();
    for (const _ of [1, 2]) await folder.run(['copy']);
    await chmod(folder.path(await newest(folder)), 0o644);
    await folder.write(await newest(folder), Buffer.alloc(20_000, 'garbage'));
    const writer = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
    const { code, out, err } = await query(folder);
    await writer.close();
    expect(err).toMatch(NOTICE);
    expect({ code, out }).toEqual({ code: 0, out: 'runs\n1\n' });
  });
});

describe.concurrent('reading while nobody writes', SLOW, () => {
  it('takes the copy while it shows the present state, so that a run can start', async () => {
    await using folder = await shop();
    await folder.run(['copy']);
    const endless =
      'SELECT a.order_id FROM fact.order_item AS a CROSS JOIN fact.order_item AS b CROSS JOIN fact.order_item AS c';
    const reading = folder.start(['query', endless]);
    await reading.said(NOT_SINCE);
    const { code, err } = await folder.run(['run']);
    expect(err).toMatch(/^Running into /);
    expect(code).toBe(0);
    reading.child.kill('SIGKILL');
    await reading.finished();
  });

  it('takes the file itself where it has changed since', async () => {
    await using folder = await shop();
    await folder.run(['copy']);
    await folder.run(['run']);
    expect(await query(folder)).toEqual({ code: 0, out: 'runs\n2\n', err: '' });
  });

  it('takes the file itself where a killed run has changed it, until it is asked for a copy', async () => {
    await using folder = await shop();
    await folder.run(['copy']);
    await addOrder(folder, 'O-NEW');
    const started = folder.start(['run']);
    await started.said('  stage order ');
    started.child.kill('SIGKILL');
    await started.finished();
    await access(folder.path('shop.duckdb.wal'));
    expect(await query(folder)).toEqual({ code: 0, out: 'runs\n2\n', err: '' });
    expect((await folder.run(['copy'])).code).toBe(0);
    await expect(access(folder.path('shop.duckdb.wal'))).rejects.toThrow('ENOENT');
    expect(await query(folder)).toEqual({ code: 0, out: 'runs\n2\n', err: expect.stringMatching(NOTICE) });
  });

  it('says that there is no warehouse, whatever copies there are', async () => {
    await using folder = await shop();
    await folder.run(['copy']);
    await rm(folder.path('shop.duckdb'));
    expect((await query(folder)).err).toContain('There is no warehouse at <dir>/shop.duckdb yet.');
  });
});

describe.concurrent('storehouse copy', SLOW, () => {
  it('needs no configuration, and prints the path of the copy it made', async () => {
    await using folder = await shop();
    await rm(folder.path('storehouse.config.ts'));
    const { code, out, err } = await folder.run(['copy', '--warehouse', 'duckdb:shop.duckdb']);
    expect(err).toMatch(/^ {2}copy for readers +[\d.]+ s {2}<dir>\/shop\.duckdb\.copies\/.*\.duckdb\n$/);
    expect({ code, out }).toEqual({ code: 0, out: `<dir>/${await newest(folder)}\n` });
    expect((await readFile(folder.path(await newest(folder)))).equals(await readFile(folder.path('shop.duckdb')))).toBe(
      true,
    );
  });

  it('makes one, and keeps it, also where runs make none', async () => {
    await using folder = await shop({ readCopies: 0 });
    await folder.run(['copy']);
    await folder.run(['copy']);
    await addOrder(folder, 'O-NEW');
    await folder.run(['run']);
    expect(await names(folder)).toEqual([expect.stringMatching(COPY)]);
  });

  it('names the process that writes to the warehouse', async () => {
    await using folder = await shop();
    const writer = await DuckDbWarehouse.open(folder.path('shop.duckdb'), 'write');
    const { code, out, err } = await folder.run(['copy']);
    await writer.close();
    expect(err).toContain(
      `Error WAREHOUSE_LOCKED: The warehouse <dir>/shop.duckdb is in use by process ${process.pid} (`,
    );
    expect({ code, out }).toEqual({ code: 5, out: '' });
    await expect(names(folder)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a warehouse on a server', 'mssql://me:secret@localhost/shop', 2, 'Error USAGE: A warehouse on a server needs no'],
    ['no file', 'duckdb:none.duckdb', 5, 'Error WAREHOUSE_UNREADABLE: There is no warehouse at <dir>/none.duckdb yet.'],
    ['no warehouse', 'shop.duckdb', 3, 'Error CONFIGURATION: warehouse: "shop.duckdb" is not a warehouse.'],
  ])('refuses %s', async (_, url, exit, message) => {
    await using folder = await ShopFolder.empty();
    const { code, out, err } = await folder.run(['copy', '--warehouse', url]);
    expect(err).toContain(message);
    expect(err).not.toContain('secret');
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(await readdir(folder.directory)).toEqual([]);
  });
});
