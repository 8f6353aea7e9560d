import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  WarehouseError,
  WarehouseLockedError,
  WarehouseStatementError,
  WarehouseUnreadableError,
} from '../../core/errors.ts';
import { duckDbDialect } from '../../dwh/duckdb/dialect.ts';
import { DuckDbWarehouse } from '../../dwh/duckdb/duckdb-warehouse.ts';
import { WarehouseProcess } from './warehouse/child-process.ts';
import { duckDbFiles } from './warehouse/duckdb-files.ts';
import { numberedChunk, sampleTarget } from './warehouse/sample-rows.ts';
import { createSampleTables } from './warehouse/sample-tables.ts';
import { warehouseSuite } from './warehouse-suite.ts';

function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'storehouse-'));
}

warehouseSuite({ ...duckDbFiles, name: 'DuckDB', cancels: true });

/** A path in a folder that goes away with the test. */
async function temporaryFile(name = 'warehouse.duckdb'): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, name);
}

/** A warehouse file with a row in it, closed. */
async function writtenFile(): Promise<string> {
  const path = await temporaryFile();
  const warehouse = await DuckDbWarehouse.open(path, 'write');
  await createSampleTables({ warehouse, dialect: duckDbDialect });
  await warehouse.execute('INSERT INTO ops.sample_value (id) VALUES (1)');
  await warehouse.close();
  return path;
}

async function openError(path: string, mode: 'read' | 'write'): Promise<unknown> {
  return DuckDbWarehouse.open(path, mode).then(
    (warehouse) => warehouse.close(),
    (error: unknown) => error,
  );
}

async function openAndQuery(path: string, sql: string): Promise<unknown> {
  const warehouse = await DuckDbWarehouse.open(path, 'read');
  onTestFinished(() => warehouse.close());
  return (await warehouse.query(sql)).rows;
}

