import { InterruptedError, InvariantError } from '../../../core/errors.ts';
import type { ExtractedChunk, Extraction, PlannedUnit, SkippedUnit } from '../../../core/ports/source.ts';
import type { PreparedUnit } from './prepared-unit.ts';

export interface ExtractionParts {
  readonly units: readonly PlannedUnit[];
  readonly skipped: readonly SkippedUnit[];
  readonly prepared: readonly PreparedUnit[];
  /** Grows while the chunks are read. */
  readonly notes: readonly string[];
  readonly signal: AbortSignal;
}

export class FileExtraction implements Extraction {
  readonly units: readonly PlannedUnit[];
  readonly skipped: readonly SkippedUnit[];
  readonly notes: readonly string[];
  readonly #prepared: readonly PreparedUnit[];
  readonly #signal: AbortSignal;
  readonly #taken = new Set<number>();

  constructor(parts: ExtractionParts) {
    this.units = parts.units;
    this.skipped = parts.skipped;
    this.notes = parts.notes;
    this.#prepared = parts.prepared;
    this.#signal = parts.signal;
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

  async *#read({ edge, read }: PreparedUnit): AsyncGenerator<ExtractedChunk> {
    for await (const raw of read()) {
      if (this.#signal.aborted) throw new InterruptedError('Reading files was interrupted.');
      yield edge.type(raw);
    }
  }
}
