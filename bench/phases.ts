import { join } from 'node:path';
import type { Chunk } from '../core/chunk.ts';
import { loadConfig } from '../core/config/load-config.ts';
import { stagedColumnNames } from '../core/contract.ts';
import type { Feed, Source } from '../core/ports/source.ts';
import { duckDbDialect } from '../dwh/duckdb/dialect.ts';
import { DuckDbWarehouse } from '../dwh/duckdb/duckdb-warehouse.ts';
import { applySchema } from '../dwh/load/apply-schema.ts';
import { resolveFeeds } from '../etl/feeds.ts';
import { allChunks } from '../test/ports/all-chunks.ts';
import type { PhaseFigures, ReadFigure, StagedFigure } from './phase-figures.ts';
import { measureRun, openSources } from './run-once.ts';

/** `node bench/phases.ts <configuration> <scratch folder>`: measures the parts of a load and prints them as JSON. */
const [configPath = '', scratch = ''] = process.argv.slice(2);
const MAX_CHUNK_ROWS = 16_384;
const signal = new AbortController().signal;

function prepare(feed: Feed, sources: ReadonlyMap<string, Source>) {
  const source = sources.get(feed.source);
  if (source === undefined) throw new Error(`The feed ${feed.name} has no source.`);
  const request = {
    feed,
    known: [],
    forms: [],
    full: false,
    nextSourceId: 1,
    reportingTimeZone: 'UTC',
    maxRows: MAX_CHUNK_ROWS,
  };
  return source.prepare({ ...request, signal });
}

/** Unpacks, splits and types everything, into nothing. */
async function measureReading(feed: Feed, sources: ReadonlyMap<string, Source>): Promise<ReadFigure> {
  const started = performance.now();
  const extraction = await prepare(feed, sources);
  const preparedAt = performance.now();
  const figure = { rows: 0, values: 0 };
  for await (const { chunk, rejected, blankRows } of allChunks(extraction)) {
    figure.rows += chunk.rowCount + rejected.length + blankRows;
    figure.values += chunk.rowCount * chunk.columns.length;
  }
  const ms = performance.now() - preparedAt;
  return { entity: feed.contract.entity, ...figure, prepareMs: preparedAt - started, ms };
}

async function readChunks(feed: Feed, sources: ReadonlyMap<string, Source>): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const { chunk } of allChunks(await prepare(feed, sources))) if (chunk.rowCount > 0) chunks.push(chunk);
  return chunks;
}

/** Appends chunks that are in memory already. */
async function measureStaging(
  warehouse: DuckDbWarehouse,
  feed: Feed,
  sources: ReadonlyMap<string, Source>,
): Promise<StagedFigure> {
  const chunks = await readChunks(feed, sources);
  const started = performance.now();
  const { entity, columns } = feed.contract;
  const names = columns.flatMap(stagedColumnNames);
  const writer = await warehouse.openStaging({ table: `stg.${entity}_row`, batchId: 1, columns: names });
  for (const chunk of chunks) await writer.append(chunk);
  await writer.close();
  const ms = performance.now() - started;
  const rows = chunks.reduce((total, chunk) => total + chunk.rowCount, 0);
  return { entity: feed.contract.entity, rows, ms };
}

const loaded = await loadConfig(configPath);
const feeds = resolveFeeds(loaded.config);
const sources = openSources(loaded);
const reading: ReadFigure[] = [];
for (const feed of feeds) reading.push(await measureReading(feed, sources));
const warehouse = await DuckDbWarehouse.open(join(scratch, 'phases-staging.duckdb'), 'write');
await applySchema(warehouse, duckDbDialect, { allowDestructive: false });
const staging: StagedFigure[] = [];
for (const feed of feeds) staging.push(await measureStaging(warehouse, feed, sources));
await warehouse.close();
const figures: PhaseFigures = {
  reading,
  staging,
  ...(await measureRun(loaded, feeds, join(scratch, 'phases-run.duckdb'))),
};
console.log(JSON.stringify(figures));