describe('the file of a DuckDB warehouse', () => {
  test.each(['read', 'write'] as const)(
    'held by another process, it is refused to %s and the process is named',
    async (mode) => {
      const path = await writtenFile();
      const holder = await WarehouseProcess.start(`duckdb:${path}`, 'hold');
      onTestFinished(() => holder.kill());
      const error = await openError(path, mode);
      expect(error).toBeInstanceOf(WarehouseLockedError);
      expect(error).toMatchObject({ code: 'WAREHOUSE_LOCKED', context: { path, pid: holder.pid } });
      expect(String(error)).toContain(`process ${holder.pid}`);
    },
  );

  test.each(['stg', 'dim', 'Mart'])(
    'may not have the name of the schema %s, which queries could not tell apart',
    async (name) => {
      const path = join(dirname(await temporaryFile()), `${name}.duckdb`);
      const error = await openError(path, 'write');
      expect(error).toBeInstanceOf(WarehouseUnreadableError);
      expect(String(error)).toContain(`cannot be called "${name}"`);
    },
  );

  test.each([
    ['of random bytes', randomBytes(200_000)],
    ['of a few bytes', Buffer.from('abc')],
    ['of text', Buffer.from('order_id,total\n'.repeat(2000))],
  ])('%s is refused as WAREHOUSE_UNREADABLE and left as it is', async (_, content) => {
    const path = await temporaryFile();
    await writeFile(path, content);
    for (const mode of ['read', 'write'] as const) {
      const error = await openError(path, mode);
      expect(error).toBeInstanceOf(WarehouseUnreadableError);
      expect(String(error)).toContain(path);
    }
    expect((await readFile(path)).equals(content)).toBe(true);
  });

  test.each([0.1, 0.5])(
    'cut off at %d of its length, it gives an error of the warehouse, not wrong rows',
    async (part) => {
      const path = await writtenFile();
      const warehouse = await DuckDbWarehouse.open(path, 'write');
      const writer = await warehouse.openStaging(sampleTarget(1));
      await writer.append(numberedChunk(1, 100_000));
      await writer.close();
      await warehouse.close();
      await truncate(path, Math.floor((await readFile(path)).length * part));
      const sql = 'SELECT COUNT(label) AS labels, SUM(CAST(pieces AS bigint)) AS pieces FROM stg.sample_row';
      // Opening reads the catalog only, so damage further on shows when it is read.
      await expect(openAndQuery(path, sql)).rejects.toBeInstanceOf(WarehouseError);
    },
  );

  test('in a folder that is not there, the folder is named', async () => {
    const path = await temporaryFile(join('nowhere', 'warehouse.duckdb'));
    const error = await openError(path, 'write');
    expect(error).toBeInstanceOf(WarehouseUnreadableError);
    expect(String(error)).toContain(dirname(path));
  });

  test('that is a folder is refused', async () => {
    const path = await temporaryFile('.');
    for (const mode of ['read', 'write'] as const) {
      const error = await openError(path, mode);
      expect(error).toBeInstanceOf(WarehouseUnreadableError);
      expect(String(error)).toContain(' is a folder. Name a file in it, e.g. duckdb:');
    }
  });

  // DuckDB takes these for tables, and would have a run load into memory.
  test.each([
    ['shop.json', '{"a":1}\n'],
    ['shop.csv', 'a,b\n1,2\n'],
  ])('that is no database, but called %s, is refused and left as it is', async (name, content) => {
    const path = await temporaryFile(name);
    await writeFile(path, content);
    for (const mode of ['read', 'write'] as const) {
      const error = await openError(path, mode);
      expect(error).toBeInstanceOf(WarehouseUnreadableError);
      expect(String(error)).toContain(`The warehouse ${path} is no DuckDB file: it does not begin as one.`);
    }
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  test('that is empty is refused', async () => {
    const path = await temporaryFile();
    await writeFile(path, '');
    expect(String(await openError(path, 'write'))).toContain(`The warehouse ${path} is an empty file, `);
  });

  test('that is missing is not made by reading, and the message says how to build it', async () => {
    const path = await temporaryFile();
    const error = await openError(path, 'read');
    expect(error).toBeInstanceOf(WarehouseUnreadableError);
    expect(String(error)).toContain('storehouse run');
    expect(existsSync(path)).toBe(false);
  });

  test('opened to read, it answers and refuses changes', async () => {
    const warehouse = await DuckDbWarehouse.open(await writtenFile(), 'read');
    onTestFinished(() => warehouse.close());
    expect((await warehouse.query('SELECT id FROM ops.sample_value')).rows).toEqual([[1]]);
    await expect(warehouse.execute('DELETE FROM ops.sample_value')).rejects.toBeInstanceOf(WarehouseStatementError);
  });

  test('needs more memory than it may use: that is said, with what to set, and nothing is kept', async () => {
    const path = await writtenFile();
    const warehouse = await DuckDbWarehouse.open(path, 'write', 1);
    onTestFinished(() => warehouse.close());
    const ids = `SELECT a.id + m.last_id FROM ops.sample_value AS a
CROSS JOIN (SELECT MAX(id) AS last_id FROM ops.sample_value) AS m`;
    const failure = warehouse.transaction(async (session) => {
      for (let doubled = 0; doubled < 25; doubled += 1)
        await session.execute(`INSERT INTO ops.sample_value (id) ${ids}`);
    });
    await expect(failure).rejects.toMatchObject({
      code: 'WAREHOUSE_MEMORY',
      context: { memoryLimitMb: 1, statement: expect.stringContaining('INSERT INTO ops.sample_value') },
      message: expect.stringContaining('Set "memoryLimitMb" in the configuration to more'),
    });
    expect((await warehouse.query('SELECT COUNT(*) AS n FROM ops.sample_value')).rows).toEqual([[1]]);
  });

  test('is read by two at a time', async () => {
    const path = await writtenFile();
    const readers = [await DuckDbWarehouse.open(path, 'read'), await DuckDbWarehouse.open(path, 'read')];
    for (const reader of readers) {
      onTestFinished(() => reader.close());
      expect((await reader.query('SELECT id FROM ops.sample_value')).rows).toEqual([[1]]);
    }
  });
});
