import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ParquetBronze } from '../../../etl/bronze/parquet-bronze.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { ChangingFiles, type Contract, type FileRow } from '../changing-files.ts';
import { WITH_TIER, WITH_WORDS, WITHOUT_TOWN } from '../changing-rows.ts';

interface Case {
  readonly name: string;
  readonly modes: Contract;
  readonly second: readonly FileRow[];
  /** What a third file like the second is told of. */
  readonly notes: number;
}

const CASES: readonly Case[] = [
  { name: 'a new column', modes: { newColumns: 'evolve' }, second: WITH_TIER, notes: 0 },
  { name: 'a new column that is refused', modes: { newColumns: 'quarantine' }, second: WITH_TIER, notes: 1 },
  { name: 'a column that is missing', modes: { missingColumns: 'evolve' }, second: WITHOUT_TOWN, notes: 0 },
  { name: 'values of another type', modes: { changedTypes: 'quarantine' }, second: WITH_WORDS, notes: 0 },
];

const FORMS = `SELECT c.feed, c.column_name, c.physical_type, c.is_current, c.first_source_id, c.first_run_id, c.first_seen_utc
FROM ops.source_column AS c
ORDER BY c.feed, c.column_name, c.physical_type`;
const CHANGES = `SELECT c.change_id, c.run_id, c.batch_id, c.feed, c.source_id, c.path, c.column_name, c.change_kind, c.contract_mode,
  c.affected_rows, c.description, c.sample, c.met_utc
FROM ops.schema_change AS c
ORDER BY c.change_id`;

async function told({ store }: ChangingFiles): Promise<readonly string[]> {
  return [...(await store.lines(FORMS)), ...(await store.lines(CHANGES))];
}

/** A rebuild is a run too, so the numbers of those after it differ. */
function withoutRun(changes: readonly string[]): readonly string[] {
  return changes.map((line) => line.replace(/^\d+ \| /, ''));
}

/** Of a run without bronze into a warehouse that has one. */
function ofColumns(notes: readonly string[]): readonly string[] {
  return notes.filter((note) => !note.includes('is not kept in bronze'));
}

/** What a rebuilt warehouse knows of the columns of files. */
export function testRebuiltColumns(places: WarehousePlaces, timeoutMs = 120_000): void {
  describe('a warehouse rebuilt from bronze knows', { timeout: timeoutMs }, () => {
    test.each(CASES)('$name, and the next run does as it would have', async ({ modes, second, notes }) => {
      const files = await ChangingFiles.open(places, 'csv', { customer: modes });
      const bronze = new ParquetBronze(join(files.path('..'), 'bronze'));
      onTestFinished(() => bronze.close());
      await files.put('customers-1', [{ id: 'C1', town: 'Berlin', age: 41 }]);
      await files.run({ bronze });
      await files.put('customers-2', second);
      await files.run({ bronze });
      const rebuilt = await files.another({ customer: modes });
      await rebuilt.store.rebuild(bronze, { bronze: null });
      expect(await told(rebuilt)).toEqual(await told(files));

      await files.put(
        'customers-3',
        second.map((row) => ({ ...row, id: `X${row.id}` })),
      );
      const report = await rebuilt.run();
      const original = await files.run({ bronze });
      expect(original.notes).toHaveLength(notes);
      expect(ofColumns(report.notes)).toEqual(original.notes);
      expect(withoutRun(await rebuilt.changes())).toEqual(withoutRun(await files.changes()));
      expect(await rebuilt.remembered()).toEqual(await files.remembered());
      expect(await rebuilt.refused()).toEqual(await files.refused());
    });

    test('what "evolve" has let in, so that "freeze" does not stop at it', async () => {
      const files = await ChangingFiles.open(places, 'csv', { customer: { newColumns: 'evolve' } });
      const bronze = new ParquetBronze(join(files.path('..'), 'bronze'));
      onTestFinished(() => bronze.close());
      await files.put('customers-1', [{ id: 'C1', town: 'Berlin', age: 41 }]);
      await files.run({ bronze });
      await files.put('customers-2', WITH_TIER);
      await files.run({ bronze });
      const rebuilt = await files.another({ customer: { newColumns: 'freeze' } });
      await rebuilt.store.rebuild(bronze, { bronze: null });
      await files.put('customers-3', [{ id: 'C5', town: 'Rome', age: 5, tier: 'gold' }]);
      expect(ofColumns((await rebuilt.run()).notes)).toEqual([]);
      await files.put('customers-4', [{ id: 'C6', town: 'Rome', age: 6, tier: 'gold', rank: 'first' }]);
      await expect(rebuilt.run()).rejects.toMatchObject({ code: 'CONTRACT_FROZEN' });
    });
  });
}
