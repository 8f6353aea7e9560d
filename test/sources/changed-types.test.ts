import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ColumnForm, ContractModes } from '../../core/schema-change.ts';
import { isPlainChange, physicalType } from '../../etl/sources/files/physical-types.ts';
import { writeParquet } from '../pipeline/changing-files.ts';
import { FileFixture, readContents } from './file-fixture.ts';

describe('a change of type', () => {
  it.each([
    ['INTEGER', 'BIGINT', true],
    ['BIGINT', 'DECIMAL(19,4)', true],
    ['UBIGINT', 'DOUBLE', true],
    ['BIGINT', 'VARCHAR', true],
    ['VARCHAR', 'BIGINT', true],
    ['text', 'BIGINT', true],
    ['DATE', 'TIMESTAMP', true],
    ['TIMESTAMP_NS', 'TIMESTAMP', true],
    ['VARCHAR', 'TIMESTAMP', true],
    ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', false],
    ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP', false],
    ['TIMESTAMP WITH TIME ZONE', 'VARCHAR', false],
    ['BOOLEAN', 'VARCHAR', false],
    ['INTEGER', 'BOOLEAN', false],
    ['VARCHAR', 'LIST', false],
    ['STRUCT', 'STRUCT', true],
  ])('from %s to %s is plain: %s', (before, now, isPlain) => {
    expect(isPlainChange([before], now)).toBe(isPlain);
  });

  it('is plain when one of the types before was of its kind', () => {
    expect(isPlainChange(['BOOLEAN', 'BIGINT'], 'DECIMAL(9,2)')).toBe(true);
  });

  it.each([
    ['DECIMAL(19,4)', 'DECIMAL(19,4)'],
    ['INTEGER[]', 'LIST'],
    ['STRUCT(a INTEGER, b VARCHAR)', 'STRUCT'],
    ['STRUCT(a INTEGER)[]', 'LIST'],
    ['MAP(VARCHAR, INTEGER)', 'MAP'],
    ["ENUM('a', 'b')", 'ENUM'],
    ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP WITH TIME ZONE'],
  ])('%s is remembered as %s', (type, remembered) => {
    expect(physicalType(type)).toBe(remembered);
  });
});

describe('Parquet whose columns change their type', () => {
  const known: readonly ColumnForm[] = [
    { column: 'a', physicalType: 'VARCHAR', isCurrent: true, firstSourceId: 1 },
    { column: 'b', physicalType: 'TIMESTAMP', isCurrent: true, firstSourceId: 1 },
    { column: 'unmapped', physicalType: 'INTEGER', isCurrent: true, firstSourceId: 1 },
  ];

  async function prepare(select: string, changedTypes: ContractModes['changedTypes']) {
    await using fixture = await FileFixture.create({ format: { type: 'parquet' } });
    await writeParquet(path.join(fixture.directory, 'x.parquet'), select);
    const modes = { newColumns: 'evolve', missingColumns: 'freeze', changedTypes } as const;
    const extraction = await fixture.prepare({ forms: known, feed: { ...fixture.feed, modes } });
    await readContents(extraction);
    return extraction;
  }

  const ZONED = "SELECT 'x' AS a, TIMESTAMPTZ '2024-02-29 10:00:00+02' AS b, 1.5 AS unmapped";

  it('stops before a row is read where the type changes what values mean (freeze)', async () => {
    await expect(prepare(ZONED, 'freeze')).rejects.toThrow(
      '"x.parquet" has the column "b" as TIMESTAMP WITH TIME ZONE, which was TIMESTAMP before, and contracts.thing.changedTypes is "freeze". No row was read. Have the file written as before; or, if the new type is right, set changedTypes to "quarantine" for one run, which makes it known.',
    );
  });

  it.each(['evolve', 'quarantine'] as const)(
    'says so and goes on (%s), and not of columns that nobody reads',
    async (mode) => {
      const { changes, forms, notes } = await prepare(ZONED, mode).then((one) => ({ ...one, forms: one.forms() }));
      expect(changes.map(({ column, kind, rows }) => [column, kind, rows])).toEqual([['b', 'changed_type', null]]);
      expect(notes).toEqual([
        'shop/thing: "x.parquet" has the column "b" as TIMESTAMP WITH TIME ZONE, which was TIMESTAMP before',
      ]);
      expect(forms.map(({ column, physicalType, isCurrent }) => `${column} ${physicalType} ${isCurrent}`)).toEqual([
        'a VARCHAR true',
        'b TIMESTAMP false',
        'b TIMESTAMP WITH TIME ZONE true',
        'unmapped INTEGER false',
        'unmapped DECIMAL(2,1) true',
      ]);
    },
  );
});
