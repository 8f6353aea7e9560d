import type { Feed, PlannedUnit } from '../../../core/ports/source.ts';
import type { Edge } from '../../edge/compile-edge.ts';
import type { RawChunk } from '../../edge/raw-chunk.ts';
import type { HashedFile } from './input-file.ts';

export interface UnitRequest {
  readonly file: HashedFile;
  readonly unit: PlannedUnit;
  readonly feed: Feed;
  readonly reportingTimeZone: string;
  readonly maxRows: number;
  readonly signal: AbortSignal;
  /** Takes what a person should know about the unit. */
  note(text: string): void;
}

/** A file whose columns have been checked, ready to be read. */
export interface PreparedUnit {
  readonly edge: Edge;
  read(): AsyncIterable<RawChunk>;
}
