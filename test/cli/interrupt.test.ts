import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences, type WarehouseContent } from '../pipeline/warehouse-content.ts';
import { ShopFolder, SLOW } from './shop-folder.ts';

/** Enough for the steps to take long enough to be caught in. */
const ORDERS = 1500;
/** A shop of which only the places are loaded, so that no test waits for tables to be created. */
let files: ShopFolder;
let whole: WarehouseContent;

beforeAll(async () => {
  files = await ShopFolder.seeded(ORDERS);
  expect((await files.run(['run', 'geography'])).code).toBe(0);
  await using folder = await files.copy();
  expect((await folder.run(['run'])).code).toBe(0);
  whole = await folder.content();
});
afterAll(() => files[Symbol.asyncDispose]());

describe.concurrent('a run that is interrupted', SLOW, () => {
  it.each([
    ['SIGINT', 'prepare'],
    ['SIGTERM', 'stage order '],
    ['SIGINT', 'publish customer'],
    ['SIGTERM', 'publish order '],
  ] as const)('by %s after "%s" ends with 130, and the next one completes it', async (signal, step) => {
    await using folder = await files.copy();
    const started = folder.start(['run']);
    await started.said(`  ${step}`);
    started.child.kill(signal);
    const { code, out, err } = await started.finished();
    expect(err).toContain('Stopping cleanly; a second interrupt stops at once.\n');
    expect(err).toMatch(/Interrupted\. .*\nWhat was complete is kept: the same command goes on from there\.\n$/);
    expect({ code, out }).toEqual({ code: 130, out: '' });
    await folder.expectNoGarbage();
    expect(await folder.line('SELECT status FROM ops.run WHERE run_id = 2')).toBe('interrupted');

    expect((await folder.run(['run'])).code).toBe(0);
    expect(differences(await folder.content(), whole)).toEqual({});
    await folder.expectNoGarbage();
  });

  it('twice ends at once with 130, and the next one completes it', async () => {
    await using folder = await files.copy();
    const started = folder.start(['run']);
    await started.said('  stage order ');
    started.child.kill('SIGINT');
    await started.said('Stopping cleanly');
    started.child.kill('SIGINT');
    expect((await started.finished()).code).toBe(130);
    expect((await folder.run(['run'])).code).toBe(0);
    expect(differences(await folder.content(), whole)).toEqual({});
  });
});

/** Asks the process to end when it begins to load the program, before that can listen. */
const ENDED_WHILE_LOADING = `import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    if (url.endsWith('/main.ts')) process.kill(process.pid, 'SIGTERM');
    return next(url, context);
  },
});`;

describe.concurrent('a program that is ended while it loads', SLOW, () => {
  it('ends with 130', async () => {
    await using folder = await files.copy();
    const hook = `--import=data:text/javascript,${encodeURIComponent(ENDED_WHILE_LOADING)}`;
    const { code, out, err } = await folder.run(['run'], { env: { ...process.env, NODE_OPTIONS: hook } });
    expect(err).toMatch(/(^|\n)Interrupted\. /);
    expect({ code, out }).toEqual({ code: 130, out: '' });
  });
});

describe.concurrent('a seed that is interrupted', SLOW, () => {
  it('says so, and is replaced by the same command', async () => {
    await using folder = await ShopFolder.empty();
    const started = folder.start(['seed', '--orders', '50000000', '--out', 'big']);
    await folder.appears('big/customers.csv');
    started.child.kill('SIGINT');
    const { code, out, err } = await started.finished();
    expect(err).toContain('Interrupted. Seeding was interrupted; run it again to replace the files.');
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect((await folder.run(['seed', '--orders', '5', '--out', 'big'])).code).toBe(0);
  });
});
