import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { contractModes } from '../../etl/contract-modes.ts';
import { FileSource } from '../../etl/sources/files/file-source.ts';
import { type SourceHarness, type SuiteRow, sourceSuite, suiteContract } from '../ports/source-suite.ts';
import { parseFormat } from './file-fixture.ts';

type WriteUnit = (file: string, rows: readonly SuiteRow[]) => Promise<void>;

async function createHarness(format: object, extension: string, write: WriteUnit): Promise<SourceHarness> {
  const directory = await mkdtemp(path.join(tmpdir(), 'storehouse-'));
  const parsed = parseFormat(format);
  const source = new FileSource('suite', { kind: 'files', directory: '.', format: parsed, feeds: [] }, directory);
  const fileOf = (name: string) => path.join(directory, `${name}.${extension}`);
  return {
    source,
    feed: {
      name: 'suite/thing',
      source: 'suite',
      contract: suiteContract,
      config: { entity: 'thing', files: '*', columns: { id: 'id', amount: 'amount' } },
      modes: contractModes(undefined, undefined),
    },
    putUnit: (name, rows) => write(fileOf(name), rows),
    removeUnit: (name) => rm(fileOf(name)),
    dispose: async () => {
      await source.close();
      await rm(directory, { recursive: true });
    },
  };
}

const csvText = (rows: readonly SuiteRow[]) => `id,amount\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;
const jsonText = (rows: readonly SuiteRow[]) =>
  rows.map(([id, amount]) => `{"id":${JSON.stringify(id)},"amount":${amount === '' ? 'null' : amount}}\n`).join('');

async function writeParquet(file: string, rows: readonly SuiteRow[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE TABLE t (id VARCHAR, amount DECIMAL(19, 4))');
  const appender = await connection.createAppender('t');
  for (const [id, amount] of rows) {
    appender.appendVarchar(id);
    if (amount === '') appender.appendNull();
    else appender.appendVarchar(amount);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`COPY t TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

sourceSuite('FileSource of CSV', () =>
  createHarness({ type: 'csv' }, 'csv', (file, rows) => writeFile(file, csvText(rows))),
);
sourceSuite('FileSource of packed CSV', () =>
  createHarness({ type: 'csv' }, 'csv.gz', (file, rows) => writeFile(file, gzipSync(csvText(rows)))),
);
sourceSuite('FileSource of JSON lines', () =>
  createHarness({ type: 'jsonl' }, 'jsonl', (file, rows) => writeFile(file, jsonText(rows))),
);
sourceSuite('FileSource of Parquet', () => createHarness({ type: 'parquet' }, 'parquet', writeParquet));
