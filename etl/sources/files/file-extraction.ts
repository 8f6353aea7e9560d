import { InterruptedError, InvariantError } from '../../../core/errors.ts';
import type { ExtractedChunk, Extraction, PlannedUnit, SkippedUnit } from '../../../core/ports/source.ts';
import type { ColumnForm, SchemaChange } from '../../../core/schema-change.ts';
import { changeNote } from './change-words.ts';
import type { FeedColumns } from './feed-columns.ts';
import type { PreparedUnit } from './prepared-unit.ts';
import type { UnitWatch } from './unit-watch.ts';

export interface WatchedUnit extends PreparedUnit {
  readonly watch: UnitWatch;
}

export interface ExtractionParts {
  /** Its name. */
  readonly feed: string;
  readonly units: readonly PlannedUnit[];
  readonly skipped: readonly SkippedUnit[];
  readonly prepared: readonly WatchedUnit[];
  readonly columns: FeedColumns;
  /** Grows while the chunks are read. */
  readonly notes: string[];
  readonly signal: AbortSignal;
}

export class FileExtraction implements Extraction {
  readonly units: readonly PlannedUnit[];
  readonly skipped: readonly SkippedUnit[];
  readonly notes: string[];
  readonly changes: SchemaChange[] = [];
  readonly #feed: string;
  readonly #prepared: readonly WatchedUnit[];
  readonly #columns: FeedColumns;
  readonly #signal: AbortSignal;
  readonly #taken = new Set<number>();

  constructor(parts: ExtractionParts) {
    this.units = parts.units;
    this.skipped = parts.skipped;
    this.notes = parts.notes;
    this.#feed = parts.feed;
    this.#prepared = parts.prepared;
    this.#columns = parts.columns;
    this.#signal = parts.signal;
  }

  forms(): readonly ColumnForm[] {
    return this.#columns.forms();
  }

  chunks(unit: PlannedUnit): AsyncIterable<ExtractedChunk> {
    const prepared = this.#prepared[this.units.findIndex(({ sourceId }) => sourceId === unit.sourceId)];
    if (prepared === undefined || this.#taken.has(unit.sourceId)) {
      throw new InvariantError(
        `"${unit.path}" is no unit of this extraction that can still be read; prepare another one.`,
      );
    }
    this.#taken.add(unit.sourceId);
    return this.#read(prepared);
  }

  async *#read({ edge, read, watch }: WatchedUnit): AsyncGenerator<ExtractedChunk> {
    for await (const raw of read()) {
      if (this.#signal.aborted) throw new InterruptedError('Reading files was interrupted.');
      const extracted = edge.type(raw);
      watch.add(extracted);
      yield extracted;
    }
    const changes = watch.finish();
    this.changes.push(...changes);
    this.notes.push(...changes.map((change) => changeNote(this.#feed, change)));
  }
}
