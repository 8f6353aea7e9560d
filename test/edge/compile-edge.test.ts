import { describe, expect, it } from 'vitest';
import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { ConfigurationError } from '../../core/errors.ts';
import { orderContract } from '../../dwh/model/contracts.ts';
import { compileEdge } from '../../etl/edge/compile-edge.ts';
import { typeCell, typeRow } from './type-cells.ts';

const text = { type: 'text', maxLength: 5 } as const;
const column = (name: string, more: Partial<ContractColumn> = {}): ContractColumn => ({
  name,
  type: 'text',
  description: '',
  ...more,
});

describe('text', () => {
  it.each([
    ['  ab ', 'ab'],
    ['\u00a0\u2003ab\u3000\u0085', 'ab'],
    ['\ta\r\nb\n', 'a\r\nb'],
    ['', null],
    [' \u00a0 ', null],
    [null, null],
  ])('%j becomes %j', (raw, expected) => {
    expect(typeCell(text, raw)).toEqual({ value: expected, problems: [] });
  });

  it('counts its length in UTF-16 code units, as nvarchar does', () => {
    expect(typeCell(text, '😀😀a').value).toBe('😀😀a');
    expect(typeCell(text, '😀😀😀').problems).toEqual([
      { column: 'c', code: 'too_long', detail: 'has 6 characters, more than 5' },
    ]);
  });

  it.each(['a\0b', 'a\ud800', '\udc00'])('refuses %j, which no warehouse keeps faithfully', (raw) => {
    expect(typeCell(text, raw).problems).toMatchObject([{ column: 'c', code: 'malformed_row' }]);
  });

  it('is shortened and made printable in details', () => {
    const [problem] = typeCell({ type: 'int' }, `x\n\0${'y'.repeat(100)}`).problems;
    expect(problem?.detail).toBe(`"x\\n\\0${'y'.repeat(57)}…" is not a whole number`);
  });
});

describe('values of a column', () => {
  it('are null where they are a null marker, after trimming', () => {
    const reading = { nullMarkers: ['#N/A', '-'] };
    expect(typeCell(text, ' #N/A ', reading).value).toBeNull();
    expect(typeCell({ type: 'decimal' }, '-', reading).value).toBeNull();
    expect(typeCell(text, 'N/A', reading).value).toBe('N/A');
  });

  it('are replaced as a whole before typing', () => {
    const mapping = { column: 'x', values: { yes: '1', no: '' } };
    expect(typeCell({ type: 'int' }, ' yes ', {}, mapping).value).toBe(1);
    expect(typeCell({ type: 'int' }, 'no', {}, mapping).value).toBeNull();
    expect(typeCell({ type: 'int' }, 'yes!', {}, mapping).problems).toMatchObject([{ code: 'not_an_integer' }]);
  });

  it('may have names that objects know', () => {
    expect(typeCell({ type: 'text' }, 'constructor', {}, { column: 'x', values: { a: 'b' } }).value).toBe(
      'constructor',
    );
  });

  it('are replaced even if they are null markers: the nearer rule wins', () => {
    const mapping = { column: 'x', values: { '#N/A': 'none' } };
    expect(typeCell(text, '#N/A', { nullMarkers: ['#N/A'] }, mapping).value).toBe('none');
  });

  it('get the prefix when they are not empty', () => {
    expect(typeCell(text, ' 42 ', {}, { column: 'x', prefix: 'A-' }).value).toBe('A-42');
    expect(typeCell(text, ' ', {}, { column: 'x', prefix: 'A-' }).value).toBeNull();
  });

  it('are read with the options of the column before those of the feed', () => {
    const mapping = { column: 'x', decimalSeparator: ',' } as const;
    expect(typeCell({ type: 'decimal' }, '1,5', { decimalSeparator: '.' }, mapping).value).toBe('1.5');
  });

  it('are the default where they are empty, in canonical form whatever the file uses', () => {
    const reading = { decimalSeparator: ',' } as const;
    expect(typeCell({ type: 'decimal', default: '0.5', required: true }, '', reading)).toEqual({
      value: '0.5',
      problems: [],
    });
  });

  it('may be constants', () => {
    expect(
      typeRow([column('a', { type: 'date' })], { a: { constant: '2024-02-29' } }, []).chunk.columns[0]?.values,
    ).toEqual([19782]);
    expect(typeRow([column('a', { default: 'x' })], { a: { constant: ' ' } }, []).chunk.columns[0]?.values).toEqual([
      'x',
    ]);
  });

  it('are all null or the default where nothing is mapped', () => {
    const { chunk } = typeRow([column('a'), column('b', { type: 'int', default: '1' })], {}, []);
    expect(chunk.columns.map(({ values }) => values)).toEqual([[null], [1]]);
  });
});

