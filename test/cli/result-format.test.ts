import { describe, expect, it } from 'vitest';
import { parseFormat, printResult, renderCsv, renderJson } from '../../cli/result-format.ts';
import { createTerminal } from '../../cli/terminal.ts';
import { UsageError } from '../../core/errors.ts';
import type { Cell, ResultSet } from '../../core/ports/warehouse.ts';

function result(columns: readonly string[], ...rows: readonly (readonly Cell[])[]): ResultSet {
  return { columns: columns.map((name) => ({ name, type: 'nvarchar' })), rows };
}

describe('CSV', () => {
  it.each<readonly [Cell, string]>([
    ['plain', 'plain'],
    ['with, comma', '"with, comma"'],
    ['with "quotes"', '"with ""quotes"""'],
    ['two\nlines', '"two\nlines"'],
    ['carriage\rreturn', '"carriage\rreturn"'],
    [' spaces stay ', ' spaces stay '],
    ['semi;colon', 'semi;colon'],
    ['', '""'],
    [null, ''],
    ['880548.2700', '880548.2700'],
    [0, '0'],
    [true, '1'],
  ])('writes %j as %s', (value, expected) => {
    expect(renderCsv(result(['a', 'b'], [value, 'x']))).toBe(`a,b\n${expected},x`);
  });

  it('quotes names of columns as well, and is a header alone without rows', () => {
    expect(renderCsv(result(['a,b', 'c']))).toBe('"a,b",c');
  });
});

describe('JSON', () => {
  it('keeps every digit of a decimal, and tells NULL from the empty text', () => {
    const json = renderJson(result(['amount', 'note', 'n'], ['99999999999999999.1234', '', 3], ['0.1000', null, null]));
    expect(json).toBe(
      '[\n  {"amount":"99999999999999999.1234","note":"","n":3},\n  {"amount":"0.1000","note":null,"n":null}\n]',
    );
    expect(JSON.parse(json)).toHaveLength(2);
  });

  it('gives columns of one name different fields, so that none is lost', () => {
    expect(JSON.parse(renderJson(result(['a', 'a', 'a_2', 'a'], [1, 2, 3, 4])))).toEqual([
      { a: 1, a_2: 2, a_2_2: 3, a_3: 4 },
    ]);
  });

  it('is an empty array without rows', () => {
    expect(renderJson(result(['a']))).toBe('[]');
  });
});

describe('a result', () => {
  const printed = (format: 'table' | 'csv' | 'json', ...rows: readonly (readonly Cell[])[]): string => {
    let text = '';
    const out = { write: (part: string) => (text += part) };
    printResult(createTerminal(out, { write: () => {} }), result(['a'], ...rows), format);
    return text;
  };

  it('says under a table how many rows there are', () => {
    expect(printed('table', ['x'])).toBe('a\n-\nx\n(1 row)\n');
    expect(printed('table')).toBe('a\n-\n(0 rows)\n');
  });

  it('is nothing but rows in the formats for programs', () => {
    expect(printed('csv', ['x'])).toBe('a\nx\n');
    expect(printed('json')).toBe('[]\n');
  });

  it('has one of three formats', () => {
    expect(parseFormat('csv')).toBe('csv');
    expect(() => parseFormat('xml')).toThrow(new UsageError('"xml" is not a format. Use one of table, csv, json.'));
  });
});
