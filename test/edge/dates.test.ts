import { describe, expect, it } from 'vitest';
import { daysSinceEpoch } from '../../etl/edge/calendar.ts';
import { compileDateFormat } from '../../etl/edge/date-format.ts';
import { typeCell } from './type-cells.ts';

describe('dates', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2024-02-29', 19782],
    ['1900-01-01', -25567],
    ['2100-12-31', 47846],
  ])('types %s as day %i', (text, expected) => {
    expect(typeCell({ type: 'date' }, text).value).toBe(expected);
  });

  it.each([
    ['2023-02-30', 'not_a_date'],
    ['2023-02-29', 'not_a_date'],
    ['1900-02-29', 'not_a_date'],
    ['2023-13-01', 'not_a_date'],
    ['2023-00-10', 'not_a_date'],
    ['2023-04-31', 'not_a_date'],
    ['2023-4-1', 'not_a_date'],
    ['2023/04/01', 'not_a_date'],
    ['2023-04-01 00:00', 'not_a_date'],
    ['1899-12-31', 'out_of_range'],
    ['2101-01-01', 'out_of_range'],
    ['9999-12-31', 'out_of_range'],
  ])('refuses %s as %s', (text, code) => {
    expect(typeCell({ type: 'date' }, text).problems).toMatchObject([{ code }]);
  });

  it('reads other formats', () => {
    expect(typeCell({ type: 'date' }, '29.02.2024', { dateFormat: 'dd.MM.yyyy' }).value).toBe(19782);
    expect(typeCell({ type: 'date' }, '20240229', { dateFormat: 'yyyyMMdd' }).value).toBe(19782);
  });

  it('counts the days of every date from 1900 to 2100 as Date does', () => {
    for (let day = Date.UTC(1900, 0, 1); day <= Date.UTC(2100, 11, 31); day += 86_400_000) {
      const date = new Date(day);
      const counted = daysSinceEpoch(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
      if (counted !== day / 86_400_000) expect.fail(date.toISOString());
    }
  });
});

describe('datetimes', () => {
  it.each([
    ['yyyy-MM-dd HH:mm:ss', '2024-07-03 10:20:30', '2024-07-03T10:20:30.000Z'],
    ['yyyy-MM-dd HH:mm', '2024-07-03 23:59', '2024-07-03T23:59:00.000Z'],
    ['dd/MM/yyyy HH:mm:ss.SSS', '03/07/2024 10:20:30.456', '2024-07-03T10:20:30.456Z'],
    ['yyyy-MM-ddTHH:mm:ssZ', '2024-07-03T10:20:30Z', '2024-07-03T10:20:30.000Z'],
    ["yyyyMMdd'T'HHmm", '20240703T1020', '2024-07-03T10:20:00.000Z'],
    ['yyyy-MM-ddTHH:mm:ssXXX', '2024-07-03T10:20:30+02:00', '2024-07-03T08:20:30.000Z'],
    ['yyyy-MM-ddTHH:mm:ssXXX', '2024-07-03T10:20:30-05:30', '2024-07-03T15:50:30.000Z'],
    ['yyyy-MM-ddTHH:mm:ssXXX', '2024-07-03T10:20:30Z', '2024-07-03T10:20:30.000Z'],
    ['yyyy-MM-dd', '2024-07-03', '2024-07-03T00:00:00.000Z'],
  ])('reads %s', (datetimeFormat, text, expected) => {
    expect(typeCell({ type: 'datetime' }, text, { datetimeFormat }).value).toBe(Date.parse(expected));
  });

  it.each([
    '2024-07-03',
    '2024-07-03 10:20',
    '2024-07-03 24:00:00',
    '2024-07-03 10:60:00',
    '2024-07-03 10:20:60',
    '2024-07-03 10:20:30.1',
    '2024-07-03 10:20:30.123456',
    '2024-07-03T10:20:30',
    '2023-02-30 10:00:00',
    'yesterday',
  ])('refuses %s as not_a_time', (text) => {
    expect(typeCell({ type: 'datetime' }, text).problems).toMatchObject([{ code: 'not_a_time' }]);
  });

  it.each(['2024-07-03T10:20:30', '2024-07-03T10:20:30+2', '2024-07-03T10:20:30+02:00x', '2024-07-03T10:20:30+99:00'])(
    'refuses the offset of %s',
    (text) => {
      const typed = typeCell({ type: 'datetime' }, text, { datetimeFormat: 'yyyy-MM-ddTHH:mm:ssXXX' });
      expect(typed.problems).toMatchObject([{ code: 'not_a_time' }]);
    },
  );

  it('refuses years outside 1900 to 2100', () => {
    expect(typeCell({ type: 'datetime' }, '9999-12-31 00:00:00').problems).toMatchObject([{ code: 'out_of_range' }]);
  });

  it.each([
    ['yyyy-mm-dd', 'MM is missing'],
    ['yyyy-MM-dd hh:mm', '"h" is not one of yyyy MM dd HH mm ss SSS XXX'],
    ['yyyy-MM-dd HH:ss', 'mm is missing'],
    ['yyyy-MM-dd dd', 'dd stands twice'],
    ['XXX yyyy-MM-dd', 'XXX must come last'],
    ['MMM dd yyyy', '"M" is not one of'],
  ])('does not accept the format %s', (format, problem) => {
    expect(compileDateFormat(format, 'datetime')).toEqual({ problem: expect.stringContaining(problem) });
  });
});
