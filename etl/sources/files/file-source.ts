import path from 'node:path';
import { ParquetFiles } from '../../../connect/duckdb/read-parquet.ts';
import { completeness } from '../../../core/config/completeness.ts';
import type { FileFormat, FileSourceConfig } from '../../../core/config/schema.ts';
import { SourceFileUnreadableError } from '../../../core/errors.ts';
import type {
  Extraction,
  ReadRequest,
  Retyped,
  RetypeRequest,
  SkippedUnit,
  Source,
} from '../../../core/ports/source.ts';
import { prepareCsvUnit } from './csv-unit.ts';
import { FeedColumns } from './feed-columns.ts';
import { hashFile } from './file-content.ts';
import { FileExtraction, type WatchedUnit } from './file-extraction.ts';
import { findFiles } from './find-files.ts';
import type { HashedFile, InputFile } from './input-file.ts';
import { prepareJsonLinesUnit } from './json-lines-unit.ts';
import { prepareParquetUnit } from './parquet-unit.ts';
import { planUnits } from './plan-units.ts';
import type { PreparedUnit, UnitRequest } from './prepared-unit.ts';
import { retypeRows } from './retype-rows.ts';
import { UnitWatch } from './unit-watch.ts';

interface FoundFiles {
  readonly files: readonly HashedFile[];
  /** Left for the next run. */
  readonly unfinished: readonly SkippedUnit[];
}

/** Of a folder into which files keep arriving, one that changes under the reader is no reason to stop the run. */
async function hashUnlessWritten(file: InputFile, signal: AbortSignal): Promise<HashedFile | null> {
  try {
    return await hashFile(file, signal);
  } catch (error) {
    if (error instanceof SourceFileUnreadableError && error.retryable) return null;
    throw error;
  }
}

/** Reads CSV, JSON lines and Parquet files of one directory. A file is taken as a whole, and each content once. */
export class FileSource implements Source {
  readonly name: string;
  readonly reportsDeletes = false;
  /** A file says what rows are like now, not how they became so. */
  readonly reportsHistory = false;
  readonly #format: FileFormat;
  readonly #directory: string;
  readonly #parquetFiles = new ParquetFiles();

  /** `baseDirectory` is what a relative `directory` starts from: the configuration file's own. */
  constructor(name: string, config: FileSourceConfig, baseDirectory: string) {
    this.name = name;
    this.#format = config.format;
    this.#directory = path.resolve(baseDirectory, config.directory);
  }

  async prepare(request: ReadRequest): Promise<Extraction> {
    const { feed, signal } = request;
    const isComplete = completeness(feed.config) !== null;
    const { files, unfinished } = await this.#findAndHash(request);
    const plan = planUnits({ ...request, isComplete, files });
    const notes: string[] = [];
    const note = (text: string) => notes.push(text);
    const format = feed.config.format ?? this.#format;
    const columns = new FeedColumns(request.forms);
    const prepared: WatchedUnit[] = [];
    for (const { file, unit } of plan.toRead) {
      const watch = new UnitWatch(feed, unit);
      const ready = await this.#prepareUnit({ ...request, file, unit, note, columns, watch }, format);
      prepared.push({ ...ready, watch });
    }
    const units = plan.toRead.map(({ unit }, index) => ({ ...unit, layout: JSON.stringify(prepared[index]?.layout) }));
    const skipped = [...plan.skipped, ...unfinished];
    return new FileExtraction({ feed: feed.name, units, skipped, prepared, columns, notes, signal });
  }

  async retype(request: RetypeRequest): Promise<Retyped> {
    return retypeRows(request, request.feed.config.format ?? this.#format);
  }

  async close(): Promise<void> {
    await this.#parquetFiles.close();
  }

  async #findAndHash({ feed, signal, full }: ReadRequest): Promise<FoundFiles> {
    const { files } = feed.config;
    const patterns = typeof files === 'string' ? [files] : files;
    const found = await findFiles({
      source: this.name,
      feed: feed.name,
      directory: this.#directory,
      patterns,
      isOptional: feed.config.optional ?? false,
    });
    const hashed: HashedFile[] = [];
    const unfinished: SkippedUnit[] = [];
    for (const file of found) {
      const isArriving = !full && !patterns.includes(file.path);
      const one = isArriving ? await hashUnlessWritten(file, signal) : await hashFile(file, signal);
      if (one === null) unfinished.push({ path: file.path, note: 'it is still being written; the next run takes it' });
      else hashed.push(one);
    }
    return { files: hashed, unfinished };
  }

  #prepareUnit(request: UnitRequest, format: FileFormat): Promise<PreparedUnit> {
    if (format.type === 'csv') return prepareCsvUnit(request, format);
    if (format.type === 'jsonl') return prepareJsonLinesUnit(request);
    return prepareParquetUnit(request, this.#parquetFiles);
  }
}
