import { chmod, open, readFile, rm, stat, truncate, unlink, utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { showsPresentState } from '../../dwh/duckdb/present-state.ts';
import { DuckDbReadCopies } from '../../dwh/duckdb/read-copies.ts';
import { DatabaseFile, NOW } from './database-file.ts';

const ROWS = 10_000;

async function headerOf(file: string): Promise<Buffer> {
  return (await readFile(file)).subarray(0, 12_288);
}

/** Builds the file anew in the same steps from other rows, as a demo does. */
async function rebuild(file: DatabaseFile): Promise<void> {
  const before = await headerOf(file.path);
  await rm(file.path);
  await file.build(ROWS, "'else'");
  // Otherwise the case shows nothing.
  expect((await headerOf(file.path)).equals(before)).toBe(true);
}

async function overwrite(path: string, position: number): Promise<void> {
  await chmod(path, 0o644);
  const { atime, mtime } = await stat(path);
  const handle = await open(path, 'r+');
  await handle.write('x', position);
  await handle.close();
  await utimes(path, atime, mtime);
}

type Change = (file: DatabaseFile, copy: string) => Promise<unknown>;

describe('a copy shows the present state', () => {
  it.each<readonly [string, boolean, Change]>([
    ['when nothing has happened', true, async () => {}],
    ['when the file was opened for writing and not changed', true, (file) => file.change('SELECT 1')],
    ['when the file was read by another process', true, (file) => file.run('try to write')],
    ['not when a row was added', false, (file) => file.change("INSERT INTO ops.sample VALUES (-1, 'new')")],
    ['not when a row was changed', false, (file) => file.change("UPDATE ops.sample SET note = 'edit' WHERE id = 1")],
    ['not when a killed process left changes in the log', false, (file) => file.run('leave log')],
    ['not when the file was built anew, to an equal header', false, rebuild],
    ['not when the file was touched', false, (file) => utimes(file.path, NOW, NOW)],
    ['not when its header differs, whatever the times', false, (_, copy) => overwrite(copy, 4100)],
    [
      'not when the copy was cut short',
      false,
      async (_, copy) => {
        const { atime, mtime, size } = await stat(copy);
        await chmod(copy, 0o644);
        await truncate(copy, size - 4096);
        await utimes(copy, atime, mtime);
      },
    ],
    ['not when the copy is gone', false, (_, copy) => unlink(copy)],
    ['not when the file is gone', false, (file) => unlink(file.path)],
  ])('%s', async (_, expected, change) => {
    await using file = await DatabaseFile.create(ROWS);
    const { path } = await new DuckDbReadCopies(file.path).publish({ keep: 1, now: NOW });
    expect(await showsPresentState(file.path, path)).toBe(true);
    await change(file, path);
    expect(await showsPresentState(file.path, path)).toBe(expected);
  });
});
