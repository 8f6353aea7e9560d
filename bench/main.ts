import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareLoads } from './compare-loads.ts';
import { fecom, shop } from './data-sets.ts';
import { measurePhases } from './phase-figures.ts';

const HELP = `npm run bench -- [options]: measures loads and prints ratios, times and memory; targets are marked, not enforced.

  --repeat <n>   repetitions of each load (3)
  --orders <n>   orders of the generated shop (100000)`;

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`--${option} takes a whole number from 1, not "${text}".`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repeat: { type: 'string', default: '3' },
      orders: { type: 'string', default: '100000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const repeat = wholeNumber('repeat', values.repeat);
  const orders = wholeNumber('orders', values.orders);
  const scratch = mkdtempSync(join(tmpdir(), 'storehouse-bench-'));
  try {
    console.log(
      `Node ${process.versions.node}, ${availableParallelism()} cores, ${process.platform} ${process.arch}\n`,
    );
    for (const dataSet of [fecom(), await shop(orders, scratch)]) {
      if (dataSet === null) continue;
      await compareLoads(dataSet, repeat, scratch);
      await measurePhases(dataSet, scratch);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
