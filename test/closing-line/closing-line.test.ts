import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { closingLine, countOutcomes, skippedBlock } from './test-tally.ts';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

test('a run ends with the skipped suites and tests, with their reasons, and one line of counts', () => {
  const run = spawnSync(process.execPath, [vitest, 'run', '--config', 'samples.config.ts'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  const lines = run.stdout.trimEnd().split('\n');
  expect(lines.slice(-7)).toEqual([
    '!'.repeat(80),
    'SKIPPED: 5 tests did not run',
    '  - outcomes.sample.ts > SHOP_DIR is not set: one test',
    '  - outcomes.sample.ts > asks to be left out: no server answers',
    '  - outcomes.sample.ts > FECOM_DIR is not set: the whole suite (3 tests)',
    '!'.repeat(80),
    // Failed: the failing test, the one whose suite could not prepare, the file that does not load.
    'Tests: 1 passed, 3 failed, 5 skipped',
  ]);
});

test('a run without skipped tests ends with the line alone', () => {
  const outcomes = [{ name: 'a.test.ts > works', state: 'passed', note: undefined }] as const;
  expect(skippedBlock(outcomes)).toEqual([]);
  expect(closingLine(countOutcomes(outcomes, 0))).toBe('Tests: 1 passed, 0 failed, 0 skipped');
});

test('a test that was not reached counts as failed', () => {
  const outcomes = [{ name: 'a.test.ts > late', state: 'not run', note: undefined }] as const;
  expect(closingLine(countOutcomes(outcomes, 0))).toBe('Tests: 0 passed, 1 failed, 0 skipped');
});
