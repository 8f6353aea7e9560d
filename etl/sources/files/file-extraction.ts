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
  #isTaken = false;

  constructor(parts: ExtractionParts) {
    this.units = parts.units;
    this.skipped = parts.skipped;
    this.notes = parts.notes;
    this.#prepared = parts.prepared;
    this.#signal = parts.signal;
  }

  chunks(): AsyncIterable<ExtractedChunk> {
    if (this.#isTaken) throw new InvariantError('The chunks of an extraction can be read once; prepare another one.');
    this.#isTaken = true;
    return this.#readAll();
  }

  async *#readAll(): AsyncGenerator<ExtractedChunk> {
    for (const { edge, read } of this.#prepared) {
      for await (const raw of read()) {
        if (this.#signal.aborted) throw new InterruptedError('Reading files was interrupted.');
        yield edge.type(raw);
      }
    }
  }
}
