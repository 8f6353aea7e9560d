import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { ContractColumn } from '../../core/contract.ts';
import { SourceColumnsError, SourceFileUnreadableError } from '../../core/errors.ts';
import { FileFixture, readContents } from './file-fixture.ts';

async function writeParquet(file: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

async function readColumn(type: ContractColumn['type'], expression: string, config: object = {}) {
  const columns: readonly ContractColumn[] = [
    { name: 'a', type, precision: 38, scale: 4, description: '' },
    { name: 'b', type: 'text', description: '' },
  ];
  const contract = { entity: 'thing', description: '', key: [], columns };
  await using fixture = await FileFixture.create({ format: { type: 'parquet' }, contract, config });
  await writeParquet(path.join(fixture.directory, 'x.parquet'), `SELECT ${expression} AS a, 'y' AS b`);
  const { rows, rejected } = await readContents(await fixture.prepare());
  return rows[0] ?? rejected[0];
}

describe('Parquet', () => {
  it.each([
    ['decimal', "'1234567890123456.7800'::DECIMAL(20, 4)", '1 1234567890123456.78|y'],
    ['decimal', '12::BIGINT', '1 12|y'],
    ['decimal', '1.5::DOUBLE', '1 1.5|y'],
    ['int', '7::TINYINT', '1 7|y'],
    ['text', 'true', '1 true|y'],
    ['text', "{'k': [1, 2]}", '1 {"k":[1,2]}|y'],
    ['date', "DATE '2024-02-29'", '1 19782|y'],
    ['date', "TIMESTAMP '2024-02-29 00:00:00'", '1 19782|y'],
    ['datetime', "DATE '2024-02-29'", `1 ${Date.parse('2024-02-29T00:00Z')}|y`],
    ['datetime', "TIMESTAMP '2024-02-29 10:20:30.123456'", `1 ${Date.parse('2024-02-29T10:20:30.123Z')}|y`],
    ['datetime', "TIMESTAMP_NS '2024-02-29 10:20:30'", `1 ${Date.parse('2024-02-29T10:20:30Z')}|y`],
    ['datetime', "TIMESTAMPTZ '2024-02-29 10:20:30+02'", `1 ${Date.parse('2024-02-29T08:20:30Z')}|y`],
    ['datetime', "'2024-02-29 10:20:30'", `1 ${Date.parse('2024-02-29T10:20:30Z')}|y`],
  ] as const)('gives a %s from %s', async (type, expression, expected) => {
    expect(await readColumn(type, expression)).toBe(expected);
  });

  it('ignores the formats of the feed where the file has types, and uses them where it has text', async () => {
    const config = {
      decimalSeparator: ',',
      thousandsSeparator: '.',
      datetimeFormat: 'dd.MM.yyyy',
      timeZone: 'Asia/Kolkata',
    };
    expect(await readColumn('decimal', '1234.5::DECIMAL(9, 1)', config)).toBe('1 1234.5|y');
    expect(await readColumn('decimal', "'1.234,5'", config)).toBe('1 1234.5|y');
    const utc = "TIMESTAMPTZ '2024-02-29 10:00:00+00'";
    expect(await readColumn('datetime', utc, config)).toBe(`1 ${Date.parse('2024-02-29T10:00Z')}|y`);
    const local = "TIMESTAMP '2024-02-29 10:00:00'";
    expect(await readColumn('datetime', local, config)).toBe(`1 ${Date.parse('2024-02-29T04:30Z')}|y`);
  });

  it('refuses a timestamp with a time for a date, with the row as JSON', async () => {
    expect(await readColumn('date', "TIMESTAMP '2024-02-29 10:00:00'")).toBe(
      '1 not_a_date {"a":"2024-02-29 10:00:00.000","b":"y"}',
    );
  });

  it('counts blank rows, and has files whose names look like globs', async () => {
    const name = 'a [b] *c?.parquet';
    await using fixture = await FileFixture.create({ format: { type: 'parquet' }, config: { files: name } });
    await writeParquet(
      path.join(fixture.directory, name),
      "SELECT * FROM (VALUES ('1', '2', NULL), (NULL, ' ', NULL), (NULL, '', 3), ('4', '5', 6)) AS t (a, b, c)",
    );
    const { rows, blankRows } = await readContents(await fixture.prepare());
    expect({ rows, blankRows }).toEqual({ rows: ['1 1|2', '3 ∅|∅', '4 4|5'], blankRows: 1 });
  });

  it('keeps rows in order over many row groups', async () => {
    await using fixture = await FileFixture.create({ format: { type: 'parquet' } });
    const select = "SELECT i::VARCHAR AS a, 'b' AS b FROM range(1, 300001) AS t (i)";
    await writeParquet(path.join(fixture.directory, 'x.parquet'), select);
    const { rows } = await readContents(await fixture.prepare());
    expect(rows).toHaveLength(300_000);
    expect(rows.every((row, index) => row === `${index + 1} ${index + 1}|b`)).toBe(true);
  });

  it('says which columns are missing and which files are damaged', async () => {
    await using fixture = await FileFixture.create({ format: { type: 'parquet' } });
    await writeParquet(path.join(fixture.directory, 'x.parquet'), 'SELECT 1 AS a, 2 AS c');
    await expect(fixture.prepare()).rejects.toThrow(SourceColumnsError);
    await fixture.write('x.parquet', 'PAR1 and nothing more');
    await expect(fixture.prepare()).rejects.toThrow(SourceFileUnreadableError);
  });
});
