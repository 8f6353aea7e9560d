import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { allChunks } from '../ports/all-chunks.ts';
import { FileFixture, readContents } from './file-fixture.ts';

async function readCsv(content: string | Uint8Array, format: object = {}) {
  await using fixture = await FileFixture.create({ format: { type: 'csv', separator: ';', ...format } });
  await fixture.write('x.csv', content);
  return readContents(await fixture.prepare());
}

const clean = { rejected: [], blankRows: 0, notes: [] };

describe('well-formed CSV', () => {
  it.each([
    ['rows', 'a;b\n1;2\n3;4\n', ['1 1|2', '2 3|4']],
    ['a last line without line end', 'a;b\n1;2\n3;4', ['1 1|2', '2 3|4']],
    ['carriage returns', 'a;b\r\n1;2\r\n3;4\r\n', ['1 1|2', '2 3|4']],
    ['mixed line ends', 'a;b\r\n1;2\n3;4\r\n', ['1 1|2', '2 3|4']],
    ['a byte order mark', '\ufeffa;b\n1;2\n', ['1 1|2']],
    ['a byte order mark before a quote', '\ufeff"a";"b"\n1;2\n', ['1 1|2']],
    ['more columns than mapped, in another order', 'c;b;d;a\n0;2;0;1\n', ['1 1|2']],
    ['quoted separators', 'a;b\n"1;1";2\n', ['1 1;1|2']],
    ['quoted line ends', 'a;b\n"1\n1\r\n1";2\n3;4\n', ['1 1\n1\r\n1|2', '2 3|4']],
    ['a quoted last line without line end', 'a;b\n1;"2\n2"', ['1 1|2\n2']],
    ['doubled quotes', 'a;b\n"say ""hi""";""""\n', ['1 say "hi"|"']],
    ['empty quoted values', 'a;b\n"";x\n', ['1 ∅|x']],
    ['blanks after a closing quote', 'a;b\n"1" ;"2"\t\n', ['1 1|2']],
    ['quotes inside an unquoted value', 'a;b\n5" pipe;it"s\n', ['1 5" pipe|it"s']],
    ['a carriage return inside a value', 'a;b\nx\ry;2\n', ['1 x\ry|2']],
    ['a quoted header with a line end', '"a";b;"c\nd"\n1;2;3\n', ['1 1|2']],
    ['characters of many bytes', 'a;b\nÄ€😀;ß\n', ['1 Ä€😀|ß']],
    ['only a header', 'a;b\n', []],
    ['only a header without line end', 'a;b', []],
  ])('has %s', async (_name, content, rows) => {
    expect(await readCsv(content)).toEqual({ ...clean, rows });
  });

  it('is known to be packed by its content, not its name', async () => {
    expect((await readCsv(gzipSync('a;b\n1;2\n'))).rows).toEqual(['1 1|2']);
    expect((await readCsv(Buffer.concat([gzipSync('a;b\n1;'), gzipSync('2\n3;4\n')]))).rows).toEqual([
      '1 1|2',
      '2 3|4',
    ]);
  });

  it('may have another escape, other quotes or none', async () => {
    const content = 'a;b\n"x\\"y\\\\z\\n";2\n';
    expect((await readCsv(content, { escape: '\\' })).rows).toEqual(['1 x"y\\z\\n|2']);
    expect((await readCsv("a;b\n'1;''1';2\n", { quote: "'", escape: "'" })).rows).toEqual(["1 1;'1|2"]);
    expect((await readCsv('a;b\n"1;"2"\n', { quote: '' })).rows).toEqual(['1 "1|"2"']);
    expect((await readCsv('a\tb\n"1"\t2\n\t\n', { separator: '\t' })).rows).toEqual(['1 1|2']);
  });

  it('may lack a header', async () => {
    await using fixture = await FileFixture.create({
      format: { type: 'csv', header: false },
      config: { columns: { a: 'column1', b: 'column0' } },
    });
    await fixture.write('x.csv', '1,2\n3,4\n');
    expect((await readContents(await fixture.prepare())).rows).toEqual(['1 2|1', '2 4|3']);
  });
});