describe('a refused row', () => {
  const contract: EntityContract = {
    entity: 'thing',
    description: '',
    key: ['id'],
    columns: [column('id'), column('amount', { type: 'decimal' }), column('day', { type: 'date', required: true })],
  };
  const edge = compileEdge({
    contract,
    columns: { id: 'ID', amount: 'Amount', day: 'Day' },
    reading: {},
    reportingTimeZone: 'UTC',
  });
  const early = { sourceId: 4, rowNumber: 2, rawText: 'broken', problems: [] };
  const typed = edge.type({
    sourceId: 4,
    rowNumbers: [1, 3, 5],
    columns: [
      ['a', '', 'c'],
      ['1', 'x', '3'],
      ['2024-01-01', null, '2024-01-02'],
    ],
    rejected: [early],
    blankRows: 1,
    problems: new Map(),
    rawTextOf: (row) => `raw ${row}`,
  });

  it('lists all its problems, in contract order, with its text and number', () => {
    expect(typed.rejected).toEqual([
      early,
      {
        sourceId: 4,
        rowNumber: 3,
        rawText: 'raw 1',
        problems: [
          { column: 'id', code: 'required', detail: 'is required but empty' },
          { column: 'amount', code: 'not_a_number', detail: '"x" is not a decimal number' },
          { column: 'day', code: 'required', detail: 'is required but empty' },
        ],
      },
    ]);
  });

  it('leaves the others as they are', () => {
    expect(typed.blankRows).toBe(1);
    expect(typed.chunk).toEqual({
      rowCount: 2,
      sourceId: 4,
      rowNumbers: [1, 5],
      columns: [
        { name: 'id', type: 'text', values: ['a', 'c'] },
        { name: 'amount', type: 'decimal', values: ['1', '3'] },
        { name: 'day', type: 'date', values: [19723, 19724] },
      ],
    });
  });

  it('is refused too when a key column is not mapped', () => {
    const unmapped = typeRow([column('a', { required: true })], {}, []);
    expect(unmapped.rejected[0]?.problems).toMatchObject([{ column: 'a', code: 'required' }]);
  });
});

describe('compileEdge', () => {
  it('names each file column once and orders the output by contract', () => {
    const { rawColumns, type } = compileEdge({
      contract: orderContract,
      columns: { order_status: 'S', customer_alias: 'K', order_id: 'K', purchased_at_utc: 'T' },
      reading: {},
      reportingTimeZone: 'UTC',
    });
    expect(rawColumns).toEqual(['K', 'S', 'T']);
    const typed = type({
      sourceId: 1,
      rowNumbers: [1],
      columns: [['k'], ['s'], ['2024-01-01 05:00:00']],
      rejected: [],
      blankRows: 0,
      problems: new Map(),
      rawTextOf: () => '',
    });
    expect(typed.chunk.columns.map(({ name }) => name)).toEqual([
      'order_id',
      'customer_id',
      'customer_alias',
      'order_status',
      'purchased_at_utc',
      'purchased_at_date',
      'purchased_at_hour',
      'approved_at_utc',
      'approved_at_date',
      'shipped_at_utc',
      'shipped_at_date',
      'delivered_at_utc',
      'delivered_at_date',
      'estimated_delivery_at_utc',
      'estimated_delivery_at_date',
      'changed_at_utc',
    ]);
  });

  it('reports every column that cannot be compiled', () => {
    const columns = [column('a', { type: 'date' }), column('b', { type: 'decimal' }), column('c', { type: 'int' })];
    const compile = () =>
      compileEdge({
        contract: { entity: 'thing', description: '', key: [], columns },
        columns: {
          a: { column: 'x', dateFormat: 'yyyy-mm-dd' },
          b: { column: 'y', decimalSeparator: ',', thousandsSeparator: ',' },
          c: { constant: 'many' },
        },
        reading: {},
        reportingTimeZone: 'UTC',
      });
    expect(compile).toThrow(ConfigurationError);
    expect(compile).toThrow(
      [
        'The mapping of "thing" cannot be used:',
        '- a: dateFormat "yyyy-mm-dd": "mm" is not one of yyyy MM dd',
        '- b: decimalSeparator and thousandsSeparator are both ","; choose different ones',
        '- c: constant "many" is not a whole number',
      ].join('\n'),
    );
  });
});
