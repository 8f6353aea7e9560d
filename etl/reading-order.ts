import type { Extraction, Feed, PlannedUnit } from '../core/ports/source.ts';

/** What a feed is about to read. */
export interface PreparedFeed {
  readonly feed: Feed;
  readonly extraction: Extraction;
  /** Source ids that the ledger has already. */
  readonly knownIds: ReadonlySet<number>;
}

export interface UnitToRead {
  readonly feed: Feed;
  readonly extraction: Extraction;
  readonly unit: PlannedUnit;
  readonly isKnown: boolean;
}

export interface ReadingOrder {
  readonly units: readonly UnitToRead[];
  /** Known units that are left out. */
  readonly leftOut: readonly UnitToRead[];
}

/**
 * The order in which the units of one entity are read: that in which they were first taken, over all its feeds, so
 * that `--full` settles rows without a change time as the single runs did. What a unit that is gone had changed
 * cannot be repeated, so known units older than it are left out: reading them again would turn its rows back.
 */
export function readingOrder(feeds: readonly PreparedFeed[]): ReadingOrder {
  const all = feeds
    .flatMap(({ feed, extraction, knownIds }) =>
      extraction.units.map((unit) => ({ feed, extraction, unit, isKnown: knownIds.has(unit.sourceId) })),
    )
    .toSorted((a, b) => a.unit.sourceId - b.unit.sourceId);
  const gone = feeds.flatMap(({ extraction }) => extraction.skipped.flatMap(({ goneSourceId }) => goneSourceId ?? []));
  const newestGone = Math.max(0, ...gone);
  const isReadable = ({ unit, isKnown }: UnitToRead): boolean => !isKnown || unit.sourceId > newestGone;
  return { units: all.filter(isReadable), leftOut: all.filter((one) => !isReadable(one)) };
}
