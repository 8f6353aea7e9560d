import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../connect/duckdb/open-database.ts';
import { WarehouseLockedError, WarehouseUnreadableError } from '../../core/errors.ts';
import { hasLog, showsPresentState } from '../../dwh/duckdb/present-state.ts';
import { DuckDbReadCopies } from '../../dwh/duckdb/read-copies.ts';
import { DatabaseFile, firstRows, NOW } from './database-file.ts';

const NAME = 'shop_20261121T174512345Z.duckdb';
/** Large enough for the copying to be caught in the middle. */
const LARGE = 3_000_000;
const SCRIPT = fileURLToPath(new URL('./copy-process.ts', import.meta.url));

function later(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

describe('a copy', () => {
  it('has all of the file, a name with its time, and cannot be written to', async () => {
    await using file = await DatabaseFile.create(1000);
    const { path, takenAt } = await new DuckDbReadCopies(file.path).publish({ keep: 2, now: NOW });
    expect(path).toBe(join(file.copies, NAME));
    expect(takenAt).toEqual(NOW);
    expect((await readFile(path)).equals(await readFile(file.path))).toBe(true);
    expect(await file.names()).toEqual([NAME]);
    expect((await stat(path)).mode & 0o222).toBe(0);
  });

  it('is made again under a new name, and the newest are kept', async () => {
    await using file = await DatabaseFile.create(10);
    const copies = new DuckDbReadCopies(file.path);
    for (const ms of [0, 1000, 2000, 3000]) await copies.publish({ keep: 2, now: later(ms) });
    expect((await copies.list()).map(({ takenAt }) => takenAt.getTime() - NOW.getTime())).toEqual([3000, 2000]);
    await copies.publish({ keep: 1, now: later(4000) });
    expect(await file.names()).toEqual(['shop_20261121T174516345Z.duckdb']);
  });

  it('is newer than the one before, also when the clock was set back', async () => {
    await using file = await DatabaseFile.create(10);
    const copies = new DuckDbReadCopies(file.path);
    await copies.publish({ keep: 1, now: NOW });
    const { takenAt } = await copies.publish({ keep: 1, now: later(-3_600_000) });
    expect(takenAt).toEqual(later(1));
    expect((await copies.list()).map((copy) => copy.takenAt)).toEqual([later(1)]);
  });

  it('leaves alone what is no copy of this file', async () => {
    await using file = await DatabaseFile.create(10);
    await mkdir(file.copies);
    const others = ['other_20261121T174512345Z.duckdb', 'shop_20261121.duckdb', 'shop_20261399T174512345Z.duckdb', 'x'];
    for (const name of others) await writeFile(join(file.copies, name), 'a file of somebody');
    const copies = new DuckDbReadCopies(file.path);
    expect(await copies.list()).toEqual([]);
    await copies.publish({ keep: 1, now: NOW });
    expect((await file.names()).toSorted()).toEqual([...others, NAME].toSorted());
  });

  it('is read to the end by a reader that has it open while newer ones are made', async () => {
    await using file = await DatabaseFile.create(10);
    const copies = new DuckDbReadCopies(file.path);
    const { path } = await copies.publish({ keep: 1, now: NOW });
    const reader = file.start('answer', path);
    const heard = async () => String((await once(reader.stdout ?? reader, 'data'))[0]);
    expect(await heard()).toBe('ready\n');
    for (const ms of [1000, 2000]) {
      await file.change("INSERT INTO ops.sample VALUES (99, 'new')");
      const newer = await copies.publish({ keep: 1, now: later(ms) });
      expect((await firstRows(newer.path, 100)).length).toBe(10 + ms / 1000);
      reader.stdin?.write('how many?\n');
      expect(await heard()).toBe('10 rows\n');
    }
    reader.kill();
  });
});

describe('copying', () => {
  it('keeps writers out', async () => {
    await using file = await DatabaseFile.create(10);
    const tried: string[] = [];
    await new DuckDbReadCopies(file.path).publish({
      keep: 1,
      now: NOW,
      onStep: (step) => {
        const { stdout } = spawnSync(process.execPath, [SCRIPT, 'try to write', file.path], { encoding: 'utf8' });
        tried.push(`${step}: ${stdout.trim()}`);
      },
    });
    expect(tried[0]).toBe('held: was locked out');
    expect(tried.slice(2)).toEqual(['copied: could write', 'published: could write', 'pruned: could write']);
  });

  it('is refused while another process writes, and leaves nothing', async () => {
    await using file = await DatabaseFile.create(10);
    const writer = await openDatabase(file.path, 'write', 400);
    expect(await file.run('publish')).toEqual({ by: 'exit code 0', out: 'was locked out\n' });
    writer.close();
    await expect(file.names()).rejects.toThrow('ENOENT');
    const held = file.start('answer', file.path);
    await once(held.stdout ?? held, 'data');
    await new DuckDbReadCopies(file.path).publish({ keep: 1, now: NOW });
    expect(await file.names()).toEqual([NAME]);
  });

  it('takes in what a killed process left in the log', async () => {
    await using file = await DatabaseFile.create(10);
    expect((await file.run('leave log')).by).toBe('SIGKILL');
    const naive = join(file.directory, 'naive.duckdb');
    await copyFile(file.path, naive);
    expect([await hasLog(file.path), (await firstRows(naive, 1))[0]]).toEqual([true, '0 made']);

    const { path } = await new DuckDbReadCopies(file.path).publish({ keep: 1, now: NOW });
    expect([await hasLog(file.path), (await firstRows(path, 1))[0]]).toEqual([false, '-1 logged']);
    expect(await firstRows(file.path, 100)).toEqual(await firstRows(path, 100));
  });

  it.skipIf(process.platform === 'win32')('finds that log where the file is a link to another folder', async () => {
    await using file = await DatabaseFile.create(10);
    await mkdir(join(file.directory, 'elsewhere'));
    await rename(file.path, join(file.directory, 'elsewhere', 'real.duckdb'));
    await symlink(join('elsewhere', 'real.duckdb'), file.path);
    const copies = new DuckDbReadCopies(file.path);
    const before = await copies.publish({ keep: 2, now: NOW });
    await file.run('leave log');
    expect(await showsPresentState(file.path, before.path)).toBe(false);
    const { path } = await copies.publish({ keep: 2, now: later(1) });
    expect((await firstRows(path, 1))[0]).toBe('-1 logged');
    expect(await showsPresentState(file.path, path)).toBe(true);
  });

  it('does not take in a log while somebody reads the file', async () => {
    await using file = await DatabaseFile.create(10);
    await file.run('leave log');
    const reader = file.start('answer', file.path);
    await once(reader.stdout ?? reader, 'data');
    const copies = new DuckDbReadCopies(file.path);
    await expect(copies.publish({ keep: 1, now: NOW })).rejects.toBeInstanceOf(WarehouseLockedError);
    await expect(file.names()).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a missing file', async (file: DatabaseFile) => ({ ...file, path: join(file.directory, 'none.duckdb') })],
    [
      'a file that is no database',
      async (file: DatabaseFile) => {
        await writeFile(file.path, Buffer.alloc(20_000, 'garbage'));
        return file;
      },
    ],
  ])('%s is refused', async (_, spoil) => {
    await using file = await DatabaseFile.create(10);
    const { path } = await spoil(file);
    const copies = new DuckDbReadCopies(path);
    await expect(copies.publish({ keep: 1, now: NOW })).rejects.toBeInstanceOf(WarehouseUnreadableError);
    expect(await copies.list()).toEqual([]);
  });

  it('into a folder that cannot be one is the error of the system', async () => {
    await using file = await DatabaseFile.create(10);
    await writeFile(file.copies, 'a file');
    const copies = new DuckDbReadCopies(file.path);
    await expect(copies.publish({ keep: 1, now: NOW })).rejects.toMatchObject({ code: 'EEXIST', syscall: 'mkdir' });
  });
});

describe('a process that is killed while it copies', { timeout: 240_000 }, () => {
  it.each([
    ['held', []],
    ['copying', []],
    ['halfway', []],
    ['copied', []],
    ['published', [NAME]],
    ['pruned', [NAME]],
  ] as const)('at "%s" leaves no half copy, and the next one sweeps', async (moment, whole) => {
    await using file = await (moment === 'halfway'
      ? DatabaseFile.create(LARGE, 'CAST(hash(range) AS VARCHAR)')
      : DatabaseFile.create(1000));
    expect(await file.run('publish', moment)).toEqual({ by: 'SIGKILL', out: '' });
    const copies = new DuckDbReadCopies(file.path);
    expect((await copies.list()).map(({ path }) => basename(path))).toEqual(whole);
    for (const { path } of await copies.list()) expect(await firstRows(path)).toEqual(await firstRows(file.path));

    await copies.publish({ keep: 1, now: later(1000) });
    expect(await file.names()).toEqual(['shop_20261121T174513345Z.duckdb']);
  });
});

describe('sweeping', () => {
  it('leaves what a running process is copying, until it is too old for that', async () => {
    await using file = await DatabaseFile.create(10);
    await mkdir(file.copies);
    const theirs = `shop_20261121T174500000Z.duckdb.${process.ppid}.partial`;
    await writeFile(join(file.copies, theirs), 'half a copy');
    const copies = new DuckDbReadCopies(file.path);
    await copies.publish({ keep: 1, now: new Date() });
    expect(await file.names()).toContain(theirs);
    await copies.publish({ keep: 1, now: new Date(Date.now() + 7_200_000) });
    expect(await file.names()).not.toContain(theirs);
  });

  it('takes what a killed reader spilled once its copy is gone and an hour has passed', async () => {
    await using file = await DatabaseFile.create(10);
    const copies = new DuckDbReadCopies(file.path);
    await copies.publish({ keep: 1, now: NOW });
    for (const name of [NAME, 'shop_20200101T000000000Z.duckdb']) {
      await mkdir(join(file.copies, `${name}.tmp`));
      await writeFile(join(file.copies, `${name}.tmp`, 'spilled'), '');
    }
    await copies.publish({ keep: 2, now: new Date(Date.now() + 7_200_000) });
    expect((await file.names()).filter((name) => name.endsWith('.tmp'))).toEqual([`${NAME}.tmp`]);
  });
});

describe('what is due', () => {
  it('is a first copy, and whatever was noted since the last', async () => {
    await using file = await DatabaseFile.create(10);
    const copies = new DuckDbReadCopies(file.path);
    expect(await copies.isDue()).toBe(true);
    await copies.publish({ keep: 1, now: NOW });
    expect(await copies.isDue()).toBe(false);
    await copies.noteDue();
    expect(await copies.isDue()).toBe(true);
    await copies.forgetDue();
    expect(await copies.isDue()).toBe(false);
    await copies.noteDue();
    await copies.publish({ keep: 1, now: later(1) });
    expect(await copies.isDue()).toBe(false);
  });

  it('stays due when a copy is refused', async () => {
    await using file = await DatabaseFile.create(10);
    const copies = new DuckDbReadCopies(file.path);
    await copies.publish({ keep: 1, now: NOW });
    await copies.noteDue();
    await writeFile(file.path, Buffer.alloc(20_000, 'garbage'));
    await expect(copies.publish({ keep: 1, now: later(1) })).rejects.toBeInstanceOf(WarehouseUnreadableError);
    expect(await copies.isDue()).toBe(true);
  });
});
