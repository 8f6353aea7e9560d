import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** A checkout made of links, so that its demo is not the one that a person may be looking at. */
let checkout: string;

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'storehouse-demo-'));
  const names = (await readdir(ROOT)).filter((name) => name !== 'demo');
  for (const name of names) await symlink(join(ROOT, name), join(checkout, name), 'junction');
});
afterAll(() => rm(checkout, { recursive: true, force: true }));

async function demo(): Promise<{ readonly code: number | null; readonly out: string }> {
  const args = ['--preserve-symlinks', '--preserve-symlinks-main', 'cli/bin.js', 'demo'];
  // The demo is the demo, whatever directory a person works with.
  const env = { ...process.env, SHOP_DIR: join(checkout, 'elsewhere') };
  const child = spawn(process.execPath, args, { cwd: checkout, env, stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, out: out.replace(/\d+\.\d+ s\b/g, 'N s') };
}

describe.skipIf(process.platform === 'win32')('the demo', () => {
  it('builds the same from nothing and again, and ends with what to look at', { timeout: 240_000 }, async () => {
    const first = await demo();
    expect(first.code).toBe(0);
    expect(first.out).toContain('\nThe warehouse now holds:\n  4,990 orders, 2024-01 to 2025-12\n');
    expect(first.out).toContain('\n  11,145 pieces of 250 products in stock on 2025-12-31\n');
    expect(first.out).toContain('\n  532 support tickets, 33 of them open\n');
    expect(first.out).toMatch(
      /\nSuccess of payments in the last three months:\nmonth_label +paid +failed +success_rate\n/,
    );
    expect(first.out).toMatch(
      /\nStock that runs out first:\nproduct_name +seller_name +available +sold_in_30_days +days_of/,
    );
    expect(first.out).toMatch(
      /\nMost frequent issues of support tickets:\nissue_category +issue +tickets +open_tickets/,
    );
    expect(first.out).toMatch(/\nRevenue of the last six months:\nmonth_start +orders +revenue +freight\n/);
    expect(first.out).toContain('The warehouse is one DuckDB file, demo/warehouse.duckdb. Look around in it:\n');
    expect(first.out).toContain('  npx storehouse status --config examples/shop/storehouse.config.ts\n');
    expect(await demo()).toEqual(first);
  });
});
