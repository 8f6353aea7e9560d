import type { Chunk } from '../core/chunk.ts';
import type { Feed } from '../core/ports/source.ts';
import { keepsHistory } from '../dwh/model/model.ts';

interface FeedRows {
  readonly feed: Feed;
  rows: number;
  untimed: number;
}

function unmappedNote({ name, contract: { entity, changedAt } }: Feed): string {
  return `${name}: ${changedAt} is not mapped, so the rows have no time of change. Each stands for the earliest state of its ${entity}, in place of the one before: no history is kept of them. Map ${changedAt} to keep it`;
}

function untimedNote({ feed: { name, contract }, rows, untimed }: FeedRows): string {
  const count = `${untimed} of ${rows} ${rows === 1 ? 'row' : 'rows'} ${untimed === 1 ? 'has' : 'have'}`;
  return `${name}: ${count} no time of change (${contract.changedAt}). Such a row stands for the earliest state of its ${contract.entity}, from 1900-01-01 on, however late it comes, and facts before the first row with a time show it`;
}

/** Counts rows of entities with history that do not say since when they hold: where they come late, they change the past. */
export class UntimedRows {
  readonly #byFeed = new Map<string, FeedRows>();

  add(feed: Feed, { rowCount, columns }: Chunk): void {
    const { entity, changedAt } = feed.contract;
    if (changedAt === undefined || rowCount === 0 || !keepsHistory(entity)) return;
    const found = this.#byFeed.get(feed.name) ?? { feed, rows: 0, untimed: 0 };
    const values = columns.find(({ name }) => name === changedAt)?.values ?? [];
    found.rows += rowCount;
    found.untimed += values.filter((value) => value === null).length;
    this.#byFeed.set(feed.name, found);
  }

  /** One a feed at most, in the order in which the feeds were read. */
  notes(): readonly string[] {
    return [...this.#byFeed.values()].flatMap((found) => {
      const { changedAt = '' } = found.feed.contract;
      if (found.feed.config.columns[changedAt] === undefined) return [unmappedNote(found.feed)];
      return found.untimed === 0 ? [] : [untimedNote(found)];
    });
  }
}
