import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filledVectors, STAGED_TYPES, VECTOR_ROWS } from '../../connect/duckdb/fill-vectors.ts';
import {
  decimalOf,
  type ParquetParts,
  type ParquetWriter,
  type WrittenColumn,
} from '../../connect/duckdb/write-parquet.ts';
import type { BronzeColumn, BronzeFile, RowsManifest } from '../../core/bronze/manifest.ts';
import type { Chunk } from '../../core/chunk.ts';
import { BronzeUnwritableError, InvariantError } from '../../core/errors.ts';
import type { Archive } from '../../core/ports/bronze.ts';
import type { RowSet } from '../../core/ports/warehouse.ts';
import { rejectedRowTable } from '../../dwh/model/ops-tables.ts';
import { MANIFEST } from './bronze-places.ts';
import { hashFile, makeFolder, syncFile, syncFolder, writeDurably } from './durable-files.ts';

const ORIGIN: readonly WrittenColumn[] = [
  { name: 'batch_id', type: 'INTEGER' },
  { name: 'row_id', type: 'INTEGER' },
  { name: 'source_id', type: 'INTEGER' },
  { name: 'source_row', type: 'BIGINT' },
];

function written({ name, type, precision = 0, scale = 0 }: BronzeColumn): WrittenColumn {
  const column = { name, type: STAGED_TYPES[type] };
  return type === 'decimal' ? { ...column, expression: decimalOf(name, precision, scale) } : column;
}

/** Characters of the texts in a vector of the chunk. */
function textLength({ columns }: Chunk, vector: number): number {
  let length = 0;
  for (const { type, values } of columns) {
    if (type !== 'text') continue;
    const end = Math.min((vector + 1) * VECTOR_ROWS, values.length);
    for (let row = vector * VECTOR_ROWS; row < end; row++) {
      const value = values[row];
      if (typeof value === 'string') length += value.length;
    }
  }
  return length;
}

function refusedColumn({ name, type }: (typeof rejectedRowTable.columns)[number]): WrittenColumn {
  if (type === 'int') return { name, type: 'INTEGER' };
  if (type === 'bigint') return { name, type: 'BIGINT' };
  return { name, type: type.startsWith('datetime2') ? 'TIMESTAMP' : 'VARCHAR' };
}

export interface ArchiveTarget<Facts> {
  /** For messages: `batch 12 of order`. */
  readonly what: string;
  /** Stands in the rows, as in staging; 0 for rows that come from several batches. */
  readonly batchId: number;
  readonly columns: readonly BronzeColumn[];
  /** Where it is written, and where it is once it is sealed. */
  readonly partial: string;
  readonly place: string;
  manifest(facts: Facts, files: readonly BronzeFile[]): RowsManifest;
}

/** Writes the files of one batch or supplement into a folder of their own, which gets its place when all is durable. */
export class ParquetArchive<Facts> implements Archive<Facts> {
  readonly #target: ArchiveTarget<Facts>;
  readonly #writer: ParquetWriter;
  #rows: ParquetParts | null = null;
  #refused: ParquetParts | null = null;
  #nextRowId = 1;

  private constructor(target: ArchiveTarget<Facts>, writer: ParquetWriter) {
    this.#target = target;
    this.#writer = writer;
  }

  static async open<Facts>(target: ArchiveTarget<Facts>, writer: ParquetWriter): Promise<ParquetArchive<Facts>> {
    await rm(target.partial, { recursive: true, force: true });
    await makeFolder(target.partial);
    return new ParquetArchive(target, writer);
  }

  async append(chunk: Chunk): Promise<void> {
    const parts = await this.#openRows();
    await this.#guard(async () => {
      const vectors = filledVectors(chunk, this.#target.batchId, this.#nextRowId);
      for (const [index, vector] of vectors.entries()) await parts.append(vector, textLength(chunk, index));
    });
    this.#nextRowId += chunk.rowCount;
  }

  async appendRefused({ rows }: RowSet): Promise<void> {
    if (rows.length === 0) return;
    this.#refused ??= await this.#openParts('refused', rejectedRowTable.columns.map(refusedColumn));
    const parts = this.#refused;
    const texts = rows.map((row) => row.map((value) => (value === null ? null : String(value))));
    await this.#guard(() => parts.insert(texts));
  }

  async seal(facts: Facts): Promise<void> {
    const rows = await this.#openRows();
    const files = [...(await this.#finish('rows', rows)), ...(await this.#finish('refused', this.#refused))];
    const { what, place, partial } = this.#target;
    const manifest = this.#target.manifest(facts, files);
    await writeDurably(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    if (existsSync(place)) {
      throw new InvariantError(
        `${place} is there already, and bronze is never overwritten. Nothing of ${what} was kept.`,
        { context: { place } },
      );
    }
    await makeFolder(dirname(place));
    await rename(partial, place);
    await syncFolder(dirname(place));
  }

  async abandon(): Promise<void> {
    try {
      await this.#rows?.close();
      await this.#refused?.close();
      await rm(this.#target.partial, { recursive: true, force: true });
    } catch {
      // The next run sweeps it; why it was given up is the news.
    }
  }

  async #openRows(): Promise<ParquetParts> {
    this.#rows ??= await this.#openParts('rows', [...ORIGIN, ...this.#target.columns.map(written)]);
    return this.#rows;
  }

  #openParts(name: string, columns: readonly WrittenColumn[]): Promise<ParquetParts> {
    const target = { directory: this.#target.partial, name, columns };
    return this.#guard(() => this.#writer.open(target));
  }

  async #finish(kind: BronzeFile['kind'], parts: ParquetParts | null): Promise<readonly BronzeFile[]> {
    if (parts === null) return [];
    const files: BronzeFile[] = [];
    for (const { name, rows } of await this.#guard(() => parts.finish())) {
      const path = join(this.#target.partial, name);
      await syncFile(path);
      files.push({ name, kind, rows, ...(await hashFile(path)) });
    }
    return files;
  }

  /** DuckDB says why it cannot write by text alone. */
  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const [reason = ''] = cause instanceof Error ? cause.message.split('\n') : [];
      throw new BronzeUnwritableError(
        `The bronze of ${this.#target.what} cannot be written to ${dirname(dirname(this.#target.place))} (${reason}). Make room or mend the folder, then run again; nothing of it was kept.`,
        { context: { place: this.#target.place }, cause },
      );
    }
  }
}
