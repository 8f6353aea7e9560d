import { expect, test } from 'vitest';
import { dryRunSummary } from '../../cli/replay-summary.ts';
import { countOf } from '../../core/count-of.ts';

test.each([
  [1, 1, '1 of 1 refused row is right'],
  [0, 1, '0 of 1 refused row is right'],
  [1, 5, '1 of 5 refused rows is right'],
  [0, 5, '0 of 5 refused rows are right'],
  [5, 5, '5 of 5 refused rows are right'],
])('a dry run of which %i of %i rows are right says so in English', (replayedRows, selectedRows, text) => {
  const entity = { entity: 'order', selectedRows, replayedRows, refused: new Map(), obstacles: new Map() };
  expect(dryRunSummary([entity], 100)).toContain(`Dry run: ${text} as the configuration is now.`);
});

test.each([
  [0, 'row', undefined, '0 rows'],
  [1, 'row', undefined, '1 row'],
  [2, 'row', undefined, '2 rows'],
  [1, 'batch', 'batches', '1 batch'],
  [3, 'batch', 'batches', '3 batches'],
])('%i of a %s', (value, noun, plural, text) => {
  expect(countOf(value, noun, plural)).toBe(text);
});
