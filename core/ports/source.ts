import type { Chunk, RejectedRow } from '../chunk.ts';
import type { FeedConfig } from '../config/schema.ts';
import type { EntityContract } from '../contract.ts';
import type { ColumnForm, ContractModes, SchemaChange } from '../schema-change.ts';

/** A feed is one mapping from a source's rows to one entity. */
export interface Feed {
  /** Unique within a configuration: `<source>/<entity>`, with `/<n>` when a source feeds an entity more than once. */
  readonly name: string;
  readonly source: string;
  readonly contract: EntityContract;
  readonly config: FeedConfig;
  /** What is done when a unit looks different than those before. */
  readonly modes: ContractModes;
}

/** A piece of a source that is taken as a whole: for files one file. */
export interface SourceUnit {
  /** For files the path relative to the source's directory, with `/` on every system. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the content, hex. */
  readonly contentHash: string;
  /** When it was last changed, in milliseconds since 1970-01-01T00:00Z; null where nobody has kept it. */
  readonly modifiedMs: number | null;
}

/** A unit that an earlier complete batch took. */
export interface KnownUnit extends SourceUnit {
  /** Ledger number; the order in which units were first taken, which `--full` repeats. */
  readonly sourceId: number;
}

export interface PlannedUnit extends SourceUnit {
  readonly sourceId: number;
  /** What `retype` needs to know of the unit, as text that only the source reads. */
  readonly layout?: string;
}

export interface SkippedUnit {
  readonly path: string;
  readonly note: string;
  /** Ledger number of a known content that can no longer be read. */
  readonly goneSourceId?: number;
}

export interface ReadRequest {
  readonly feed: Feed;
  /** Units of this feed that are in the ledger. */
  readonly known: readonly KnownUnit[];
  /** Take known units again too, in ledger order. */
  readonly full: boolean;
  /** What the feed's units have looked like so far; nothing before the first. */
  readonly forms: readonly ColumnForm[];
  /** Ledger number for the first new unit; further new units count up from it. */
  readonly nextSourceId: number;
  /** IANA zone in which local dates and hours are typed. */
  readonly reportingTimeZone: string;
  readonly maxRows: number;
  readonly signal: AbortSignal;
}

/** `chunk.rowCount + rejected.length + blankRows` input rows, in row order. */
export interface ExtractedChunk {
  readonly chunk: Chunk;
  readonly rejected: readonly RejectedRow[];
  readonly blankRows: number;
}

export interface Extraction {
  /** In the order they are read. */
  readonly units: readonly PlannedUnit[];
  readonly skipped: readonly SkippedUnit[];
  /** Things a person should know, e.g. a last line that was cut short. Complete once every unit has been read. */
  readonly notes: readonly string[];
  /** How the units that have been read differ from those before. A note says each of them too. */
  readonly changes: readonly SchemaChange[];
  /** What the feed's units have looked like, those of `units` with them. Complete once every unit has been read. */
  forms(): readonly ColumnForm[];
  /**
   * Yields each row of one of `units` exactly once, in row order; no chunk exceeds `maxRows` rows.
   * A unit can be read once.
   *
   * @throws {SourceFileUnreadableError} the content cannot be read; nothing of the batch may be kept.
   * @throws {ContractFrozenError} a row shows what the unit's columns did not, and the mode is `freeze`; the same.
   * @throws {InterruptedError} the signal was raised.
   */
  chunks(unit: PlannedUnit): AsyncIterable<ExtractedChunk>;
}

/** A row that was refused, as it was kept. */
export interface RefusedRow {
  readonly rowNumber: number;
  readonly rawText: string;
  /** The unit ended in the middle of the row. */
  readonly isCut: boolean;
}

export interface RetypeRequest {
  readonly feed: Feed;
  /** The unit that the rows came from, and its `layout`. */
  readonly sourceId: number;
  readonly layout: string | null;
  /** What the files of the feed have looked like. */
  readonly forms: readonly ColumnForm[];
  /** By row number. */
  readonly rows: readonly RefusedRow[];
  readonly reportingTimeZone: string;
}

/** The rows, typed as the feed is configured now; or, for a person, why what was kept of them is not enough. */
export type Retyped = { readonly extracted: ExtractedChunk } | { readonly obstacle: string };

/** Reads one operational system. Stateless: the caller owns the ledger and the position. */
export interface Source {
  readonly name: string;
  readonly reportsDeletes: boolean;
  /** Whether every change is delivered, or only the latest state of each row. */
  readonly reportsHistory: boolean;
  /**
   * Finds what is to be read and checks it (files exist, headers hold the mapped columns) before any row is read.
   *
   * @throws {SourceFileMissingError} nothing matches the feed.
   * @throws {SourceFileUnreadableError} a unit cannot be opened.
   * @throws {SourceColumnsError} a mapped column is not in the unit.
   * @throws {ContractFrozenError} a unit has other columns than before, and the mode is `freeze`.
   */
  prepare(request: ReadRequest): Promise<Extraction>;
  /** Types refused rows again from their own text alone; the unit need not be there any more. */
  retype(request: RetypeRequest): Promise<Retyped>;
  close(): Promise<void>;
}
