import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { EntityContract } from '../../core/contract.ts';
import type { ExtractedChunk, Retyped } from '../../core/ports/source.ts';
import { FileFixture, type FileFixtureOptions } from './file-fixture.ts';

const contract: EntityContract = {
  entity: 'thing',
  description: 'A thing with an amount and a moment.',
  key: ['id'],
  columns: [
    { name: 'id', type: 'text', maxLength: 10, description: 'Key.' },
    { name: 'amount', type: 'decimal', precision: 19, scale: 4, description: 'Exact number.' },
    { name: 'at_utc', type: 'datetime', local: 'date_and_hour', description: 'Moment.' },
  ],
};

const COLUMNS = { id: 'id', amount: 'amount', at_utc: 'at' };

function linesOf({ chunk, rejected, blankRows }: ExtractedChunk): readonly string[] {
  const rows = chunk.rowNumbers.map((number, row) =>
    [`${chunk.sourceId}/${number}`, ...chunk.columns.map(({ values }) => String(values[row]))].join(' '),
  );
  const refused = rejected.map(({ rowNumber, problems }) =>
    [`${rowNumber}:`, ...problems.map(({ code, detail }) => `${code} ${detail}`)].join(' '),
  );
  return [...rows, ...refused, ...(blankRows === 0 ? [] : [`${blankRows} blank`])];
}

function told(retyped: Retyped): readonly string[] {
  return 'obstacle' in retyped ? [retyped.obstacle] : linesOf(retyped.extracted);
}

interface Shop {
  readonly format?: object;
  readonly config?: FileFixtureOptions['config'];
}

/** Reads a file as `before` is configured and types what it refused as `after` is. */
async function retype(put: (fixture: FileFixture) => Promise<void>, before: Shop, after: Shop): Promise<Retyped> {
  const options = (shop: Shop): FileFixtureOptions => ({
    ...shop,
    contract,
    config: { columns: COLUMNS, ...shop.config },
  });
  await using read = await FileFixture.create(options(before));
  await using mended = await FileFixture.create(options(after));
  await put(read);
  const extraction = await read.prepare({ nextSourceId: 7 });
  const [unit] = extraction.units;
  if (unit === undefined) throw new Error('There is no file.');
  const rows = [];
  for await (const { rejected } of extraction.chunks(unit)) {
    for (const { rowNumber, rawText, problems } of rejected) {
      rows.push({ rowNumber, rawText, isCut: problems[0]?.code === 'cut_short' });
    }
  }
  const { feed } = mended;
  return mended.source.retype({
    feed,
    sourceId: unit.sourceId,
    layout: unit.layout ?? null,
    forms: [],
    rows,
    reportingTimeZone: 'UTC',
  });
}

const COMMA: Shop = { config: { columns: COLUMNS, decimalSeparator: ',' } };

