import { parseConfig } from '../../core/config/load-config.ts';
import type { Config, ConfigInput, FeedConfig } from '../../core/config/schema.ts';
import shopExample from '../../examples/shop/storehouse.config.ts';
import singleLineExample from '../../examples/single-line-orders/storehouse.config.ts';
import type { ShopLayout } from '../../seed/shop-truth.ts';

const EXAMPLES: Readonly<Record<ShopLayout, ConfigInput>> = {
  shop: shopExample,
  'single-line-orders': singleLineExample,
};

/** A configuration that reads another directory. */
export function readingFrom(example: ConfigInput, directory: string): Config {
  const sources = Object.entries(example.sources).map(([name, source]) => [name, { ...source, directory }] as const);
  return parseConfig({ ...example, sources: Object.fromEntries(sources) }, 'example');
}

/** The example of a layout, as it stands in `examples/`, reading files of another directory. */
export function exampleConfig(layout: ShopLayout, directory: string): Config {
  return readingFrom(EXAMPLES[layout], directory);
}

function deliveredFeed(feed: FeedConfig): FeedConfig {
  return { ...feed, files: [feed.files].flat().map((name) => name.replace('.csv', '-*.csv')), optional: true };
}

/** The shop whose files come one after the other: `customers-1.csv`, `customers-2.csv` and so on, or not at all yet. */
export function deliveriesConfig(directory: string): Config {
  const config = exampleConfig('shop', directory);
  const sources = Object.entries(config.sources).map(
    ([name, source]) => [name, { ...source, feeds: source.feeds.map(deliveredFeed) }] as const,
  );
  return { ...config, sources: Object.fromEntries(sources) };
}
