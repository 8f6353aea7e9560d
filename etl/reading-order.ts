import { completeness } from '../core/config/completeness.ts';
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

/** Files of which each is all there is, and that are all there, speak in the order of their times. */
function byTime(feeds: readonly PreparedFeed[], units: readonly UnitToRead[]): readonly UnitToRead[] {
  if (!feeds.every(({ feed }) => completeness(feed.config) !== null)) return units;
  return units.toSorted((a, b) => (a.unit.modifiedMs ?? 0) - (b.unit.modifiedMs ?? 0));
}

/**
 * The order in which the units of one entity are read: that in which they were first taken, over all its feeds, so
 * that `--full` settles rows without a change time as the single runs did; or that of their times, where each is the whole
 * of the entity. What a unit that is gone had changed
 * cannot be repeated, so known units older than it are left out: reading them again would turn its rows back.
 */
export function readingOrder(feeds: readonly PreparedFeed[]): ReadingOrder {
  const all = feeds
    .flatMap(({ feed, extraction, knownIds }) =>
      extraction.units.map((unit) => ({ feed, extraction, unit, isKnown: knownIds.has(unit.sourceId) })),
    )
    .toSorted((a, b) => a.unit.sourceId - b.unit.sourceId);
  const gone = feeds.flatMap(({ extraction }) => extraction.skipped.flatMap(({ goneSourceId }) => goneSourceId ?? []));
  if (gone.length === 0) return { units: byTime(feeds, all), leftOut: [] };
  const newestGone = Math.max(...gone);
  const isReadable = ({ unit, isKnown }: UnitToRead): boolean => !isKnown || unit.sourceId > newestGone;
  return { units: all.filter(isReadable), leftOut: all.filter((one) => !isReadable(one)) };
}
