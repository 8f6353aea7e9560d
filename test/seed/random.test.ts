import { expect, test } from 'vitest';

import { Random } from '../../seed/random.ts';

test('a sequence depends on seed, stream and index, and on nothing else', () => {
  const first = (seed: number, stream: number, index: number): number => new Random(seed, stream, index).uint32();
  expect(first(1, 2, 3)).toBe(first(1, 2, 3));
  expect(new Set([first(1, 2, 3), first(2, 2, 3), first(1, 3, 3), first(1, 2, 4)]).size).toBe(4);
});

test('whole numbers stay within their bounds and reach both', () => {
  const random = new Random(1, 1, 1);
  const drawn = new Set(Array.from({ length: 1000 }, () => random.between(3, 6)));
  expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
});

test('the bell lies around zero with a spread of one', () => {
  const random = new Random(9, 9, 9);
  const drawn = Array.from({ length: 20_000 }, () => random.bell());
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});

test('weights decide how often something is drawn, and weight zero means never', () => {
  const random = new Random(5, 5, 5);
  const list = [
    { weight: 0, name: 'never' },
    { weight: 1, name: 'seldom' },
    { weight: 3, name: 'often' },
  ];
  const drawn = Array.from({ length: 4000 }, () => random.weighted(list).name);
  expect(drawn).not.toContain('never');
  expect(drawn.filter((name) => name === 'often').length / drawn.length).toBeCloseTo(0.75, 1);
});
