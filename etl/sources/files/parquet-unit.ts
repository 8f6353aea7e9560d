import { isTimestamp, type ParquetColumn, type ParquetFiles } from '../../../connect/duckdb/read-parquet.ts';
import type { ColumnMapping, FeedConfig } from '../../../core/config/schema.ts';
import type { Feed } from '../../../core/ports/source.ts';
import { compileEdge, type Edge, type SettleProblems } from '../../edge/compile-edge.ts';
import type { RawChunk } from '../../edge/raw-chunk.ts';
import { mergeReading, type ReadingOptions } from '../../edge/reading.ts';
import { compareColumns } from './compare-columns.ts';
import { assertUnchangedOnDisk } from './file-content.ts';
import { physicalType } from './physical-types.ts';
import type { PreparedUnit, UnitRequest } from './prepared-unit.ts';
import { RawChunkBuilder } from './raw-chunk-builder.ts';
import { compileGuard, type RowGuard } from './row-guard.ts';
import { settleTypes } from './settle-types.ts';

/**
 * Columns that are text in the file are read as the feed says. Typed ones bring their own format: numbers with
 * a point, dates as yyyy-MM-dd, timestamps to the millisecond, those with a zone in UTC.
 */
export async function prepareParquetUnit(request: UnitRequest, files: ParquetFiles): Promise<PreparedUnit> {
  const { feed, file } = request;
  const present = await files.describe(file.absolutePath);
  const edge = compileParquetEdge(
    feed,
    present,
    request.reportingTimeZone,
    settleTypes(feed, file.path, request.watch),
  );
  const found = present.map(({ name, type }) => ({ name, type: physicalType(type) }));
  const compared = compareColumns(request, edge.rawColumns, found, '');
  const names = [...edge.rawColumns, ...compared.unexpected];
  const wanted = names.flatMap((name) => present.filter((column) => column.name === name));
  const fields = wanted.map(({ name }) => name);
  const reading: ParquetFields = {
    present,
    wanted,
    positions: edge.rawColumns.map((name) => fields.indexOf(name)),
    guard: compileGuard(feed, fields, compared),
  };
  return { edge, layout: { format: 'parquet', columns: present }, read: () => readParquet(request, files, reading) };
}

export function compileParquetEdge(
  { contract, config }: Feed,
  present: readonly ParquetColumn[],
  reportingTimeZone: string,
  settle?: SettleProblems,
): Edge {
  return compileEdge({
    contract,
    columns: withOwnFormats(config, present),
    // The options of the feed are in every column by now; what remains is the zone, for constants.
    reading: { timeZone: config.timeZone },
    reportingTimeZone,
    ...(settle === undefined ? {} : { settle }),
  });
}

interface ParquetFields {
  readonly present: readonly ParquetColumn[];
  /** What is read. */
  readonly wanted: readonly ParquetColumn[];
  /** Of the raw columns among what is read; -1 for one that is not there. */
  readonly positions: readonly number[];
  readonly guard: RowGuard | undefined;
}

function withOwnFormats(config: FeedConfig, present: readonly ParquetColumn[]): FeedConfig['columns'] {
  const entries = Object.entries(config.columns).map(([name, mapping]): [string, ColumnMapping] => {
    if (typeof mapping !== 'string' && 'constant' in mapping) return [name, mapping];
    const field = typeof mapping === 'string' ? { column: mapping } : mapping;
    const type = present.find((column) => column.name === field.column)?.type ?? 'VARCHAR';
    return [name, { ...field, ...formatOf(type, mergeReading(field, config)) }];
  });
  return Object.fromEntries(entries);
}

function formatOf(type: string, reading: ReadingOptions): ReadingOptions {
  if (type === 'VARCHAR') return reading;
  const plain = { ...reading, decimalSeparator: '.', thousandsSeparator: undefined } as const;
  if (type === 'DATE') return { ...plain, dateFormat: 'yyyy-MM-dd', datetimeFormat: 'yyyy-MM-dd' };
  if (!isTimestamp(type)) return plain;
  const timestamp = {
    ...plain,
    datetimeFormat: 'yyyy-MM-dd HH:mm:ss.SSS',
    // A timestamp is a date only at midnight; any other would lose its time without a word.
    dateFormat: "yyyy-MM-dd' 00:00:00.000'",
  };
  return type === 'TIMESTAMP WITH TIME ZONE' ? { ...timestamp, timeZone: 'UTC' } : timestamp;
}

async function* readParquet(
  request: UnitRequest,
  files: ParquetFiles,
  { present, wanted, positions, guard }: ParquetFields,
): AsyncGenerator<RawChunk> {
  const { file, unit, maxRows, signal } = request;
  const builder = new RawChunkBuilder(unit.sourceId, positions.length, maxRows);
  await assertUnchangedOnDisk(file);
  for await (const rows of files.read(file.absolutePath, present, wanted, signal)) {
    for (let row = 0; row < rows.rowNumbers.length; row++) {
      const fields = rows.columns.map((values) => values[row] ?? null);
      if (rows.isBlank[row] === true) builder.addBlank();
      else builder.addRow(fields, positions, () => rawJson(wanted, fields), guard?.(fields));
    }
    yield* builder.takeFull();
  }
  await assertUnchangedOnDisk(file);
  yield* builder.takeRest();
}

/** A Parquet row has no text of its own; the columns that are read, as JSON, stand for it. */
function rawJson(columns: readonly ParquetColumn[], fields: readonly (string | null)[]): string {
  return JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, fields[index] ?? null])));
}
