import { appendFileSync } from 'node:fs';
import { chmod, mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { closestNames } from '../../core/closest-names.ts';
import { SourceColumnsError, SourceFileMissingError, SourceFileUnreadableError } from '../../core/errors.ts';
import { FileFixture, type FileFixtureOptions, readContents } from './file-fixture.ts';

type ErrorClass = new (...args: never[]) => Error;

async function expectError(files: Record<string, string | Uint8Array>, options: FileFixtureOptions, type: ErrorClass) {
  await using fixture = await FileFixture.create(options);
  for (const [name, content] of Object.entries(files)) await fixture.write(name, content);
  const error: unknown = await fixture.prepare().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(type);
  return expect(error instanceof Error ? error.message.replaceAll(fixture.directory, '<dir>') : '');
}

/** Two files, of which one grows whenever a block of any is read. */
async function growingWhileRead(fixture: FileFixture, name: string): Promise<AbortSignal> {
  await fixture.write('a.csv', 'a;b\n1;2\n');
  await fixture.write('b.csv', 'a;b\n3;4\n');
  const { signal } = new AbortController();
  const grow = (): void => appendFileSync(path.join(fixture.directory, name), '5;6\n');
  Object.defineProperty(signal, 'throwIfAborted', { value: grow });
  return signal;
}

describe('a missing file', () => {
  it('is named with the directory and similar names', async () => {
    const message = await expectError(
      { 'orders.csv.gz': '', 'Orders 2023.csv': '', 'items.csv': '' },
      { config: { files: 'order.csv' } },
      SourceFileMissingError,
    );
    message.toBe(
      'No file matches "order.csv" of feed "shop/thing" in <dir>. Similar names there: "Orders 2023.csv", "orders.csv.gz". Check `files` of the feed and `directory` of source "shop"; set `optional: true` if the file need not be there.',
    );
  });

  it('is named with what is there when nothing is similar', async () => {
    const message = await expectError({ 'x.csv': '' }, { config: { files: 'orders-*.csv' } }, SourceFileMissingError);
    message.toContain('Files there: "x.csv".');
  });

  it('is an error for each pattern by itself', async () => {
    const message = await expectError(
      { 'x.csv': 'a;b\n' },
      { config: { files: ['x.csv', 'y.csv'] } },
      SourceFileMissingError,
    );
    message.toContain('"y.csv"');
  });

  it('is told from a missing directory', async () => {
    const message = await expectError({}, { directory: 'nowhere' }, SourceFileMissingError);
    message.toBe('Directory <dir>/nowhere does not exist. Check `directory` of source "shop".');
    const file = await expectError({ x: '' }, { directory: 'x' }, SourceFileMissingError);
    file.toBe('Directory <dir>/x is not a directory. Check `directory` of source "shop".');
  });
});

describe('a file that cannot be read', () => {
  const packed = gzipSync(`a;b\n${'1;2\n'.repeat(1000)}`);
  const damaged = Buffer.from(packed).fill(0x55, 20, 30);

  it.each([
    ['a gzip cut short', packed.subarray(0, packed.length - 12), 'the gzip data ends too early'],
    ['a damaged gzip', damaged, 'the gzip data is damaged'],
    ['UTF-16', Buffer.from('\ufeffa;b\n1;2\n', 'utf16le'), 'is UTF-16'],
  ])('%s', async (_name, content, message) => {
    const error = await expectError({ 'x.csv': content }, {}, SourceFileUnreadableError);
    error.toContain('"x.csv"');
    error.toContain(message);
  });

  // The superuser may read everything, so there is nothing to see for it.
  const isSuperuser = process.getuid?.() === 0;
  it.skipIf(isSuperuser || process.platform === 'win32')(
    isSuperuser ? 'the superuser may read everything: a file without permission' : 'a file without permission',
    async () => {
      await using fixture = await FileFixture.create();
      await fixture.write('x.csv', 'a;b\n');
      await chmod(path.join(fixture.directory, 'x.csv'), 0);
      await expect(fixture.prepare()).rejects.toThrow('permission denied');
    },
  );

  it('a file that changed since it was found', async () => {
    await using fixture = await FileFixture.create();
    await fixture.write('x.csv', 'a;b\n1;2\n');
    const extraction = await fixture.prepare();
    await fixture.write('x.csv', 'a;b\n1;2\n3;4\n');
    await expect(readContents(extraction)).rejects.toThrow('"x.csv" changed while it was read (8 bytes, then 12)');
  });

  it('a file that changes while it is looked at, where it is named', async () => {
    await using fixture = await FileFixture.create({ config: { files: ['a.csv', 'b.csv'] } });
    const signal = await growingWhileRead(fixture, 'b.csv');
    await expect(fixture.prepare({ signal })).rejects.toThrow('"b.csv" changed while it was read');
  });

  it('a file that changes while it is looked at is left for the next run, where a pattern found it', async () => {
    await using fixture = await FileFixture.create({ config: { files: '*.csv' } });
    const signal = await growingWhileRead(fixture, 'b.csv');
    const extraction = await fixture.prepare({ signal });
    expect(extraction.units.map((unit) => unit.path)).toEqual(['a.csv']);
    expect(extraction.skipped).toEqual([{ path: 'b.csv', note: 'it is still being written; the next run takes it' }]);
    await expect(fixture.prepare({ signal, full: true })).rejects.toThrow('"b.csv" changed while it was read');
    expect((await fixture.prepare()).units.map((unit) => unit.path)).toEqual(['a.csv', 'b.csv']);
  });

  it('a file that changed without changing its size', async () => {
    await using fixture = await FileFixture.create();
    await fixture.write('x.csv', 'a;b\n1;2\n');
    const extraction = await fixture.prepare();
    const file = path.join(fixture.directory, 'x.csv');
    await writeFile(file, 'a;b\n1;3\n');
    const { atimeMs, mtimeMs } = await stat(file);
    await utimes(file, atimeMs / 1000, mtimeMs / 1000 + 10);
    await expect(readContents(extraction)).rejects.toThrow(SourceFileUnreadableError);
  });
});

describe('columns that do not fit', () => {
  it('are listed with those that are there', async () => {
    const options = { config: { columns: { a: 'Order_ID', b: 'Price' } } };
    const message = await expectError({ 'x.csv': 'order_id;Prize;Quantity\n' }, options, SourceColumnsError);
    message.toBe(
      '"x.csv" does not have the mapped columns "Order_ID" (did you mean "order_id"?), "Price" (did you mean "Prize"?). Its columns are: "order_id", "Prize", "Quantity". Correct `columns` of the feed, or the file; or set contracts.thing.missingColumns to "evolve" to go on without.',
    );
  });

  it.each([
    ['a,b,c\n1,2,3\n', 'It looks separated by ",": set format.separator to ",".'],
    ['a\tb\n1\t2\n', 'It looks separated by "\\t": set format.separator to "\\t".'],
    ['a|b\n1|2\n', 'It looks separated by "|": set format.separator to "|".'],
    ['a;b\r1;2\r', 'save it with line feeds'],
  ])('because of the format: %j', async (content, hint) => {
    (await expectError({ 'x.csv': content }, {}, SourceColumnsError)).toContain(hint);
  });

  it('because the file is empty, or its header never ends', async () => {
    (await expectError({ 'x.csv': '' }, {}, SourceColumnsError)).toContain(
      '"x.csv" is empty: it has not even a header',
    );
    (await expectError({ 'x.csv': '"a;b\n1;2\n' }, {}, SourceColumnsError)).toContain('opens a quote');
  });

  it('because a mapped one is there twice', async () => {
    (await expectError({ 'x.csv': 'a;b;a\n' }, {}, SourceColumnsError)).toContain('more than one column "a"');
  });
});

describe('names of files', () => {
  async function pathsOf(names: readonly string[], files: string | string[]): Promise<readonly string[]> {
    await using fixture = await FileFixture.create({ config: { files, optional: true } });
    await mkdir(path.join(fixture.directory, 'sub'));
    for (const name of names) await fixture.write(name, `a;b\n${name};\n`);
    return (await fixture.prepare()).units.map((unit) => unit.path);
  }

  it.each([
    [['b.csv', 'a.csv', 'c.txt'], '*.csv', ['a.csv', 'b.csv']],
    [['X.csv', 'X.csv.gz'], 'X.csv*', ['X.csv', 'X.csv.gz']],
    [['Fecom Inc (v2) [new].csv', 'Fecom Inc (v2) n.csv'], 'Fecom Inc (v2) [new].csv', ['Fecom Inc (v2) [new].csv']],
    [['sub/b.csv', 'sub/a.csv', 'z.csv'], 'sub/*.csv', ['sub/a.csv', 'sub/b.csv']],
    [['sub/b.csv', 'z.csv'], '**/*.csv', ['sub/b.csv', 'z.csv']],
    [
      ['a.csv', 'b.csv'],
      ['b.csv', '*.csv'],
      ['a.csv', 'b.csv'],
    ],
    [['a.csv'], 'sub', []],
    [['ä ö.csv'], 'ä*.csv', ['ä ö.csv']],
  ])('%j by %j are %j', async (names, files, expected) => {
    expect(await pathsOf(names, files)).toEqual(expected);
  });

  it('of equal content are read once, packed or not', async () => {
    await using fixture = await FileFixture.create();
    await fixture.write('x.csv', 'a;b\n1;2\n');
    await fixture.write('x.csv.gz', gzipSync('a;b\n1;2\n'));
    const { units, skipped } = await fixture.prepare();
    expect(units.map((unit) => unit.path)).toEqual(['x.csv']);
    expect(skipped).toEqual([{ path: 'x.csv.gz', note: 'same content as x.csv' }]);
  });
});

describe('closestNames', () => {
  it.each([
    ['Order_Id', ['order_id', 'orders', 'x'], ['order_id']],
    ['order', ['orders', 'order_items', 'x'], ['orders', 'order_items']],
    ['a', ['b', 'c'], []],
    ['purchsed_at', ['approved_at_utc', 'purchased_at_utc'], []],
    ['customr', ['customer', 'order', 'seller'], ['customer']],
    ['zzz', ['customer', 'order'], []],
  ])('of %s among %j are %j', (wanted, names, expected) => {
    expect(closestNames(wanted, names)).toEqual(expected);
  });
});
