import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ContractFrozenError } from '../../../core/errors.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { LOADED, openLoaded, WITH_TIER, WITH_WORDS, WITHOUT_TOWN } from '../changing-rows.ts';

/** What holds whatever the format is. */
export function testContracts(places: WarehousePlaces): void {
  describe('contracts', () => {
    test('two feeds of an entity remember their own columns', async () => {
      const files = await openLoaded(places, 'csv', { newColumns: 'freeze' });
      await files.put('others-1', WITH_TIER);
      expect((await files.run()).notes).toEqual([]);
      await files.put('others-2', [{ id: 'C5', town: 'Bern', age: 5, tier: 'new', rank: 1 }]);
      expect((await files.runFails()).error.message).toContain('has the new column "rank"');
    });

    test('a run that ended before its batch was complete has remembered nothing', async () => {
      const files = await openLoaded(places, 'csv', {});
      await files.put('customers-2', WITH_TIER);
      const remembered = await files.remembered();
      const observe = (event: { readonly kind: string }): void => {
        if (event.kind === 'chunk staged') throw new Error('killed');
      };
      await expect(files.run({ observe })).rejects.toThrow('killed');
      expect(await files.remembered()).toEqual(remembered);
      expect(await files.changes()).toEqual([]);
      await files.run();
      expect(await files.changes()).toEqual([
        '3 | files/customer/1 | customers-2.csv | tier | new_column | evolve | null',
      ]);
      expect(await files.remembered()).toEqual([
        'age | text | true | 1',
        'id | text | true | 1',
        'tier | text | true | 3',
        'town | text | true | 1',
      ]);
    });

    test('--full, and all files at once, end with what the single runs gave', async () => {
      const modes = { newColumns: 'quarantine', missingColumns: 'evolve', changedTypes: 'evolve' } as const;
      const files = await openLoaded(places, 'csv', modes);
      await files.put('customers-2', WITH_TIER);
      await files.run();
      await files.put('customers-3', WITHOUT_TOWN);
      await files.run();
      await files.put('customers-4', WITH_WORDS);
      await files.run();
      const [loaded, refused] = [await files.customers(), await files.refused()];
      const forms = (lines: readonly string[]) => lines.map((line) => line.replace(/ \| \d+$/, ''));
      const remembered = forms(await files.remembered());
      await files.run({ full: true });
      expect([await files.customers(), await files.refused()]).toEqual([loaded, refused]);
      expect(forms(await files.remembered())).toEqual(remembered);
      const fresh = await files.another({ customer: modes });
      await fresh.run();
      expect([await fresh.customers(), await fresh.refused()]).toEqual([loaded, refused]);
      expect(forms(await fresh.remembered())).toEqual(remembered);
    });

    test('a row that is refused for a new column is kept with all else that is wrong with it', async () => {
      const files = await openLoaded(places, 'csv', 'quarantine');
      await files.put('customers-2', [{ id: 'C3', age: 'old', tier: 'gold' }]);
      await files.run();
      expect(await files.store.lines('SELECT q.reason_code, q.problems FROM ops.quarantine AS q')).toEqual([
        `column_missing | city: column_missing (the file has no column "town")
tier: unexpected_column ("tier" is a new column and has a value)
age: not_an_integer ("old" is not a whole number)`,
      ]);
    });

    test('a key that cannot be typed, and what stands beside it, is refused also when types may evolve', async () => {
      const files = await openLoaded(places, 'csv', { changedTypes: 'evolve' });
      await files.configure(
        { customer: { changedTypes: 'evolve' } },
        {
          columns: { customer_id: 'id', city: 'town', age: 'age', changed_at_utc: 'changed' },
          files: 'dated-*.csv',
        },
      );
      await files.put('dated-1', [
        { id: 'C3', town: 'Rome', age: 'old', changed: 'yesterday' },
        { id: '', town: 'Rome', age: 'old', changed: '2025-01-01 00:00:00' },
      ]);
      await files.run();
      expect(
        await files.store.lines('SELECT q.reason_code, q.problems FROM ops.quarantine AS q ORDER BY q.source_row'),
      ).toEqual([
        `not_an_integer | age: not_an_integer ("old" is not a whole number)
changed_at_utc: not_a_time ("yesterday" is not a time written as yyyy-MM-dd HH:mm:ss)`,
        `required | customer_id: required (is required but empty)
age: not_an_integer ("old" is not a whole number)`,
      ]);
    });

    test('an empty file, and one with a header alone, say nothing of rows', async () => {
      const files = await openLoaded(places, 'csv', { missingColumns: 'quarantine', newColumns: 'quarantine' });
      await writeFile(files.path('customers-2.csv'), 'id,age\n');
      await writeFile(files.path('customers-3.csv'), 'id,town,age,tier\n');
      expect((await files.run()).notes).toEqual([
        'files/customer/1: "customers-3.csv" has the new column "tier": no row has a value there',
      ]);
      expect(await files.refused()).toEqual([]);
    });

    test('fields of JSON without end are neither all remembered nor all reported', async () => {
      const files = await openLoaded(places, 'jsonl', {});
      const row = (index: number) => JSON.stringify({ id: `N${index}`, [`field-${index}`]: 1 });
      await writeFile(
        files.path('customers-2.jsonl'),
        `${Array.from({ length: 1500 }, (_, index) => row(index)).join('\n')}\n`,
      );
      const { notes } = await files.run();
      expect(notes).toContain(
        '"customers-2.jsonl" has more new columns than can be remembered (1000 of a feed). The others are neither loaded nor named.',
      );
      expect(await files.store.lines('SELECT COUNT(DISTINCT c.column_name) AS n FROM ops.source_column AS c')).toEqual([
        '1000',
      ]);
      expect(await files.customers()).toHaveLength(1502);
    });

    test('names that JSON allows and a warehouse does not are remembered as they can be', async () => {
      const files = await openLoaded(places, 'jsonl', { newColumns: 'quarantine' });
      const odd = { id: 'C3', town: 'Rome', age: 33, 'nul \0 here': 'x', [`${'long'.repeat(60)}`]: 'x', 'tier ': 'x' };
      await files.put('customers-2', [odd]);
      await files.run();
      await files.configure({});
      await rm(files.path('customers-2.jsonl'));
      await files.put('customers-3', [{ ...odd, id: 'C5' }]);
      expect((await files.run()).notes).toHaveLength(3);
      await files.put('customers-4', [{ ...odd, id: 'C4' }]);
      expect((await files.run()).notes).toEqual([]);
      expect(await files.customers()).toEqual([...LOADED, 'C4 | Rome | 33', 'C5 | Rome | 33']);
    });

    test('a warehouse that was loaded before columns were remembered takes the next file for the first', async () => {
      const files = await openLoaded(places, 'csv', { newColumns: 'freeze' });
      const { warehouse } = files.store;
      for (const table of ['ops.source_column', 'ops.schema_change']) await warehouse.execute(`DELETE FROM ${table}`);
      await files.put('customers-2', WITH_TIER);
      expect((await files.run()).notes).toEqual([]);
      await files.put('customers-3', [{ id: 'C5', town: 'Bern', age: 5, tier: 'new', rank: 1 }]);
      expect((await files.runFails()).error).toBeInstanceOf(ContractFrozenError);
    });
  });
}
