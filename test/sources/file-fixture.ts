import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configSchema, type FileSourceConfig } from '../../core/config/schema.ts';
import type { EntityContract } from '../../core/contract.ts';
import type { ExtractedChunk, Extraction, Feed, ReadRequest } from '../../core/ports/source.ts';
import { contractModes } from '../../etl/contract-modes.ts';
import { FileSource } from '../../etl/sources/files/file-source.ts';
import { allChunks } from '../ports/all-chunks.ts';

/** One text column `a` and a second `b`, neither with rules, so that tests see what was split. */
export const plainContract: EntityContract = {
  entity: 'thing',
  description: 'Two texts.',
  key: [],
  columns: [
    { name: 'a', type: 'text', description: 'First.' },
    { name: 'b', type: 'text', description: 'Second.' },
  ],
};

/** The format as a person writes it, with defaults filled in. */
export function parseFormat(format: object): NonNullable<Feed['config']['format']> {
  const config = configSchema.parse({
    sources: { s: { kind: 'files', directory: '.', format, feeds: [{ entity: 'e', files: 'f', columns: {} }] } },
  });
  const source = config.sources.s;
  if (source === undefined) throw new Error('The schema lost the source.');
  return source.format;
}

export interface FileFixtureOptions {
  readonly format?: object;
  readonly contract?: EntityContract;
  readonly config?: Partial<Feed['config']>;
  readonly directory?: string;
}

/** A directory of its own for a test, and a source that reads it. */
export class FileFixture {
  readonly directory: string;
  readonly source: FileSource;
  readonly feed: Feed;

  constructor(directory: string, options: FileFixtureOptions) {
    this.directory = directory;
    const format = parseFormat(options.format ?? { type: 'csv', separator: ';' });
    const config: FileSourceConfig = { kind: 'files', directory: options.directory ?? '.', format, feeds: [] };
    this.source = new FileSource('shop', config, directory);
    this.feed = {
      name: 'shop/thing',
      source: 'shop',
      contract: options.contract ?? plainContract,
      config: { entity: 'thing', files: '*', columns: { a: 'a', b: 'b' }, ...options.config },
      modes: contractModes(undefined, parseFormat(options.format ?? { type: 'csv' })),
    };
  }

  static async create(options: FileFixtureOptions = {}): Promise<FileFixture> {
    return new FileFixture(await mkdtemp(path.join(tmpdir(), 'storehouse files ')), options);
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(path.join(this.directory, name), content);
  }

  prepare(request: Partial<ReadRequest> = {}): Promise<Extraction> {
    return this.source.prepare({
      feed: this.feed,
      known: [],
      forms: [],
      full: false,
      nextSourceId: 1,
      reportingTimeZone: 'UTC',
      maxRows: 1000,
      signal: new AbortController().signal,
      ...request,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.source.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

export interface Contents {
  /** Values of a row joined by "|", null as "∅", after the row's number. */
  readonly rows: readonly string[];
  /** `number code rawText`. */
  readonly rejected: readonly string[];
  readonly blankRows: number;
  readonly notes: readonly string[];
}

export async function readContents(extraction: Extraction): Promise<Contents> {
  const chunks: ExtractedChunk[] = [];
  for await (const chunk of allChunks(extraction)) chunks.push(chunk);
  return {
    rows: chunks.flatMap(({ chunk }) =>
      chunk.rowNumbers.map(
        (number, row) => `${number} ${chunk.columns.map(({ values }) => values[row] ?? '∅').join('|')}`,
      ),
    ),
    rejected: chunks.flatMap(({ rejected }) =>
      rejected.map(({ rowNumber, rawText, problems }) => `${rowNumber} ${problems[0]?.code} ${rawText}`),
    ),
    blankRows: chunks.reduce((sum, { blankRows }) => sum + blankRows, 0),
    notes: extraction.notes,
  };
}
