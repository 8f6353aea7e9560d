import { defineConfig } from '#storehouse';
import shop from './storehouse.config.ts';

type Source = (typeof shop.sources)[string];

/** A file a table and day, none of a day on which nothing happened. */
function dayByDay(source: Source): Source {
  return {
    ...source,
    directory: process.env.SHOP_DIR ?? '../../demo/shop-days',
    feeds: source.feeds.map((feed) => ({
      ...feed,
      files: String(feed.files).replace('.csv', '-*.csv'),
      optional: true,
    })),
  };
}

/**
 * The same shop told day by day, as `storehouse seed --days` writes it. Files are read by name, so days that arrive
 * together are taken one after the other.
 */
export default defineConfig({
  ...shop,
  warehouse: 'duckdb:../../demo/shop-days.duckdb',
  sources: Object.fromEntries(Object.entries(shop.sources).map(([name, source]) => [name, dayByDay(source)])),
});
