import { describe, expect, test } from 'vitest';
import { ContractFrozenError, SourceColumnsError } from '../../../core/errors.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import type { ChangingFiles, FileRow, Format } from '../changing-files.ts';
import { LOADED, openLoaded, WITH_TIER, WITH_WORDS, WITHOUT_TOWN } from '../changing-rows.ts';

/** The same once more, with other keys: the form that has been met is not reported again. */
async function expectSilence(files: ChangingFiles, rows: readonly FileRow[]): Promise<void> {
  const before = await files.changes();
  expect((await files.run()).notes).toEqual([]);
  await files.put(
    'customers-9',
    rows.map((row) => ({ ...row, id: `X${row.id}` })),
  );
  expect((await files.run()).notes).toEqual([]);
  expect(await files.changes()).toEqual(before);
}

/** A run that stops at the second file reads no row of any entity, and keeps nothing of the file. */
async function expectStop(
  files: ChangingFiles,
  type: typeof ContractFrozenError | typeof SourceColumnsError,
  message: string,
  readsFirst: boolean,
) {
  if (!readsFirst) await files.putPlace('10115');
  const remembered = await files.remembered();
  const { error, events } = await files.runFails();
  expect(error).toBeInstanceOf(type);
  expect(error.message).toBe(message);
  if (!readsFirst) expect(events).not.toContain('chunk staged');
  expect(await files.customers()).toEqual(LOADED);
  expect({ changes: await files.changes(), refused: await files.refused() }).toEqual({ changes: [], refused: [] });
  expect(await files.remembered()).toEqual(remembered);
}

function testNewColumns(places: WarehousePlaces, format: Format): void {
  describe('a new column', () => {
    test('is taken note of once, and the load goes on (evolve)', async () => {
      const files = await openLoaded(places, format, { newColumns: 'evolve' });
      await files.put('customers-2', WITH_TIER);
      const { notes } = await files.run();
      const file = files.file('customers-2');
      expect(notes).toEqual([
        `files/customer/1: "${file}" has the new column "tier", which is not mapped and not loaded`,
      ]);
      expect(await files.changes()).toEqual([`2 | files/customer/1 | ${file} | tier | new_column | evolve | null`]);
      expect(await files.customers()).toEqual([...LOADED, 'C3 | Rome | 33', 'C4 | Oslo | 34']);
      await expectSilence(files, WITH_TIER);
    });

    test('stops the run (freeze) until it is ignored, or was let in once', async () => {
      const files = await openLoaded(places, format, { newColumns: 'freeze' });
      await files.put('customers-2', WITH_TIER);
      const isJson = format === 'jsonl';
      await expectStop(
        files,
        ContractFrozenError,
        `"${files.file('customers-2')}" has the new ${isJson ? 'field' : 'column'} "tier", and contracts.customer.newColumns is "freeze". ${isJson ? 'It is in row 1. Nothing of the batch was kept.' : 'No row was read.'} Map it in \`columns\` of the feed "files/customer/1", or name it in its \`ignoreColumns\` if it is not wanted; or set newColumns to "evolve" for one run, which makes it known.`,
        isJson,
      );
      await files.configure({ customer: { newColumns: 'freeze' } }, { ignoreColumns: ['tier'] });
      expect((await files.run()).notes).toEqual([]);
      expect(await files.customers()).toEqual([...LOADED, 'C3 | Rome | 33', 'C4 | Oslo | 34']);
      const again = await files.another({ customer: { newColumns: 'evolve' } });
      await again.run();
      await again.configure({ customer: { newColumns: 'freeze' } });
      await expectSilence(again, WITH_TIER);
    });

    test('refuses the rows with a value there, whole, and lets the others in (quarantine)', async () => {
      const files = await openLoaded(places, format, { newColumns: 'quarantine' });
      await files.put('customers-2', WITH_TIER);
      const { notes } = await files.run();
      const file = files.file('customers-2');
      expect(notes).toEqual([
        `files/customer/1: "${file}" has the new column "tier": 1 row with a value there refused`,
      ]);
      expect(await files.changes()).toEqual([`2 | files/customer/1 | ${file} | tier | new_column | quarantine | 1`]);
      expect(await files.customers()).toEqual([...LOADED, 'C4 | Oslo | 34']);
      const [refused = ''] = await files.refused();
      expect(refused).toMatch(/^unexpected_column \| tier \| /);
      for (const value of ['C3', 'Rome', '33', 'gold']) expect(refused).toContain(value);
      // Without a value there, nothing is refused, and that the column is there has been said.
      const [, last = {}] = WITH_TIER;
      await expectSilence(files, [{ ...last, id: 'C5' }]);
      expect((await files.store.replay()).replayed).toMatchObject([{ selectedRows: 1, replayedRows: 0 }]);
      await files.configure({ customer: { newColumns: 'quarantine' } }, { ignoreColumns: ['tier'] });
      expect((await files.store.replay()).replayed).toMatchObject([{ selectedRows: 1, replayedRows: 1 }]);
      expect((await files.run({ full: true })).notes).toEqual([]);
      expect(await files.refused()).toEqual([]);
      expect(await files.customers()).toContain('C3 | Rome | 33');
    });
  });
}

