import type {
  BatchManifest,
  BronzeColumn,
  BronzeHead,
  RowsManifest,
  RunRecord,
  SupplementManifest,
} from '../bronze/manifest.ts';
import type { Chunk } from '../chunk.ts';
import type { ContractColumn } from '../contract.ts';
import type { RowSet } from './warehouse.ts';

export interface ArchiveRequest {
  readonly batchId: number;
  readonly entity: string;
  /** Of the chunks, in their order. */
  readonly columns: readonly BronzeColumn[];
}

/** What is known of a batch only when all of it has been read. */
export type BatchFacts = Omit<BatchManifest, 'format' | 'batchId' | 'entity' | 'columns' | 'files'>;

/** A replay of one entity in one run: there is no second one. */
export interface SupplementName {
  readonly runId: number;
  readonly entity: string;
}

export interface SupplementRequest extends SupplementName {
  /** Of the chunks, in their order. */
  readonly columns: readonly BronzeColumn[];
}

/** What is known of a supplement only when all of it has been typed. */
export type SupplementFacts = Omit<SupplementManifest, 'format' | 'entity' | 'columns' | 'files'>;

/**
 * A batch or a supplement on its way into bronze. Until it is sealed nothing of it counts; what was begun and left is
 * swept.
 */
export interface Archive<Facts> {
  /** Rows get consecutive row ids, in call order, as in staging. */
  append(chunk: Chunk): Promise<void>;
  /** Refused rows in the shape of `stg.rejected_row`. */
  appendRefused(rows: RowSet): Promise<void>;
  /**
   * Makes it durable as a whole, its manifest last.
   *
   * @throws {InvariantError} there is one of that name already: it is never overwritten.
   */
  seal(facts: Facts): Promise<void>;
  /** Gives up what was begun; never fails. Nothing happens to what is sealed. */
  abandon(): Promise<void>;
}

export type BatchArchive = Archive<BatchFacts>;
export type SupplementArchive = Archive<SupplementFacts>;

export interface BronzeUsage {
  readonly batches: number;
  /** Of supplements too. */
  readonly bytes: number;
  readonly oldestBatchId: number | null;
}

/**
 * Complete batches of one warehouse as they were staged, and supplements: what replays let in later of their refused
 * rows. Each is written once and never changed. One writer: the process that holds the warehouse.
 */
export interface Bronze {
  /** For messages. */
  readonly location: string;
  /** Null where no bronze was begun. */
  head(): Promise<BronzeHead | null>;
  begin(head: BronzeHead): Promise<void>;
  /** Numbers of the sealed batches, ascending. */
  batchIds(): Promise<readonly number[]>;
  openBatch(request: ArchiveRequest): Promise<BatchArchive>;
  /** Removes batches as a whole, and what was begun and never sealed. Numbers that are not there are no error. */
  remove(batchIds: readonly number[]): Promise<void>;
  /** Sealed supplements, by run. */
  supplements(): Promise<readonly SupplementName[]>;
  openSupplement(request: SupplementRequest): Promise<SupplementArchive>;
  /** As `remove`. */
  removeSupplements(names: readonly SupplementName[]): Promise<void>;
  /** Numbers of the runs that are recorded, ascending. */
  runIds(): Promise<readonly number[]>;
  /** Writes or replaces the record of a run. */
  recordRun(record: RunRecord): Promise<void>;
  forgetRuns(runIds: readonly number[]): Promise<void>;
  usage(): Promise<BronzeUsage>;
  /** The bronze of another folder, relative to this one; closed with it. */
  elsewhere(directory: string): Bronze;
  /** @throws {BronzeDamagedError} it cannot be read or is of a format that this version does not know. */
  manifest(batchId: number): Promise<BatchManifest>;
  /** @throws {BronzeDamagedError} as for a manifest. */
  supplement(name: SupplementName): Promise<SupplementManifest>;
  /** @throws {BronzeDamagedError} as for a manifest. */
  runRecord(runId: number): Promise<RunRecord>;
  /**
   * Compares every file of a batch or supplement with its manifest.
   *
   * @throws {BronzeDamagedError} names it and the file.
   */
  verify(manifest: RowsManifest, signal: AbortSignal): Promise<void>;
  /**
   * Yields the staged rows in order, in the columns of `contract`: those that were not there then are empty or have their
   * default, others are left out.
   *
   * @throws {BronzeDamagedError} a file cannot be read, or a value does not fit its column's type.
   */
  rows(manifest: RowsManifest, contract: readonly ContractColumn[], signal: AbortSignal): AsyncIterable<Chunk>;
  /** Yields the refused rows, in order, in the shape in which they were appended. */
  refused(manifest: RowsManifest, columns: readonly string[]): AsyncIterable<RowSet>;
  close(): Promise<void>;
}
