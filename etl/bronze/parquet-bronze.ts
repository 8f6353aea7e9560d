import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TypedParquet } from '../../connect/duckdb/read-typed-rows.ts';
import { ParquetWriter } from '../../connect/duckdb/write-parquet.ts';
import {
  type BatchManifest,
  BRONZE_FORMAT,
  type BronzeFile,
  type BronzeHead,
  parseBatchManifest,
  parseBronzeHead,
  parseRunRecord,
  parseSupplementManifest,
  type RowsManifest,
  type RunRecord,
  type SupplementManifest,
} from '../../core/bronze/manifest.ts';
import type { Chunk } from '../../core/chunk.ts';
import type { ContractColumn } from '../../core/contract.ts';
import { AppError, BronzeDamagedError, InterruptedError } from '../../core/errors.ts';
import type {
  ArchiveRequest,
  BatchArchive,
  BatchFacts,
  Bronze,
  BronzeUsage,
  SupplementArchive,
  SupplementFacts,
  SupplementName,
  SupplementRequest,
} from '../../core/ports/bronze.ts';
import type { RowSet } from '../../core/ports/warehouse.ts';
import { BronzePlaces, entityIn, MANIFEST, numberIn } from './bronze-places.ts';
import { hashFile, makeFolder, syncFolder, writeDurably } from './durable-files.ts';
import { ParquetArchive } from './parquet-archive.ts';
import { stagedChunks } from './staged-chunks.ts';

/** A bronze in a folder of the file system. */
export class ParquetBronze implements Bronze {
  readonly location: string;
  readonly #places: BronzePlaces;
  readonly #writer: ParquetWriter;
  readonly #reader = new TypedParquet();
  readonly #others: ParquetBronze[] = [];
  /** As last seen; a name never changes. */
  #batchNames: ReadonlyMap<number, string> = new Map();

  constructor(directory: string) {
    this.#places = new BronzePlaces(resolve(directory));
    this.location = this.#places.directory;
    this.#writer = new ParquetWriter(join(this.#places.partial, 'spill'));
  }