describe('blank rows', () => {
  it('are counted and keep the row numbers right', async () => {
    const { rows, blankRows, rejected } = await readCsv('a;b\n1;2\n;\n\n \t;\u00a0\n"";\n5;6\n');
    expect({ rows, blankRows, rejected }).toEqual({ rows: ['1 1|2', '6 5|6'], blankRows: 4, rejected: [] });
  });

  it('are blank in unmapped columns too', async () => {
    const { rows, blankRows } = await readCsv('a;b;c\n;;x\n;;\n');
    expect({ rows, blankRows }).toEqual({ rows: ['1 ∅|∅'], blankRows: 1 });
  });

  it('do not include one empty line at the end', async () => {
    expect((await readCsv('a;b\n1;2\n\n')).blankRows).toBe(0);
    expect((await readCsv('a;b\r\n1;2\r\n\r\n')).blankRows).toBe(0);
    expect((await readCsv('a;b\n1;2\n\n\n')).blankRows).toBe(1);
    expect((await readCsv('a;b\n\n1;2\n')).blankRows).toBe(1);
  });

  it('cost little', async () => {
    const { rows, blankRows } = await readCsv(`a;b\n1;2\n${';\n'.repeat(500_000)}3;4\n`);
    expect({ rows, blankRows }).toEqual({ rows: ['1 1|2', '500002 3|4'], blankRows: 500_000 });
  });
});

describe('malformed CSV', () => {
  it.each([
    ['too few fields', 'a;b\n1\n3;4\n', ['2 3|4'], ['1 malformed_row 1']],
    ['too many fields', 'a;b\n1;2;3\n3;4\n', ['2 3|4'], ['1 malformed_row 1;2;3']],
    ['text after a closing quote', 'a;b\n"1"x;2\n3;4\n', ['2 3|4'], ['1 malformed_row "1"x;2']],
    ['too few fields over two lines', 'a;b\n"1\n1"\n3;4\n', ['2 3|4'], ['1 malformed_row "1\n1"']],
    [
      'a stray quote closed lines later',
      'a;b\n1;"2\n3;4\n5;6\n7;"8"\n',
      ['2 3|4', '3 5|6', '4 7|8'],
      ['1 malformed_row 1;"2'],
    ],
    ['a quote that is never closed', 'a;b\n1;"2\n3;4\n5;6\n', ['2 3|4', '3 5|6'], ['1 malformed_row 1;"2']],
    ['carriage returns', 'a;b\r\n1\r\n3;4\r\n', ['2 3|4'], ['1 malformed_row 1']],
  ])('%s: refuses the row with its text and reads on', async (_name, content, rows, rejected) => {
    expect(await readCsv(content)).toEqual({ rows, rejected, blankRows: 0, notes: [] });
  });

  it('refuses only the rows that are not UTF-8, and shows their bytes', async () => {
    const content = Buffer.from('a;b\n1;M\xfcller\n3;4\nx;"\xe9\ny"\n', 'latin1');
    const { rows, rejected } = await readCsv(content);
    expect(rows).toEqual(['2 3|4']);
    expect(rejected).toEqual(['1 malformed_row 1;M\\xFCller', '3 malformed_row x;"\\xE9\ny"']);
  });

  it.each([
    ['a field is missing', 'a;b\n1;2\n3', ['1 1|2'], '2 cut_short 3', 'line 3'],
    ['a quote is open', 'a;b\n1;2\n3;"four', ['1 1|2'], '2 cut_short 3;"four', 'line 3'],
    [
      'a value of several lines is open',
      'a;b\n"1\n1";2\n3;"four\nfive',
      ['1 1\n1|2'],
      '2 cut_short 3;"four\nfive',
      'line 4',
    ],
    ['half a character is left', Buffer.from('a;b\n1;2\n3;\xc3', 'latin1'), ['1 1|2'], '2 cut_short 3;\\xC3', 'line 3'],
  ])('says that a file was cut short when %s at its end', async (_name, content, rows, rejected, line) => {
    const contents = await readCsv(content);
    expect(contents).toMatchObject({ rows, rejected: [rejected], blankRows: 0 });
    expect(contents.notes).toEqual([expect.stringContaining(`"x.csv" ends within ${line}`)]);
  });

  it('does not let one open quote swallow a large file', async () => {
    const lines = Array.from({ length: 400_000 }, (_, index) => `${index};some value of the row`);
    const { rows, rejected } = await readCsv(`a;b\nx;"open\n${lines.join('\n')}\n`);
    expect(rows).toHaveLength(400_000);
    expect(rejected).toEqual(['1 malformed_row x;"open']);
  });
});

describe('chunks', () => {
  it('hold at most maxRows rows, refused ones counted, and stay in order', async () => {
    await using fixture = await FileFixture.create();
    await fixture.write('x.csv', 'a;b\n1;1\n2\n3;3\n;\n5;5\n6;6\n7\n');
    const extraction = await fixture.prepare({ maxRows: 2 });
    const sizes: number[][] = [];
    for await (const { chunk, rejected, blankRows } of allChunks(extraction)) {
      sizes.push([chunk.rowCount, rejected.length, blankRows]);
    }
    expect(sizes).toEqual([
      [1, 1, 0],
      [2, 0, 1],
      [1, 1, 0],
    ]);
  });
});
