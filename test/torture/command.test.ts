import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The script itself, without a server. */
function runScript(args: readonly string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, SQLSERVER_URL: '' },
  });
}

describe('npm run torture', () => {
  test('--help shows the options and starts nothing', () => {
    const { status, stdout, stderr } = runScript(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('npm run torture [-- options]');
    for (const option of ['--kills', '--seed', '--case', '--engine']) expect(stdout).toContain(`  ${option} `);
  });

  test.each([
    [['--kils', '3'], "Unknown option '--kils'"],
    [['--kills', '0'], '--kills takes a whole number from 1 to 1000000, not "0".'],
    [['--seed', 'x'], '--seed takes a whole number from 0 to 4294967290, not "x".'],
    [['--case', '1.5'], '--case takes a whole number from 1 to 1000000, not "1.5".'],
    [['--engine', 'oracle'], '--engine takes duckdb or sqlserver, not "oracle".'],
    [['--engine', 'sqlserver'], 'SQLSERVER_URL is not set.'],
  ])('with %j ends with exit code 2 and a message, not a stack', (args, message) => {
    const { status, stdout, stderr } = runScript(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});
