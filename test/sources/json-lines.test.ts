import { describe, expect, it } from 'vitest';
import { readJsonFields } from '../../etl/sources/files/json-fields.ts';
import { FileFixture, readContents } from './file-fixture.ts';

async function readJson(content: string | Uint8Array) {
  await using fixture = await FileFixture.create({ format: { type: 'jsonl' } });
  await fixture.write('x.jsonl', content);
  return readContents(await fixture.prepare());
}

describe('fields of a JSON line', () => {
  it.each([
    ['{"a":1234567890123456.78}', '1234567890123456.78'],
    ['{ "a" : 1.50 }', '1.50'],
    ['{"a":1e3}', '1e3'],
    ['{"a":-0}', '-0'],
    ['{"a":true}', 'true'],
    ['{"a":null}', null],
    ['{"a":""}', ''],
    ['{"a":"x\\"y\\u00e4\\n"}', 'x"yä\n'],
    ['{"a":"}, \\\\"}', '}, \\'],
    ['{"\\u0061":"x"}', 'x'],
    ['{"a":{"b":[1.10,"}"]}}', '{"b":[1.10,"}"]}'],
    ['{"a":[ 1, 2 ] }', '[ 1, 2 ]'],
    ['{"a":1,"a":2}', '2'],
    ['{"z":{"a":9},"a":3}', '3'],
  ])('%s', (line, expected) => {
    const fields = readJsonFields(line);
    expect('problem' in fields ? fields : fields.get('a')).toBe(expected);
  });

  it('may be none, or have names that objects know', () => {
    expect(readJsonFields('{}')).toEqual(new Map());
    expect(readJsonFields('{"__proto__":1}')).toEqual(new Map([['__proto__', '1']]));
  });

  it.each([
    ['[1]', 'is JSON, but not an object in braces'],
    ['"x"', 'is JSON, but not an object in braces'],
    ['null', 'is JSON, but not an object in braces'],
    ['{"a":1', 'is not JSON'],
    ["{'a':1}", 'is not JSON'],
    ['{"a":NaN}', 'is not JSON'],
    ['{"a":1}{"a":2}', 'is not JSON'],
  ])('%s is no row', (line, problem) => {
    expect(readJsonFields(line)).toEqual({ problem });
  });
});

describe('JSON lines', () => {
  it('are read with blank lines counted and broken ones refused', async () => {
    const content = '\ufeff{"a":"1","b":2}\r\n\n{"a":"3"\n{"a":null,"b":" "}\n{}\n{"b":"6","c":7}\n';
    expect(await readJson(content)).toEqual({
      rows: ['1 1|2', '6 ∅|6'],
      rejected: ['3 malformed_row {"a":"3"'],
      blankRows: 3,
      notes: [],
    });
  });

  it('need no line end after the last, but a broken last line was cut short', async () => {
    expect((await readJson('{"a":"1","b":"2"}')).rows).toEqual(['1 1|2']);
    const cut = await readJson('{"a":"1","b":"2"}\n{"a":"3"');
    expect(cut.rejected).toEqual(['2 cut_short {"a":"3"']);
    expect(cut.notes).toEqual([expect.stringContaining('"x.jsonl" ends within line 2')]);
  });

  it('refuses lines that are not UTF-8', async () => {
    expect((await readJson(Buffer.from('{"a":"\xff","b":"1"}\n', 'latin1'))).rejected).toEqual([
      '1 malformed_row {"a":"\\xFF","b":"1"}',
    ]);
  });

  it('refuses texts with half a surrogate pair', async () => {
    expect((await readJson('{"a":"\\ud800","b":"1"}\n')).rejected).toEqual(['1 malformed_row {"a":"\\ud800","b":"1"}']);
  });

  it('notes a mapped key that no row has', async () => {
    expect((await readJson('{"a":"1"}\n{"a":"2"}\n')).notes).toEqual([
      'shop/thing: "x.jsonl" lacks the mapped column "b": 2 rows loaded with nothing there, also where the warehouse had a value',
    ]);
  });
});
