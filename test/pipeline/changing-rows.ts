import { expect } from 'vitest';
import type { WarehousePlaces } from '../ports/warehouse/place.ts';
import { ChangingFiles, type Contract, type FileRow, type Format } from './changing-files.ts';

const FIRST: readonly FileRow[] = [
  { id: 'C1', town: 'Berlin', age: 41 },
  { id: 'C2', town: 'Paris', age: 52 },
];
/** What the first file gives. */
export const LOADED = ['C1 | Berlin | 41', 'C2 | Paris | 52'];

/** A new column, with a value in one row only. */
export const WITH_TIER: readonly FileRow[] = [
  { id: 'C3', town: 'Rome', age: 33, tier: 'gold' },
  { id: 'C4', town: 'Oslo', age: 34, tier: null },
];
export const WITHOUT_TOWN: readonly FileRow[] = [
  { id: 'C1', age: 42 },
  { id: 'C3', age: 33 },
];
/** An age that is none, and one that is a text. */
export const WITH_WORDS: readonly FileRow[] = [
  { id: 'C3', town: 'Rome', age: 'old' },
  { id: 'C4', town: 'Oslo', age: '34' },
];

/** Files of customers of which the first is loaded, which is no change. */
export async function openLoaded(places: WarehousePlaces, format: Format, modes: Contract): Promise<ChangingFiles> {
  const files = await ChangingFiles.open(places, format, { customer: modes });
  await files.put('customers-1', FIRST);
  const report = await files.run();
  expect({ notes: report.notes, changes: await files.changes() }).toEqual({ notes: [], changes: [] });
  return files;
}
