import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { UsageError } from '../core/errors.ts';
import { type ShopTruth, TRUTH_GENERATOR } from './shop-truth.ts';

export const TRUTH_FILE = 'truth.json';

/** All names that any layout writes: what a new run may remove. */
const OWN_FILES: readonly string[] = [
  'geography.csv',
  'customers.csv',
  'profiles.csv',
  'sellers.csv',
  'products.csv',
  'orders.csv',
  'order_items.csv',
  'payments.csv',
  'reviews.csv',
  'inventory.csv',
  'support_tickets.csv',
  'kunden.csv',
  'bestellungen-2024.csv',
  'bestellungen-2025.csv',
  'zahlungen.jsonl',
];
/** Names of the files of a shop that is told day by day. */
const DAY_FILE = /^([a-z_]+)-\d{4}-\d\d-\d\d\.csv$/;

function isOwnFile(name: string): boolean {
  const table = DAY_FILE.exec(name)?.[1];
  return OWN_FILES.includes(table === undefined ? name : `${table}.csv`);
}

async function hasOwnTruth(directory: string): Promise<boolean> {
  const text = await readFile(join(directory, TRUTH_FILE), 'utf8');
  try {
    const parsed: unknown = JSON.parse(text);
    return (
      typeof parsed === 'object' && parsed !== null && 'generator' in parsed && parsed.generator === TRUTH_GENERATOR
    );
  } catch {
    // Somebody else's file of that name: the caller refuses the directory.
    return false;
  }
}

async function writeTruthText(directory: string, content: unknown): Promise<void> {
  await writeFile(join(directory, TRUTH_FILE), `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * Makes the directory ready: creates it, or clears an earlier run's files out of it; other files stay.
 * The marker is there before the first row, so that a run that was cut short can be repeated.
 *
 * @throws {UsageError} the directory holds something that no run wrote.
 */
export async function prepareOutputDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const names = await readdir(directory);
  if (names.length > 0 && !(names.includes(TRUTH_FILE) && (await hasOwnTruth(directory)))) {
    throw new UsageError(
      `The directory "${directory}" is not empty and holds no ${TRUTH_FILE} of an earlier seed. Name an empty or a new directory.`,
      { context: { files: names.length } },
    );
  }
  await writeTruthText(directory, { generator: TRUTH_GENERATOR, complete: false });
  for (const name of names.filter(isOwnFile)) await rm(join(directory, name), { force: true });
}

export async function writeTruth(directory: string, truth: ShopTruth): Promise<void> {
  await writeTruthText(directory, truth);
}
