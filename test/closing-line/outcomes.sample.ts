import { beforeAll, describe, expect, test } from 'vitest';

test('passes', () => {
  expect(1).toBe(1);
});

test('fails', () => {
  expect(1).toBe(2);
});

test.skip('SHOP_DIR is not set: one test', () => {
  expect(1).toBe(1);
});

test('asks to be left out', ({ skip }) => {
  skip('no server answers');
});

describe.skip('FECOM_DIR is not set: the whole suite', () => {
  describe('with a suite inside', () => {
    test.each([1, 2])('and test %i', (value) => {
      expect(value).toBe(value);
    });
  });
  describe.skip('with a suite inside that is skipped too', () => {
    test('and a third test', () => {
      expect(1).toBe(1);
    });
  });
});

describe('a suite whose preparation fails', () => {
  beforeAll(() => {
    throw new Error('no preparation');
  });

  test('never runs', () => {
    expect(1).toBe(1);
  });
});
