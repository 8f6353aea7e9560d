import { type Config, DEFAULT_MAX_DELETED_SHARE, type FeedConfig } from './schema.ts';

/** How much of the entity a file of the feed may delete, or null where files are not the whole of it. */
export function completeness({ complete = false }: FeedConfig): { readonly maxDeletedShare: number } | null {
  if (complete === false) return null;
  return complete === true ? { maxDeletedShare: DEFAULT_MAX_DELETED_SHARE } : complete;
}

/** With another feed of the entity no file is all of it, and each would delete what the other brings. */
export function completeProblems({ sources }: Config): readonly string[] {
  const feeds = Object.entries(sources).flatMap(([source, { feeds: own }]) =>
    own.map((feed, index) => ({ feed, path: `sources.${source}.feeds[${index}]` })),
  );
  return feeds
    .filter(({ feed }) => completeness(feed) !== null)
    .flatMap(({ feed, path }) => {
      const others = feeds.filter((other) => other.feed !== feed && other.feed.entity === feed.entity);
      if (others.length === 0) return [];
      const names = others.map((other) => other.path).join(', ');
      return [
        `${path}.complete: "${feed.entity}" has other feeds too (${names}), so no file holds all of it; leave complete out, or join the feeds into one`,
      ];
    });
}
