import { closestNames } from '../core/closest-names.ts';
import { completeProblems } from '../core/config/completeness.ts';
import type { Config, FeedConfig, FileSourceConfig } from '../core/config/schema.ts';
import type { EntityContract } from '../core/contract.ts';
import { ConfigurationError } from '../core/errors.ts';
import type { Feed } from '../core/ports/source.ts';
import { entityContracts } from '../dwh/model/contracts.ts';
import { contractModes, contractProblems, ignoreProblems } from './contract-modes.ts';
import { isRequiredColumn } from './edge/bind-columns.ts';
import { findEdgeProblems } from './edge/compile-edge.ts';
import { mergeReading } from './edge/reading.ts';

/**
 * Turns the configured feeds into feeds with their contract and all options of their source merged in, in
 * configuration order.
 *
 * @throws {ConfigurationError} listing every problem of every mapping, each with its path.
 */
export function resolveFeeds(config: Config): readonly Feed[] {
  const problems: string[] = [...contractProblems(config), ...completeProblems(config)];
  const feeds = Object.entries(config.sources).flatMap(([source, sourceConfig]) =>
    sourceConfig.feeds.flatMap((feedConfig, index) => {
      const path = `sources.${source}.feeds[${index}]`;
      const merged = mergeSource(feedConfig, sourceConfig);
      const contract = entityContracts.find(({ entity }) => entity === feedConfig.entity);
      problems.push(...formatProblems(path, merged), ...ignoreProblems(path, merged));
      problems.push(...mappingProblems(path, merged, contract, config));
      const name = feedName(source, sourceConfig, index);
      const modes = contractModes(config.contracts[feedConfig.entity], merged.format);
      return contract === undefined ? [] : [{ name, source, contract, config: merged, modes }];
    }),
  );
  if (problems.length === 0) return feeds;
  const lines = problems.map((problem) => `- ${problem}`);
  throw new ConfigurationError(`The feeds cannot be used as configured:\n${lines.join('\n')}`, {
    context: { problems: problems.length },
  });
}

function mergeSource(feed: FeedConfig, source: FileSourceConfig): FeedConfig {
  return { ...feed, ...mergeReading(feed, source), format: feed.format ?? source.format };
}

/** `<source>/<entity>`; with a number, from 1, when the source has several feeds of the entity. */
function feedName(source: string, config: FileSourceConfig, index: number): string {
  const entity = config.feeds[index]?.entity ?? '';
  const same = config.feeds.flatMap((feed, other) => (feed.entity === entity ? [other] : []));
  return same.length > 1 ? `${source}/${entity}/${same.indexOf(index) + 1}` : `${source}/${entity}`;
}

function formatProblems(path: string, { format }: FeedConfig): readonly string[] {
  if (format?.type !== 'csv' || format.quote !== format.separator) return [];
  return [`${path}.format: separator and quote are both "${format.quote}"; choose different ones`];
}

function mappingProblems(
  path: string,
  feed: FeedConfig,
  contract: EntityContract | undefined,
  config: Config,
): readonly string[] {
  if (contract === undefined) return [unknownEntity(path, feed.entity)];
  const edge = findEdgeProblems({
    contract,
    columns: feed.columns,
    reading: feed,
    reportingTimeZone: config.reportingTimeZone,
  });
  return [
    ...unknownColumns(path, feed, contract),
    ...unmappedColumns(path, feed, contract),
    ...edge.map(({ column, problem }) => `${path}.columns.${column}: ${problem}`),
  ];
}

function unknownEntity(path: string, entity: string): string {
  const known = entityContracts.map((contract) => contract.entity);
  return `${path}.entity: there is no entity "${entity}"${didYouMean(entity, known)}; known are ${known.join(', ')}`;
}

function unknownColumns(path: string, feed: FeedConfig, contract: EntityContract): readonly string[] {
  const known = contract.columns.map(({ name }) => name);
  return Object.keys(feed.columns)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const closest = didYouMean(name, known);
      const hint = closest === '' ? `; it has ${known.join(', ')}` : closest;
      return `${path}.columns.${name}: entity "${contract.entity}" has no column "${name}"${hint}`;
    });
}

function unmappedColumns(path: string, feed: FeedConfig, contract: EntityContract): readonly string[] {
  return contract.columns
    .filter((column) => isRequiredColumn(contract, column) && column.default === undefined)
    .filter((column) => !Object.hasOwn(feed.columns, column.name))
    .map(({ name }) => {
      const why = contract.key.includes(name) ? 'is part of the key' : 'is required';
      return `${path}.columns: "${name}" of entity "${contract.entity}" ${why}; map it to a column or a constant`;
    });
}

function didYouMean(wanted: string, known: readonly string[]): string {
  const closest = closestNames(wanted, known).map((name) => `"${name}"`);
  return closest.length === 0 ? '' : `; did you mean ${closest.join(' or ')}?`;
}
