import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SLOW } from './shop-folder.ts';

const BENCH = join(import.meta.dirname, '../../bench/main.ts');

test.each([
  [
    '--only foo',
    '--only takes some of loads, scale, history, encoder, bulk, server, separated by commas, not "foo".\n',
  ],
  ['--orders x', '--orders takes a whole number from 1, not "x".\n'],
  ['--nope', "Unknown option '--nope'"],
  ['more', "Unexpected argument 'more'."],
])('npm run bench -- %s is refused with 2 and no stack', SLOW, (line, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BENCH, ...line.split(' ')], { encoding: 'utf8' });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/\n\("npm run bench -- --help" shows what it takes\)\n$/);
  expect(stderr).not.toContain('    at ');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
