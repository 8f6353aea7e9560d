import type { Feed, PlannedUnit } from '../../../core/ports/source.ts';
import type { Edge } from '../../edge/compile-edge.ts';
import type { RawChunk } from '../../edge/raw-chunk.ts';
import type { FeedColumns } from './feed-columns.ts';
import type { FileLayout } from './file-layout.ts';
import type { HashedFile } from './input-file.ts';
import type { UnitWatch } from './unit-watch.ts';

export interface UnitRequest {
  readonly file: HashedFile;
  readonly unit: PlannedUnit;
  readonly feed: Feed;
  readonly reportingTimeZone: string;
  readonly maxRows: number;
  readonly signal: AbortSignal;
  /** What the feed's files have looked like before this one, which adds to it. */
  readonly columns: FeedColumns;
  /** Takes how this file differs from them. */
  readonly watch: UnitWatch;
  /** Takes what a person should know about the unit. */
  note(text: string): void;
}

/** A file whose columns have been checked, ready to be read. */
export interface PreparedUnit {
  readonly edge: Edge;
  readonly layout: FileLayout;
  read(): AsyncIterable<RawChunk>;
}
