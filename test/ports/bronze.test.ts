import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { stagedColumnsOf } from '../../core/bronze/columns.ts';
import type { BatchManifest } from '../../core/bronze/manifest.ts';
import type { Chunk, Value } from '../../core/chunk.ts';
import type { ContractColumn } from '../../core/contract.ts';
import type { BatchFacts } from '../../core/ports/bronze.ts';
import { ParquetBronze } from '../../etl/bronze/parquet-bronze.ts';

const SIGNAL = new AbortController().signal;

const CONTRACT: readonly ContractColumn[] = [
  { name: 'name', type: 'text', description: '' },
  { name: 'amount', type: 'decimal', precision: 19, scale: 4, description: '' },
  { name: 'pieces', type: 'int', description: '' },
  { name: 'day', type: 'date', description: '' },
  { name: 'at_utc', type: 'datetime', local: 'date_and_hour', description: '' },
];

const COLUMNS = stagedColumnsOf(CONTRACT).map(({ column }) => column);

/** Days and milliseconds since 1970-01-01, as a chunk has them. */
const ROWS: readonly (readonly Value[])[] = [
  ['Zoë "quoted", it\'s\na line', '123456789012345.6789', 2_147_483_647, -25_567, -1, -1, 23],
  ['', '-0.5', -1, 0, 0, 0, 0],
  [null, null, null, null, null, null, null],
  ['\u{1f600}', '10', 0, 20_000, 1_767_225_599_999, 20_453, 23],
];

function chunkOf(rows: readonly (readonly Value[])[], sourceId: number, firstRow: number): Chunk {
  return {
    rowCount: rows.length,
    sourceId,
    rowNumbers: rows.map((_, index) => firstRow + index),
    columns: COLUMNS.map(({ name, type }, index) => ({ name, type, values: rows.map((row) => row[index] ?? null) })),
  };
}

function factsOf(read: number, staged: number): BatchFacts {
  return {
    previousBatchId: null,
    run: { runId: 1, command: 'run', startedUtc: '2026-03-01 08:00:00.000' },
    stagedUtc: '2026-03-01 08:00:01.000',
    counts: { read, blank: 0, quarantined: read - staged, staged },
    units: [],
    feeds: [],
  };
}

const REFUSED_COLUMNS = [
  ...['batch_id', 'entity', 'source_id', 'source_row', 'reason_code', 'column_name', 'problems', 'raw_text'],
  'quarantined_utc',
];
const REFUSED = [3, 'thing', 1, 7, 'not_a_number', null, 'amount: bad\nday: bad', 'a;"b"', '2026-03-01 08:00:00.123'];

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bronze-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function bronzeIn(directory: string): ParquetBronze {
  const bronze = new ParquetBronze(directory);
  onTestFinished(() => bronze.close());
  return bronze;
}

/** Batch 3: four rows of two sources and a refused one. */
async function writeSample(directory: string): Promise<void> {
  const bronze = new ParquetBronze(directory);
  const archive = await bronze.openBatch({ batchId: 3, entity: 'thing', columns: COLUMNS });
  await archive.append(chunkOf(ROWS.slice(0, 3), 1, 1));
  await archive.append(chunkOf(ROWS.slice(3), 2, 5));
  await archive.appendRefused({ columns: REFUSED_COLUMNS, rows: [REFUSED] });
  await archive.seal(factsOf(5, 4));
  await bronze.close();
}

async function chunksOf(bronze: ParquetBronze, batch: BatchManifest, contract = CONTRACT): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of bronze.rows(batch, contract, SIGNAL)) chunks.push(chunk);
  return chunks;
}