  async head(): Promise<BronzeHead | null> {
    if (!existsSync(this.#places.head)) return null;
    return this.#parse(this.#places.head, 'the head of the bronze', parseBronzeHead);
  }

  async begin(head: BronzeHead): Promise<void> {
    await makeFolder(this.#places.directory);
    await writeDurably(this.#places.head, `${JSON.stringify(head, null, 2)}\n`);
  }

  async batchIds(): Promise<readonly number[]> {
    const names = await this.#names(this.#places.batches);
    this.#batchNames = new Map(names.map((name) => [numberIn(name) ?? 0, name]));
    return numbersIn(names);
  }

  openBatch({ batchId, entity, columns }: ArchiveRequest): Promise<BatchArchive> {
    const name = this.#places.batchName(batchId, entity);
    const target = {
      what: `batch ${batchId} of ${entity}`,
      batchId,
      columns,
      partial: join(this.#places.partial, name),
      place: join(this.#places.batches, name),
      manifest: (facts: BatchFacts, files: readonly BronzeFile[]): BatchManifest => ({
        format: BRONZE_FORMAT,
        batchId,
        entity,
        ...facts,
        columns: [...columns],
        files: [...files],
      }),
    };
    return ParquetArchive.open(target, this.#writer);
  }

  openSupplement({ runId, entity, columns }: SupplementRequest): Promise<SupplementArchive> {
    const name = this.#places.supplementName(runId, entity);
    const target = {
      what: `the replay of ${entity} in run ${runId}`,
      batchId: 0,
      columns,
      partial: join(this.#places.partial, `supplement-${name}`),
      place: join(this.#places.supplements, name),
      manifest: (facts: SupplementFacts, files: readonly BronzeFile[]): SupplementManifest => ({
        format: BRONZE_FORMAT,
        entity,
        ...facts,
        columns: [...columns],
        files: [...files],
      }),
    };
    return ParquetArchive.open(target, this.#writer);
  }

  remove(batchIds: readonly number[]): Promise<void> {
    const wanted = new Set(batchIds);
    return this.#remove(this.#places.batches, (name) => wanted.has(numberIn(name) ?? 0));
  }

  async supplements(): Promise<readonly SupplementName[]> {
    const names = await this.#names(this.#places.supplements);
    return names
      .flatMap((name) => {
        const runId = numberIn(name);
        return runId === null ? [] : [{ runId, entity: entityIn(name) }];
      })
      .toSorted((a, b) => a.runId - b.runId || a.entity.localeCompare(b.entity));
  }

  removeSupplements(names: readonly SupplementName[]): Promise<void> {
    const wanted = new Set(names.map(({ runId, entity }) => this.#places.supplementName(runId, entity)));
    return this.#remove(this.#places.supplements, (name) => wanted.has(name));
  }

  async runIds(): Promise<readonly number[]> {
    return numbersIn(await this.#names(this.#places.runs));
  }

  async recordRun(record: RunRecord): Promise<void> {
    await makeFolder(this.#places.runs);
    await writeDurably(this.#places.runFile(record.run.runId), `${JSON.stringify(record, null, 2)}\n`);
  }

  async forgetRuns(runIds: readonly number[]): Promise<void> {
    for (const runId of runIds) await rm(this.#places.runFile(runId), { force: true });
  }

  async usage(): Promise<BronzeUsage> {
    const ids = await this.batchIds();
    let bytes = 0;
    for (const sealed of [this.#places.batches, this.#places.supplements]) {
      for (const name of await this.#names(sealed)) {
        const folder = join(sealed, name);
        for (const file of await this.#names(folder)) bytes += (await stat(join(folder, file))).size;
      }
    }
    return { batches: ids.length, bytes, oldestBatchId: ids[0] ?? null };
  }

  elsewhere(directory: string): Bronze {
    const other = new ParquetBronze(resolve(this.location, directory));
    this.#others.push(other);
    return other;
  }

  async manifest(batchId: number): Promise<BatchManifest> {
    if (!this.#batchNames.has(batchId)) await this.batchIds();
    const name = this.#batchNames.get(batchId);
    const what = `batch ${batchId}`;
    if (name === undefined) throw this.#damage(what, `it is not in ${this.#places.batches}`);
    const manifest = await this.#parse(join(this.#places.batches, name, MANIFEST), what, parseBatchManifest);
    if (this.#places.batchName(manifest.batchId, manifest.entity) === name) return manifest;
    throw this.#damage(what, `its manifest is that of batch ${manifest.batchId} of ${manifest.entity}`);
  }

  async supplement({ runId, entity }: SupplementName): Promise<SupplementManifest> {
    const path = join(this.#places.supplements, this.#places.supplementName(runId, entity), MANIFEST);
    const what = `the replay of ${entity} in run ${runId}`;
    const manifest = await this.#parse(path, what, parseSupplementManifest);
    if (manifest.run.runId === runId && manifest.entity === entity) return manifest;
    throw this.#damage(what, `its manifest is that of ${manifest.entity} in run ${manifest.run.runId}`);
  }

  runRecord(runId: number): Promise<RunRecord> {
    return this.#parse(this.#places.runFile(runId), `the record of run ${runId}`, parseRunRecord);
  }

  async verify(manifest: RowsManifest, signal: AbortSignal): Promise<void> {
    for (const file of manifest.files) {
      const found = await this.#hash(manifest, file, signal);
      if (found.sha256 === file.sha256 && found.bytes === file.bytes) continue;
      throw this.#damage(nameOf(manifest), `${file.name} differs from what was written`);
    }
  }

  rows(manifest: RowsManifest, contract: readonly ContractColumn[], signal: AbortSignal): AsyncGenerator<Chunk> {
    const paths = manifest.files.filter(({ kind }) => kind === 'rows').map((file) => this.#pathOf(manifest, file));
    return this.#guarded(manifest, stagedChunks(this.#reader, manifest, paths, contract, signal), signal);
  }

  refused(manifest: RowsManifest, columns: readonly string[]): AsyncGenerator<RowSet> {
    return this.#guarded(manifest, this.#refusedRows(manifest, columns), new AbortController().signal);
  }

  async close(): Promise<void> {
    await this.#writer.close();
    await this.#reader.close();
    for (const other of this.#others) await other.close();
  }

  /** Each folder goes as a whole: on its way out it has no name that counts. */
  async #remove(folder: string, isMeant: (name: string) => boolean): Promise<void> {
    const { partial } = this.#places;
    await rm(partial, { recursive: true, force: true });
    for (const name of (await this.#names(folder)).filter(isMeant)) {
      await makeFolder(partial);
      await rename(join(folder, name), join(partial, name));
    }
    if (existsSync(folder)) await syncFolder(folder);
    await rm(partial, { recursive: true, force: true });
  }

  async *#refusedRows(manifest: RowsManifest, columns: readonly string[]): AsyncGenerator<RowSet> {
    for (const file of manifest.files.filter(({ kind }) => kind === 'refused')) {
      for await (const [first = [], ...others] of this.#reader.texts(this.#pathOf(manifest, file), columns)) {
        yield { columns, rows: first.map((value, row) => [value, ...others.map((column) => column[row] ?? null)]) };
      }
    }
  }

  async *#guarded<T>(manifest: RowsManifest, source: AsyncGenerator<T>, signal: AbortSignal): AsyncGenerator<T> {
    try {
      yield* source;
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      if (signal.aborted) throw new InterruptedError(`Reading ${nameOf(manifest)} was interrupted.`, { cause });
      throw this.#damage(nameOf(manifest), reasonOf(cause), cause);
    }
  }

  async #hash(manifest: RowsManifest, file: BronzeFile, signal: AbortSignal) {
    try {
      return await hashFile(this.#pathOf(manifest, file), signal);
    } catch (cause) {
      if (signal.aborted) throw new InterruptedError('Stopped while the bronze was checked.', { cause });
      throw this.#damage(nameOf(manifest), `${file.name} cannot be read: ${reasonOf(cause)}`, cause);
    }
  }

  #pathOf(manifest: RowsManifest, file: BronzeFile): string {
    const { batches, supplements } = this.#places;
    if (!('batchId' in manifest)) {
      return join(supplements, this.#places.supplementName(manifest.run.runId, manifest.entity), file.name);
    }
    return join(batches, this.#places.batchName(manifest.batchId, manifest.entity), file.name);
  }

  async #names(folder: string): Promise<readonly string[]> {
    return existsSync(folder) ? readdir(folder) : [];
  }

  async #parse<T>(path: string, what: string, parse: (text: string) => T): Promise<T> {
    try {
      return parse(await readFile(path, 'utf8'));
    } catch (cause) {
      throw this.#damage(what, `${path} cannot be read: ${reasonOf(cause)}`, cause);
    }
  }

  #damage(what: string, problem: string, cause?: unknown): BronzeDamagedError {
    return new BronzeDamagedError(
      `The bronze in ${this.location} is damaged at ${what}: ${problem}. Nothing more was loaded. Put a copy of it back, or take the batch's folder away and rebuild with --incomplete; its input files, if they are still there, are read again by the next run.`,
      { context: { directory: this.location }, cause },
    );
  }
}

function nameOf(manifest: RowsManifest): string {
  if (!('batchId' in manifest)) return `the replay of ${manifest.entity} in run ${manifest.run.runId}`;
  return `batch ${manifest.batchId} of ${manifest.entity}`;
}

function numbersIn(names: readonly string[]): readonly number[] {
  return names.flatMap((name) => numberIn(name) ?? []).toSorted((a, b) => a - b);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
}