function testMissingColumns(places: WarehousePlaces, format: Format): void {
  describe('a column that is gone', () => {
    test('is left empty and reported with its rows, once, and anew when it goes again (evolve)', async () => {
      const files = await openLoaded(places, format, { missingColumns: 'evolve' });
      await files.put('customers-2', WITHOUT_TOWN);
      const { notes } = await files.run();
      const file = files.file('customers-2');
      expect(notes).toEqual([
        `files/customer/1: "${file}" lacks the mapped column "town": 2 rows loaded with nothing there, also where the warehouse had a value`,
      ]);
      expect(await files.changes()).toEqual([`2 | files/customer/1 | ${file} | town | missing_column | evolve | 2`]);
      expect(await files.customers()).toEqual(['C1 | null | 42', 'C2 | Paris | 52', 'C3 | null | 33']);
      await expectSilence(files, WITHOUT_TOWN);
      await files.put('customers-9a', [{ id: 'C6', town: 'Bern', age: 6 }]);
      await files.put('customers-9b', [{ id: 'C7', age: 7 }]);
      expect((await files.run()).notes).toHaveLength(1);
    });

    test('stops the run (freeze)', async () => {
      const files = await openLoaded(places, format, { missingColumns: 'freeze' });
      await files.put('customers-2', WITHOUT_TOWN);
      const file = files.file('customers-2');
      if (format === 'jsonl') {
        const message = `Row 1 of "${file}" does not have the mapped field "town", and contracts.customer.missingColumns is "freeze". Nothing of the batch was kept. Correct \`columns\` of the feed "files/customer/1", or the file; or set missingColumns to "evolve" if a field without a value may be left out.`;
        await expectStop(files, ContractFrozenError, message, true);
      } else {
        const message = `"${file}" does not have the mapped column "town". Its columns are: "id", "age". Correct \`columns\` of the feed, or the file; or set contracts.customer.missingColumns to "evolve" to go on without.`;
        await expectStop(files, SourceColumnsError, message, false);
      }
    });

    test('refuses every row of its file, and other files go on (quarantine)', async () => {
      const files = await openLoaded(places, format, { missingColumns: 'quarantine' });
      await files.put('customers-2', WITHOUT_TOWN);
      await files.put('customers-3', [{ id: 'C5', town: 'Bern', age: 5 }]);
      const { notes } = await files.run();
      const file = files.file('customers-2');
      expect(notes).toEqual([`files/customer/1: "${file}" lacks the mapped column "town": 2 rows refused`]);
      expect(await files.changes()).toEqual([
        `2 | files/customer/1 | ${file} | town | missing_column | quarantine | 2`,
      ]);
      expect(await files.customers()).toEqual([...LOADED, 'C5 | Bern | 5']);
      expect((await files.refused()).map((line) => line.slice(0, 'column_missing | city'.length))).toEqual([
        'column_missing | city',
        'column_missing | city',
      ]);
      expect((await files.run()).notes).toEqual([]);
      await files.configure({ customer: { missingColumns: 'evolve' } });
      await files.store.replay();
      expect(await files.customers()).toEqual(['C1 | null | 42', 'C2 | Paris | 52', 'C3 | null | 33', 'C5 | Bern | 5']);
    });

    test.skipIf(format === 'jsonl')('stops the run also when it may evolve, if it is part of the key', async () => {
      const files = await openLoaded(places, format, 'evolve');
      await files.put('customers-2', [{ key: 'C3', town: 'Rome', age: 33 }]);
      const message = `"${files.file('customers-2')}" does not have the mapped column "id". Its columns are: "key", "town", "age". Correct \`columns\` of the feed, or the file.`;
      await expectStop(files, SourceColumnsError, message, false);
    });
  });
}