describe('a batch in bronze', () => {
  let sample = '';

  beforeAll(async () => {
    sample = await mkdtemp(join(tmpdir(), 'bronze-sample-'));
    await writeSample(sample);
  });

  afterAll(() => rm(sample, { recursive: true, force: true }));

  test('comes back as it was staged', async () => {
    const bronze = bronzeIn(sample);
    const manifest = await bronze.manifest(3);
    await bronze.verify(manifest, SIGNAL);
    expect(await chunksOf(bronze, manifest)).toEqual([chunkOf(ROWS.slice(0, 3), 1, 1), chunkOf(ROWS.slice(3), 2, 5)]);
    const refused = [];
    for await (const { rows } of bronze.refused(manifest, REFUSED_COLUMNS)) refused.push(...rows);
    expect(refused).toEqual([REFUSED.map((value) => (value === null ? null : String(value)))]);
  });

  test('of refused rows leaves empty what was not kept of them then', async () => {
    const bronze = bronzeIn(sample);
    for await (const { rows } of bronze.refused(await bronze.manifest(3), ['source_row', 'kept_later'])) {
      expect(rows).toEqual([['7', null]]);
    }
    expect.assertions(1);
  });

  test('is a folder of two Parquet files and a manifest, which any DuckDB can read', async () => {
    const folder = join(sample, 'batches', '0000003-thing');
    expect((await readdir(folder)).toSorted()).toEqual(['manifest.json', 'refused-0001.parquet', 'rows-0001.parquet']);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    const path = `'${join(sample, 'batches/*-thing/rows-*.parquet')}'`;
    expect((await rows(`DESCRIBE FROM ${path}`)).map(([name, type]) => `${name} ${type}`)).toEqual([
      'batch_id INTEGER',
      'row_id INTEGER',
      'source_id INTEGER',
      'source_row BIGINT',
      'name VARCHAR',
      'amount DECIMAL(19,4)',
      'pieces INTEGER',
      'day DATE',
      'at_utc TIMESTAMP',
      'at_date DATE',
      'at_hour INTEGER',
    ]);
    expect(
      await rows(`SELECT row_id, source_id, source_row, amount, day, at_utc FROM ${path} ORDER BY row_id`),
    ).toEqual([
      [1, 1, '1', '123456789012345.6789', '1900-01-01', '1969-12-31 23:59:59.999'],
      [2, 1, '2', '-0.5000', '1970-01-01', '1970-01-01 00:00:00'],
      [3, 1, '3', null, null, null],
      [4, 2, '5', '10.0000', '2024-10-04', '2025-12-31 23:59:59.999'],
    ]);
    expect(await rows(`SELECT DISTINCT compression FROM parquet_metadata(${path})`)).toEqual([['ZSTD']]);
    connection.closeSync();
    instance.closeSync();
  });

  test('of more rows than a file takes comes back in order', async () => {
    const bronze = bronzeIn(await openFolder());
    const archive = await bronze.openBatch({ batchId: 1, entity: 'thing', columns: COLUMNS });
    const size = 16_384;
    const chunks = Array.from({ length: 9 }, (_, index) =>
      chunkOf(
        Array.from({ length: size }, (_row, row) => [`n${index * size + row}`, String(row), row, 1, 2, 3, 4]),
        1,
        index * size + 1,
      ),
    );
    for (const chunk of chunks) await archive.append(chunk);
    await archive.seal(factsOf(9 * size, 9 * size));
    const manifest = await bronze.manifest(1);
    expect(manifest.files.map(({ name, rows }) => `${name} ${rows}`)).toEqual([
      'rows-0001.parquet 131072',
      'rows-0002.parquet 16384',
    ]);
    let position = 0;
    for (const { rowNumbers, columns } of await chunksOf(bronze, manifest)) {
      expect(rowNumbers[0]).toBe(position + 1);
      expect(columns[0]?.values.at(-1)).toBe(`n${position + rowNumbers.length - 1}`);
      position += rowNumbers.length;
    }
    expect(position).toBe(9 * size);
  });

  test('of long texts fills more files, each of which fits into memory', async () => {
    const bronze = bronzeIn(await openFolder());
    const columns = [{ name: 'note', type: 'text' }] as const;
    const archive = await bronze.openBatch({ batchId: 1, entity: 'thing', columns });
    const long = 'x'.repeat(4000);
    const values = Array.from({ length: 10_000 }, (_, row) => `${row}${long}`);
    const rowNumbers = values.map((_, row) => row + 1);
    const chunk: Chunk = { rowCount: 10_000, sourceId: 1, rowNumbers, columns: [{ ...columns[0], values }] };
    await archive.append(chunk);
    await archive.seal(factsOf(10_000, 10_000));
    const manifest = await bronze.manifest(1);
    expect(manifest.files.map(({ name, rows }) => `${name} ${rows}`)).toEqual([
      'rows-0001.parquet 6144',
      'rows-0002.parquet 3856',
    ]);
    const contract: readonly ContractColumn[] = [{ name: 'note', type: 'text', description: '' }];
    const found = (await chunksOf(bronze, manifest, contract)).flatMap(({ columns: [note] }) => note?.values ?? []);
    expect(found.length).toBe(10_000);
    expect(found.at(-1)).toBe(values.at(-1));
  });

  test('without a row still tells its columns', async () => {
    const bronze = bronzeIn(await openFolder());
    await (await bronze.openBatch({ batchId: 1, entity: 'thing', columns: COLUMNS })).seal(factsOf(0, 0));
    const manifest = await bronze.manifest(1);
    expect(manifest.files.map(({ name, rows }) => `${name} ${rows}`)).toEqual(['rows-0001.parquet 0']);
    expect(await chunksOf(bronze, manifest)).toEqual([]);
  });

  test('is read in the columns of a newer contract', async () => {
    const bronze = bronzeIn(sample);
    const contract: readonly ContractColumn[] = [
      { name: 'pieces', type: 'int', description: '' },
      { name: 'kind', type: 'text', default: 'plain', description: '' },
      { name: 'price', type: 'decimal', default: '1.5', description: '' },
      { name: 'seen_date', type: 'date', default: '1970-01-03', description: '' },
      { name: 'note', type: 'text', description: '' },
    ];
    const [first] = await chunksOf(bronze, await bronze.manifest(3), contract);
    expect(first?.columns.map(({ name, values }) => `${name} ${values.join(',')}`)).toEqual([
      'pieces 2147483647,-1,',
      'kind plain,plain,plain',
      'price 1.5,1.5,1.5',
      'seen_date 2,2,2',
      'note ,,',
    ]);
  });

  test('is never overwritten', async () => {
    const folder = await openFolder();
    await cp(sample, folder, { recursive: true });
    const bronze = bronzeIn(folder);
    const before = await readFile(join(folder, 'batches/0000003-thing/rows-0001.parquet'));
    const archive = await bronze.openBatch({ batchId: 3, entity: 'thing', columns: COLUMNS });
    await expect(archive.seal(factsOf(0, 0))).rejects.toMatchObject({ code: 'INVARIANT' });
    await archive.abandon();
    expect(await readFile(join(folder, 'batches/0000003-thing/rows-0001.parquet'))).toEqual(before);
  });

  test('that was begun and never sealed does not count, and is swept', async () => {
    const folder = await openFolder();
    const bronze = bronzeIn(folder);
    await mkdir(join(folder, 'partial', '0000009-thing'), { recursive: true });
    await writeFile(join(folder, 'partial', '0000009-thing', 'manifest.json'), '{}');
    const archive = await bronze.openBatch({ batchId: 8, entity: 'thing', columns: COLUMNS });
    await archive.append(chunkOf(ROWS, 1, 1));
    await archive.abandon();
    expect(await bronze.batchIds()).toEqual([]);
    await bronze.remove([]);
    expect(await readdir(folder)).toEqual([]);
  });

  const inBatch = (folder: string, name: string): string => join(folder, 'batches/0000003-thing', name);
  test.each([
    [
      'a byte more',
      (folder: string) => appendFile(inBatch(folder, 'rows-0001.parquet'), '!'),
      'batch 3 of thing: rows-0001.parquet differs from what was written',
    ],
    [
      'a byte changed',
      async (folder: string) => {
        const content = await readFile(inBatch(folder, 'refused-0001.parquet'));
        content[20] = (content[20] ?? 0) ^ 1;
        await writeFile(inBatch(folder, 'refused-0001.parquet'), content);
      },
      'batch 3 of thing: refused-0001.parquet differs from what was written',
    ],
    [
      'a file gone',
      (folder: string) => rm(inBatch(folder, 'rows-0001.parquet')),
      'batch 3 of thing: rows-0001.parquet cannot be read',
    ],
    ['no manifest', (folder: string) => rm(inBatch(folder, 'manifest.json')), 'batch 3: '],
    [
      'half a manifest',
      async (folder: string) => {
        const text = await readFile(inBatch(folder, 'manifest.json'), 'utf8');
        await writeFile(inBatch(folder, 'manifest.json'), text.slice(0, text.length / 2));
      },
      'batch 3: ',
    ],
    [
      'a format of the future',
      async (folder: string) => {
        const text = await readFile(inBatch(folder, 'manifest.json'), 'utf8');
        await writeFile(inBatch(folder, 'manifest.json'), text.replace('"format": 1', '"format": 2'));
      },
      'format: Invalid input: expected 1',
    ],
    [
      "another batch's manifest",
      async (folder: string) => {
        const text = await readFile(inBatch(folder, 'manifest.json'), 'utf8');
        await writeFile(inBatch(folder, 'manifest.json'), text.replace('"batchId": 3', '"batchId": 4'));
      },
      'its manifest is that of batch 4 of thing',
    ],
  ])('with %s is damaged, and the error says where', async (_, damage, message) => {
    const folder = await openFolder();
    await cp(sample, folder, { recursive: true });
    await damage(folder);
    const bronze = bronzeIn(folder);
    const verified = bronze.manifest(3).then((manifest) => bronze.verify(manifest, SIGNAL));
    await expect(verified).rejects.toMatchObject({ code: 'BRONZE_DAMAGED', message: expect.stringContaining(message) });
  });
});
