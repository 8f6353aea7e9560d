import { expect, test } from 'vitest';

import { exponential, formatCents, formatGermanCents } from '../../seed/money.ts';

test.each([
  [0, '0.00', '0,00'],
  [7, '0.07', '0,07'],
  [100_000, '1000.00', '1.000,00'],
  [123_456_789, '1234567.89', '1.234.567,89'],
  [-1_205, '-12.05', '-12,05'],
  [9_007_199_254_740_991, '90071992547409.91', '90.071.992.547.409,91'],
])('%d cents are %s and in German %s', (cents, plain, german) => {
  expect([formatCents(cents), formatGermanCents(cents)]).toEqual([plain, german]);
});

test.each([
  [0, 1],
  [1, 2.717],
  [-1, 0.368],
])('the exponential of %d is about %d', (x, expected) => {
  expect(exponential(x)).toBeCloseTo(expected, 2);
});
