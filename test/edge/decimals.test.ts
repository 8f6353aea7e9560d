import { describe, expect, it } from 'vitest';
import { compareDecimals } from '../../etl/edge/compare-decimals.ts';
import { typeCell } from './type-cells.ts';

const money = { type: 'decimal', precision: 19, scale: 4 } as const;

describe('decimals', () => {
  it.each([
    ['12.50', '12.5'],
    ['+12.5', '12.5'],
    ['007.10', '7.1'],
    ['0', '0'],
    ['000', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['-0.01', '-0.01'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['1.50000000', '1.5'],
    ['1234567890123456.78', null],
    ['123456789012345.6789', '123456789012345.6789'],
    ['\u00a0 42 \t', '42'],
  ])('types %j as %j', (text, expected) => {
    expect(typeCell(money, text).value ?? null).toBe(expected);
  });

  it.each([
    ['abc', 'not_a_number'],
    ['1e5', 'not_a_number'],
    ['1.2.3', 'not_a_number'],
    ['1,5', 'not_a_number'],
    ['5.', 'not_a_number'],
    ['.', 'not_a_number'],
    ['-', 'not_a_number'],
    ['--5', 'not_a_number'],
    ['1 000', 'not_a_number'],
    ['١٢', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['1.00001', 'too_precise'],
    ['1234567890123456', 'out_of_range'],
    ['0001234567890123456.78', 'out_of_range'],
  ])('refuses %j as %s', (text, code) => {
    expect(typeCell(money, text).problems).toMatchObject([{ column: 'c', code }]);
  });

  it.each([
    ['1.234.567,89', '1234567.89'],
    ['-12.345', '-12345'],
    ['1234567,89', '1234567.89'],
    ['999,5', '999.5'],
  ])('takes thousands separators out of %j', (text, expected) => {
    expect(typeCell(money, text, { decimalSeparator: ',', thousandsSeparator: '.' }).value).toBe(expected);
  });

  it.each(['12.34,5', '1.2345.678', '1234.567', '.123', '1.23', '1..234', '1,234.5', '1.234,567.8'])(
    'refuses %j, in which the thousands separators stand wrong',
    (text) => {
      const typed = typeCell(money, text, { decimalSeparator: ',', thousandsSeparator: '.' });
      expect(typed.problems).toMatchObject([{ code: 'not_a_number' }]);
    },
  );

  it('takes no-break spaces for the thousands separator " "', () => {
    const reading = { decimalSeparator: ',', thousandsSeparator: ' ' } as const;
    expect(typeCell(money, '1 234,5', reading).value).toBe('1234.5');
    expect(typeCell(money, '1\u00a0234\u00a0567', reading).value).toBe('1234567');
    expect(typeCell(money, '1\u202f234,5', reading).value).toBe('1234.5');
  });

  it.each([
    ['-90', true],
    ['-90.000001', false],
    ['90.000000', true],
    ['90.000001', false],
    ['9.5', true],
    ['-100', false],
  ])('compares %j with the bounds exactly', (text, isInside) => {
    const typed = typeCell({ type: 'decimal', precision: 9, scale: 6, min: '-90', max: '90' }, text);
    expect(typed.problems.map(({ code }) => code)).toEqual(isInside ? [] : ['out_of_range']);
  });

  it('distinguishes bounds that a JavaScript number cannot', () => {
    const column = { type: 'decimal', precision: 38, scale: 4, max: '9007199254740993' } as const;
    expect(typeCell(column, '9007199254740993.0000').problems).toEqual([]);
    expect(typeCell(column, '9007199254740993.0001').problems).toMatchObject([{ code: 'out_of_range' }]);
  });

  it.each([
    ['1', '2', -1],
    ['10', '9', 1],
    ['1.5', '1.50', 0],
    ['-2', '-1', -1],
    ['-1', '1', -1],
    ['0.09', '0.1', -1],
    ['-0.5', '-0.49', -1],
  ])('orders %s and %s', (a, b, expected) => {
    expect(Math.sign(compareDecimals(a, b))).toBe(expected);
  });
});

describe('integers', () => {
  it.each([
    ['0', 0],
    ['007', 7],
    ['-5', -5],
    ['+5', 5],
    ['3.00', 3],
    ['2147483647', 2147483647],
    ['-2147483648', -2147483648],
  ])('types %j as %j', (text, expected) => {
    expect(typeCell({ type: 'int' }, text).value).toBe(expected);
  });

  it.each([
    ['1.5', 'not_an_integer'],
    ['abc', 'not_an_integer'],
    ['1e3', 'not_an_integer'],
    ['2147483648', 'out_of_range'],
    ['-2147483649', 'out_of_range'],
    ['99999999999999999999', 'out_of_range'],
  ])('refuses %j as %s', (text, code) => {
    expect(typeCell({ type: 'int' }, text).problems).toMatchObject([{ code }]);
  });

  it('refuses what lies outside the bounds of the column', () => {
    const score = { type: 'int', min: '1', max: '5' } as const;
    expect(typeCell(score, '0').problems).toEqual([{ column: 'c', code: 'out_of_range', detail: '0 is below 1' }]);
    expect(typeCell(score, '6').problems).toEqual([{ column: 'c', code: 'out_of_range', detail: '6 is above 5' }]);
    expect(typeCell(score, '5').value).toBe(5);
  });
});
