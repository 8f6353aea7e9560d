import { describe, expect, it } from 'vitest';
import { configSchema } from '../../core/config/schema.ts';
import { resolveFeeds } from '../../etl/feeds.ts';
import { FileSource } from '../../etl/sources/files/file-source.ts';
import fecomConfig from '../../examples/fecom/storehouse.config.ts';
import { allChunks } from '../ports/all-chunks.ts';

const directory = process.env.FECOM_DIR;
const isMissing = directory === undefined || directory === '';

describe(isMissing ? 'Fecom files (SKIPPED: FECOM_DIR is not set)' : 'Fecom files', () => {
  const config = configSchema.parse(fecomConfig);

  it.skipIf(isMissing).each([
    ['fecom/geography', 1_685, 998_478],
    ['fecom/customer', 102_727, 0],
    ['fecom/seller', 3_095, 0],
    ['fecom/product', 32_951, 0],
    ['fecom/order', 99_441, 0],
    ['fecom/order_item', 112_650, 0],
    ['fecom/payment', 103_886, 0],
    ['fecom/review', 99_223, 0],
  ])('%s has %i rows and %i blank ones, and none is refused', async (name, rows, blankRows) => {
    const feed = resolveFeeds(config).find((candidate) => candidate.name === name);
    const sourceConfig = config.sources.fecom;
    if (feed === undefined || sourceConfig === undefined) throw new Error(`The example has no feed ${name}.`);
    const source = new FileSource('fecom', sourceConfig, '.');
    const extraction = await source.prepare({
      feed,
      known: [],
      forms: [],
      full: false,
      nextSourceId: 1,
      reportingTimeZone: 'UTC',
      maxRows: 16_384,
      signal: new AbortController().signal,
    });
    const counts = { rows: 0, blankRows: 0, rejected: 0, lastRowNumber: 0 };
    for await (const { chunk, rejected, blankRows: blank } of allChunks(extraction)) {
      counts.rows += chunk.rowCount;
      counts.blankRows += blank;
      counts.rejected += rejected.length;
      counts.lastRowNumber = chunk.rowNumbers.at(-1) ?? counts.lastRowNumber;
    }
    await source.close();
    expect(counts).toEqual({ rows, blankRows, rejected: 0, lastRowNumber: rows });
    expect(extraction.notes).toEqual([]);
  });
});
