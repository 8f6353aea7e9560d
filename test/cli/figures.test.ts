import { describe, expect, it } from 'vitest';
import { copyNotice } from '../../cli/copy-notice.ts';
import { age, counted, money, seconds } from '../../cli/figures.ts';

describe('money', () => {
  it.each([
    ['0', '0.00'],
    ['7.5000', '7.50'],
    ['880548.2700', '880,548.27'],
    ['123456', '123,456.00'],
    ['-1234.5', '-1,234.50'],
    ['-123456.7', '-123,456.70'],
    ['0.1234', '0.1234'],
    ['.5', '0.50'],
    ['-.5', '-0.50'],
    ['922337203685477.5807', '922,337,203,685,477.5807'],
    ['99999999999999999999999999999999.99', '99,999,999,999,999,999,999,999,999,999,999.99'],
  ])('shows %s as %s, without rounding', (text, expected) => {
    expect(money(text)).toBe(expected);
  });
});

describe('counted', () => {
  it('gives one thing no plural and groups the digits of many', () => {
    expect([counted(0, 'row'), counted(1, 'row'), counted(12345, 'row')]).toEqual(['0 rows', '1 row', '12,345 rows']);
  });
});

describe('seconds', () => {
  it.each([
    [4, '0.00 s'],
    [1234, '1.23 s'],
    [9949, '9.95 s'],
    [9951, '10.0 s'],
    [83_400, '83.4 s'],
  ])('shows %d ms as %s', (ms, expected) => {
    expect(seconds(ms)).toBe(expected);
  });
});

describe('age', () => {
  it.each([
    ['2026-03-01 11:59:59.999', 'less than a minute ago'],
    ['2026-03-01 11:58:59.999', '1 min ago'],
    ['2026-03-01 09:30:00.000', '2 h 30 min ago'],
    ['2026-02-27 12:00:00.001', '47 h 59 min ago'],
    ['2026-02-27 12:00:00.000', '2 days ago'],
    ['2022-02-27 12:00:00', '1,463 days ago'],
    ['2026-03-01 12:00:30.000', 'less than a minute ago'],
    ['2026-03-02 12:00:00.000', 'in the future'],
  ])('of %s is %s', (instant, expected) => {
    expect(age(instant, new Date('2026-03-01T12:00:00.000Z'))).toBe(expected);
  });
});

describe('the notice that a copy is read', () => {
  it.each([
    ['2026-11-21T17:47:12.000Z', null, '(less than a minute old); the warehouse has not changed since.'],
    ['2026-11-21T17:48:11.999Z', null, '(less than a minute old); the warehouse has not changed since.'],
    ['2026-11-21T17:48:12.345Z', 'process 7', '(1 min old); process 7 has the warehouse.'],
    ['2026-11-21T17:50:12.345Z', 'another process', '(3 min old); another process has the warehouse.'],
    ['2026-11-21T20:02:12.345Z', 'process 7', '(2 h 15 min old); process 7 has the warehouse.'],
    ['2026-11-23T17:47:12.345Z', null, '(2 days old); the warehouse has not changed since.'],
    ['2026-11-21T17:46:12.345Z', null, '(less than a minute old); the warehouse has not changed since.'],
    [
      '2026-11-21T17:00:00.000Z',
      'process 7',
      '(in the future by the clock of this machine); process 7 has the warehouse.',
    ],
  ])('at %s, with the warehouse held by %s', (now, heldBy, expected) => {
    const takenAt = new Date('2026-11-21T17:47:12.345Z');
    expect(copyNotice({ takenAt, heldBy }, new Date(now))).toBe(
      `Reading the copy of 2026-11-21 17:47:12 UTC ${expected}`,
    );
  });
});
