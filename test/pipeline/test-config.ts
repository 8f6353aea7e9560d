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

/** The shop's example with formats that its files do not have, so that most of its rows are refused. */
export function brokenShopConfig(directory: string): Config {
  const breaks = [
    mapping('customer', { subscribed_date: { column: 'subscribed_date', dateFormat: 'dd.MM.yyyy' } }),
    mapping('order', { approved_at_utc: { column: 'approved_at', datetimeFormat: 'dd.MM.yyyy HH:mm:ss' } }),
    mapping('order_item', { unit_price: { column: 'unit_price', decimalSeparator: ',' } }),
    mapping('review', { created_at_utc: { column: 'created_at', datetimeFormat: "yyyy-MM-dd'T'HH:mm:ss" } }),
  ];
  return breaks.reduce((config, change) => change(config), exampleConfig('shop', directory));
}

/** Lets each file of the entities be all of it. */
export function complete(entities: readonly string[], rule: FeedConfig['complete'] = true): (config: Config) => Config {
  const whole = (feed: FeedConfig): FeedConfig => (entities.includes(feed.entity) ? { ...feed, complete: rule } : feed);
  return (config) => {
    const sources = Object.entries(config.sources).map(
      ([name, source]) => [name, { ...source, feeds: source.feeds.map(whole) }] as const,
    );
    return { ...config, sources: Object.fromEntries(sources) };
  };
}

type Columns = FeedConfig['columns'];

function mappedAnew(entity: string, change: (columns: Columns) => Columns): (config: Config) => Config {
  const mapped = (feed: FeedConfig): FeedConfig =>
    feed.entity === entity ? { ...feed, columns: change(feed.columns) } : feed;
  return (config) => {
    const sources = Object.entries(config.sources).map(
      ([name, source]) => [name, { ...source, feeds: source.feeds.map(mapped) }] as const,
    );
    return { ...config, sources: Object.fromEntries(sources) };
  };
}

/** Maps columns of an entity otherwise, in all its feeds. */
export function mapping(entity: string, columns: Columns): (config: Config) => Config {
  return mappedAnew(entity, (before) => ({ ...before, ...columns }));
}

/** Leaves a column of an entity out, in all its feeds. */
export function unmapping(entity: string, column: string): (config: Config) => Config {
  return mappedAnew(entity, ({ [column]: _, ...rest }) => rest);
}