async function writeParquet(fixture: FileFixture): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const file = path.join(fixture.directory, 'x.parquet');
  await connection.run(`COPY (SELECT 'much too long' AS id, 'A' AS code, 1.5::DECIMAL(9, 2) AS amount,
  TIMESTAMP '2025-03-10 12:30:00' AS at) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

describe('typing refused rows again', () => {
  it('gives CSV rows their file and number, by the order of the columns that the file had', async () => {
    const put = (fixture: FileFixture) =>
      fixture.write('a.csv', 'at;amount;id\n2025-03-10 12:30:00;1,5;a\n;2;b\n;"3,25";"c;d"\n;x;e\n');
    expect(told(await retype(put, {}, COMMA))).toEqual([
      `7/1 a 1.5 ${Date.parse('2025-03-10T12:30Z')} 20157 12`,
      '7/3 c;d 3.25 null null null',
      '4: not_a_number "x" is not a decimal number',
    ]);
  });

  it('reads a file without a header by the number of its columns', async () => {
    const columns = { id: 'column0', amount: 'column1' };
    const format = { type: 'csv', separator: ';', header: false };
    const put = (fixture: FileFixture) => fixture.write('a.csv', 'a;1,5\nb;1\nc;1;2\n');
    const after = { format, config: { columns, decimalSeparator: ',' } as const };
    expect(told(await retype(put, { format, config: { columns } }, after))).toEqual([
      '7/1 a 1.5 null null null',
      '3: malformed_row has 3 fields instead of 2',
    ]);
  });

  it('refuses what another quote makes of a row where its own text is not enough', async () => {
    const put = (fixture: FileFixture) => fixture.write('a.csv', 'id;amount;at\n"a\nb";x;\n"c;1;\n"d;2;');
    const after = { format: { type: 'csv', separator: ';', quote: '', escape: '' } };
    expect(told(await retype(put, {}, after))).toEqual([
      '7/2 "c 1 null null null',
      '7/3 "d 2 null null null',
      '1: malformed_row is 2 rows as the format is configured now',
    ]);
  });

  it('knows a row that was cut short as that', async () => {
    const put = (fixture: FileFixture) => fixture.write('a.csv', 'id;amount;at\na;1;\nb;');
    expect(told(await retype(put, {}, {}))).toEqual(['2: cut_short has 2 fields instead of 3']);
  });

  it('counts rows that are blank now', async () => {
    const put = (fixture: FileFixture) => fixture.write('a.csv', 'id;amount;at\n"";"";""\n');
    const before = { format: { type: 'csv', separator: ';', quote: '', escape: '' } };
    expect(told(await retype(put, before, {}))).toEqual(['1 blank']);
  });

  it('types JSON lines, also with a key that was not mapped before', async () => {
    const format = { type: 'jsonl' };
    const put = (fixture: FileFixture) =>
      fixture.write('a.jsonl', '{"id":"a","amount":"1,5","when":"2025-03-10 12:30:00"}\n{"id":"b","amount":"x"}\n{\n');
    const after = { format, config: { columns: { ...COLUMNS, at_utc: 'when' }, decimalSeparator: ',' } as const };
    expect(told(await retype(put, { format }, after))).toEqual([
      `7/1 a 1.5 ${Date.parse('2025-03-10T12:30Z')} 20157 12`,
      '2: not_a_number "x" is not a decimal number',
      '3: malformed_row is not JSON',
    ]);
  });

  it('types Parquet rows with the types that their columns had', async () => {
    const format = { type: 'parquet' };
    const values = { 'much too long': 'short' };
    const after = { format, config: { columns: { ...COLUMNS, id: { column: 'id', values } } } };
    expect(told(await retype(writeParquet, { format }, after))).toEqual([
      `7/1 short 1.5 ${Date.parse('2025-03-10T12:30Z')} 20157 12`,
    ]);
  });

  it.each([
    {
      what: 'a CSV file that does not have a column',
      put: (fixture: FileFixture) => fixture.write('a.csv', 'id;amount;at\na;x;\n'),
      before: {},
      after: { config: { columns: { ...COLUMNS, amount: 'price' } } },
      obstacle: 'the mapping asks for "price", which their file does not have',
    },
    {
      what: 'a column of Parquet that was not mapped then',
      put: writeParquet,
      before: { format: { type: 'parquet' } },
      after: { format: { type: 'parquet' }, config: { columns: { ...COLUMNS, id: 'code' } } },
      obstacle: 'the mapping asks for "code", which was not kept of them',
    },
    {
      what: 'another format',
      put: (fixture: FileFixture) => fixture.write('a.csv', 'id;amount;at\na;x;\n'),
      before: {},
      after: { format: { type: 'jsonl' } },
      obstacle: 'their file was read as csv, and the feed reads jsonl now',
    },
  ])('says why it cannot, for $what', async ({ put, before, after, obstacle }) => {
    expect(await retype(put, before, after)).toEqual({ obstacle });
  });

  it('says that files which an earlier version read have nothing to go by', async () => {
    await using fixture = await FileFixture.create({ contract, config: { columns: COLUMNS } });
    const rows = [{ rowNumber: 1, rawText: 'a;x;', isCut: false }];
    const { feed, source } = fixture;
    expect(await source.retype({ feed, sourceId: 1, layout: null, forms: [], rows, reportingTimeZone: 'UTC' })).toEqual(
      {
        obstacle: 'their file was read by an earlier version, which did not keep the order of its columns',
      },
    );
  });

  it.each(['csv', 'jsonl'])('marks text of %s that only shows bytes which are not UTF-8', async (type) => {
    await using fixture = await FileFixture.create({ format: { type }, contract, config: { columns: COLUMNS } });
    const lines = { csv: 'id,amount,at\nA\xe9,1,\nB,1\n', jsonl: '{"id":"A\xe9"}\n{\n' };
    await fixture.write('a', Buffer.from(type === 'csv' ? lines.csv : lines.jsonl, 'latin1'));
    const extraction = await fixture.prepare();
    const found: string[] = [];
    for (const unit of extraction.units) {
      for await (const { rejected } of extraction.chunks(unit)) {
        for (const { rawText, isShown } of rejected) found.push(`${rawText} ${isShown}`);
      }
    }
    const expected = { csv: ['A\\xE9,1, true', 'B,1 undefined'], jsonl: ['{"id":"A\\xE9"} true', '{ undefined'] };
    expect(found).toEqual(type === 'csv' ? expected.csv : expected.jsonl);
  });
});
