import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { differences, warehouseContent } from '../pipeline/warehouse-content.ts';
import { createDatabase, openSqlServer, SKIPPED, SQLSERVER_URL, type TestDatabase } from '../servers/sqlserver.ts';
import { type Finished, ShopFolder } from './shop-folder.ts';

/** A first run on a slow server, or the demo, with others at work on the machine. */
const SLOW = { timeout: 180_000 } as const;
const ROOT = resolve(import.meta.dirname, '../..');
const PASSWORD = decodeURIComponent(new URL(SQLSERVER_URL ?? 'mssql://nobody').password);

/** What is different from one run to the next, or from one engine to the other. */
function comparable(text: string): string {
  return text
    .replace(/(?:mssql|duckdb):[^\s"]*/g, '<warehouse>')
    .replace(/"(<warehouse>)"/g, '$1')
    .replace(/\d+(?:\.\d+)? s\b/g, 'N s')
    .replace(/ {2,}|-{3,}/g, ' ');
}

/** A checkout made of links, so that its demo is not the one that a person may be looking at. */
async function linkedCheckout(): Promise<string> {
  const checkout = await mkdtemp(join(tmpdir(), 'storehouse-demo-'));
  const names = (await readdir(ROOT)).filter((name) => name !== 'demo');
  for (const name of names) await symlink(join(ROOT, name), join(checkout, name), 'junction');
  return checkout;
}

async function runDemo(checkout: string, options: readonly string[]): Promise<Finished> {
  const args = ['--preserve-symlinks', '--preserve-symlinks-main', 'cli/bin.js', 'demo', ...options];
  const child = spawn(process.execPath, args, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

/** What a demo shows of the warehouse, without what to do next. */
function figuresOf({ out }: Finished): string {
  return comparable(out.slice(0, out.indexOf('\nDone in ')));
}

describe.skipIf(SQLSERVER_URL === undefined)(`the commands on a server of T-SQL${SKIPPED}`, SLOW, () => {
  const databases: TestDatabase[] = [];
  const said: string[] = [];
  let folder: ShopFolder;
  let url: string;
  let first: Finished;

  async function emptyDatabase(): Promise<string> {
    const database = await createDatabase();
    databases.push(database);
    return database.url;
  }

  async function run(args: readonly string[]): Promise<Finished> {
    const finished = await folder.run(args);
    said.push(finished.out, finished.err);
    return finished;
  }

  const onServer = (...args: readonly string[]) => run([...args, '--warehouse', url]);

  beforeAll(async () => {
    folder = await ShopFolder.seeded(300);
    vi.stubEnv('STOREHOUSE_LOG', folder.path('log.jsonl'));
    url = await emptyDatabase();
    first = await onServer('run');
    await folder.run(['run']);
  }, SLOW.timeout);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await folder[Symbol.asyncDispose]();
    for (const database of databases) await database.drop();
  }, SLOW.timeout);

  it('run says of a first load what it says of one into a file', async () => {
    expect(first.err).toContain('Running into mssql://');
    expect(first.code).toBe(0);
    await using other = await folder.copy();
    await rm(other.path('shop.duckdb'));
    await rm(other.path('shop.duckdb.bronze'), { recursive: true });
    const { out } = await other.run(['run', '--warehouse', 'duckdb:shop.duckdb']);
    expect(comparable(first.out)).toBe(comparable(out));
  });

  it('run changes nothing when there is nothing new', async () => {
    const again = await onServer('run');
    expect(again.code).toBe(0);
    expect(comparable(again.out)).toBe(
      comparable((await folder.run(['run', '--warehouse', 'duckdb:shop.duckdb'])).out),
    );
  });

  it.each([
    ['quarantine list', []],
    ['quarantine show', ['--limit', '1000']],
    ['plan', []],
    ['query', ['SELECT month_label, orders, revenue, freight, gross FROM mart.revenue_by_month ORDER BY month_start']],
    [
      'query',
      ['SELECT category, average_score FROM mart.top_reviewed_categories ORDER BY category', '--format', 'csv'],
    ],
  ] as const)('%s says the same as on a file', async (command, options) => {
    const args = [...command.split(' '), ...options];
    const { code, out, err } = await onServer(...args);
    const embedded = await folder.run([...args, '--warehouse', 'duckdb:shop.duckdb']);
    expect({ code, out: comparable(out), err }).toEqual({ code: 0, out: comparable(embedded.out), err: '' });
  });

  it('status shows the runs', async () => {
    const { code, out } = await onServer('status');
    expect(out).toMatch(/succeeded/);
    expect(code).toBe(0);
  });

  it('a query that the server refuses ends with 5 and says why', async () => {
    const { code, out, err } = await onServer('query', 'SELECT colour FROM fact.review');
    expect(err).toContain('Error WAREHOUSE_STATEMENT: ');
    expect(err).toContain('colour');
    expect(err).not.toContain('    at ');
    expect({ code, out }).toEqual({ code: 5, out: '' });
  });

  it('plan on an empty database shows everything, as changes and as SQL, and leaves it empty', async () => {
    const empty = await emptyDatabase();
    const changes = await run(['plan', '--warehouse', empty]);
    expect(changes.out).toContain('+ create table fact.sales_order\n');
    expect(changes.out).toMatch(/\n\d+ changes\. "storehouse run" applies them\.\n$/);
    const script = await run(['plan', '--sql', '--warehouse', empty]);
    expect(script.out).toContain('CREATE TABLE fact.sales_order (\n');
    expect(await run(['plan', '--warehouse', empty])).toEqual(changes);
    const status = await run(['status', '--warehouse', empty]);
    expect(status.err).toContain('holds no warehouse of Storehouse yet');
    expect(status.code).toBe(5);
  });

  it('a wrong password ends with 5 and WAREHOUSE_LOGIN, and is not shown', async () => {
    const wrong = new URL(url);
    wrong.password = 'Not-The-Secret-7';
    for (const command of ['run', 'status']) {
      const { code, out, err } = await run([command, '--warehouse', wrong.href]);
      expect(err).toContain('Error WAREHOUSE_LOGIN: ');
      expect(err).not.toContain('    at ');
      expect(err).not.toContain('Not-The-Secret-7');
      expect({ code, out }).toEqual({ code: 5, out: '' });
    }
  });

  it('Ctrl-C ends a run with 130, and the next one completes it', async () => {
    const interrupted = await emptyDatabase();
    const started = folder.start(['run', '--warehouse', interrupted]);
    await started.said('  stage order ');
    started.child.kill('SIGINT');
    const { code, out, err } = await started.finished();
    said.push(out, err);
    expect(err).toContain('Stopping cleanly; a second interrupt stops at once.\n');
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect((await run(['run', '--warehouse', interrupted])).code).toBe(0);
    const { warehouse } = await openSqlServer(interrupted, 'read');
    try {
      expect(differences(await folder.content(), await warehouseContent(warehouse))).toEqual({});
      const runs = await warehouse.query('SELECT r.status FROM ops.run AS r ORDER BY r.run_id');
      expect(runs.rows).toEqual([['interrupted'], ['succeeded']]);
    } finally {
      await warehouse.close();
    }
  });

  it('the demo has the same figures as in a file, and refuses a database that is not empty', async () => {
    const checkout = await linkedCheckout();
    try {
      const empty = await emptyDatabase();
      const embedded = await runDemo(checkout, []);
      const demo = await runDemo(checkout, ['--warehouse', empty]);
      const again = await runDemo(checkout, ['--warehouse', empty]);
      said.push(demo.out, demo.err, again.out, again.err);
      expect(demo.out).toContain('\nThe warehouse now holds:\n  4,990 orders, 2024-01 to 2025-12\n');
      expect(figuresOf(demo)).toBe(figuresOf(embedded));
      expect(demo.code).toBe(0);
      expect(again.err).toContain('holds a warehouse already, and the demo needs an empty one.');
      expect({ code: again.code, out: again.out }).toEqual({ code: 5, out: '' });
    } finally {
      await rm(checkout, { recursive: true, force: true });
    }
  });

  it('no password was written anywhere: not to the terminal, the log or the warehouse', async () => {
    expect(PASSWORD).not.toBe('');
    const { warehouse } = await openSqlServer(url, 'read');
    try {
      const runs = await warehouse.query('SELECT r.command, r.error_message FROM ops.run AS r');
      const places = [...said, await folder.read('log.jsonl'), JSON.stringify(runs.rows)];
      expect(places.filter((text) => text.includes(PASSWORD))).toEqual([]);
    } finally {
      await warehouse.close();
    }
  });
});
