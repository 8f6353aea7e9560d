import { expect, test } from 'vitest';

import { berlinTimeText, berlinYear, purchaseTime, toBerlinPrecision } from '../../seed/calendar.ts';

test.each([
  ['2024-01-15T12:00:00Z', '15.01.2024 13:00'],
  ['2024-03-31T00:59:00Z', '31.03.2024 01:59'],
  ['2024-03-31T01:00:00Z', '31.03.2024 03:00'],
  ['2024-10-27T00:59:00Z', '27.10.2024 02:59'],
  ['2024-10-27T01:00:00Z', '27.10.2024 02:00'],
  ['2025-10-26T01:00:00Z', '26.10.2025 02:00'],
  ['2025-12-31T23:30:00Z', '01.01.2026 00:30'],
])('%s is %s in Berlin', (instant, text) => {
  expect(berlinTimeText(Date.parse(instant))).toBe(text);
});

test.each([
  ['a second', '2024-05-01T10:20:59Z', '2024-05-01T10:20:00.000Z'],
  ['the first of two hours', '2024-10-27T00:30:00Z', '2024-10-27T00:30:00.000Z'],
  ['the second of two hours', '2024-10-27T01:30:00Z', '2024-10-27T02:00:00.000Z'],
  ['the hour after', '2024-10-27T02:30:00Z', '2024-10-27T02:30:00.000Z'],
])('%s of Berlin time comes back unmistakably', (_, instant, kept) => {
  expect(new Date(toBerlinPrecision(Date.parse(instant))).toISOString()).toBe(kept);
});

test('an order of the last hour of a year in UTC belongs to the next year in Berlin', () => {
  expect(berlinYear(Date.parse('2024-12-31T23:30:00Z'))).toBe(2025);
});

test('November sells more than February, Monday more than Saturday, the evening more than the night', () => {
  const times = Array.from({ length: 20_000 }, (_, index) => new Date(purchaseTime(1, index, 20_000)));
  const count = (isMeant: (time: Date) => boolean): number => times.filter(isMeant).length;
  expect(count((time) => time.getUTCMonth() === 10)).toBeGreaterThan(count((time) => time.getUTCMonth() === 1) * 1.4);
  expect(count((time) => time.getUTCDay() === 1)).toBeGreaterThan(count((time) => time.getUTCDay() === 6) * 1.3);
  expect(count((time) => time.getUTCHours() === 20)).toBeGreaterThan(count((time) => time.getUTCHours() === 3) * 10);
});