function testChangedTypes(places: WarehousePlaces, format: Format): void {
  /** Only Parquet has types, and says so before a value is read. */
  const typeChange = (file: string, mode: string): readonly string[] =>
    format === 'parquet' ? [`2 | files/customer/1 | ${file} | age | changed_type | ${mode} | null`] : [];

  describe('a column of another type', () => {
    test('is left empty where it cannot be typed, and reported with a value (evolve)', async () => {
      const files = await openLoaded(places, format, { changedTypes: 'evolve' });
      await files.put('customers-2', WITH_WORDS);
      const { notes } = await files.run();
      const file = files.file('customers-2');
      expect(notes.at(-1)).toBe(
        `files/customer/1: "${file}" has values in the column "age" that are not of the type of age: 1 left empty, as in row 1: "old" is not a whole number`,
      );
      expect(await files.changes()).toEqual([
        ...typeChange(file, 'evolve'),
        `2 | files/customer/1 | ${file} | age | changed_type | evolve | 1`,
      ]);
      expect(await files.customers()).toEqual([...LOADED, 'C3 | Rome | null', 'C4 | Oslo | 34']);
      expect(await files.refused()).toEqual([]);
      expect((await files.run()).notes).toEqual([]);
    });

    test('stops the run at the first value that cannot be typed (freeze)', async () => {
      const files = await openLoaded(places, format, { changedTypes: 'freeze' });
      await files.put('customers-2', [{ id: 'C5', town: 'Bern', age: '5' }, ...WITH_WORDS]);
      const file = files.file('customers-2');
      const where = `Row 2 of "${file}" cannot be typed in the column "age"`;
      const rest =
        'and contracts.customer.changedTypes is "freeze". Nothing of the batch was kept. Correct the file or how the feed reads the column; or set changedTypes to "quarantine" to refuse such rows, or to "evolve" to leave such values empty.';
      await expectStop(files, ContractFrozenError, `${where}: "old" is not a whole number, ${rest}`, true);
      const recorded = 'SELECT r.error_code, r.error_message FROM ops.run AS r WHERE r.run_id = 2';
      expect(await files.store.lines(recorded)).toEqual([`CONTRACT_FROZEN | ${where}, ${rest}`]);
    });

    test('refuses the rows that cannot be typed (quarantine)', async () => {
      const files = await openLoaded(places, format, { changedTypes: 'quarantine' });
      await files.put('customers-2', WITH_WORDS);
      await files.run();
      expect(await files.changes()).toEqual(typeChange(files.file('customers-2'), 'quarantine'));
      expect(await files.customers()).toEqual([...LOADED, 'C4 | Oslo | 34']);
      expect((await files.refused()).map((line) => line.slice(0, 'not_an_integer | age'.length))).toEqual([
        'not_an_integer | age',
      ]);
    });

    test('is reported when no value of a file is of the type any more (quarantine)', async () => {
      const files = await openLoaded(places, format, {});
      const words = Array.from({ length: 10 }, (_, index) => ({ id: `N${index}`, town: 'Rome', age: 'old' }));
      await files.put('customers-2', words);
      await files.run();
      const file = files.file('customers-2');
      expect(await files.changes()).toEqual([
        ...typeChange(file, 'quarantine'),
        `2 | files/customer/1 | ${file} | age | changed_type | quarantine | 10`,
      ]);
    });

    test('loses nothing where every value can be typed: a number as text', async () => {
      const files = await openLoaded(places, format, { changedTypes: 'freeze' });
      await files.put('customers-2', [{ id: 'C3', town: 'Rome', age: '33' }]);
      await files.run();
      expect(await files.changes()).toEqual(typeChange(files.file('customers-2'), 'freeze'));
      expect(await files.customers()).toEqual([...LOADED, 'C3 | Rome | 33']);
      await expectSilence(files, [{ id: 'C4', town: 'Oslo', age: 34 }]);
    });
  });
}

/** Each mode for each change, for one format of files. */
export function testContractModes(places: WarehousePlaces, format: Format): void {
  describe(`files of ${format}`, () => {
    testNewColumns(places, format);
    testMissingColumns(places, format);
    testChangedTypes(places, format);
  });
}
