import type { Chunk, Value } from '../../../core/chunk.ts';
import type { ValueType } from '../../../core/contract.ts';
import type { StagingTarget } from '../../../core/ports/warehouse.ts';

const SAMPLE_COLUMNS = [
  ['label', 'text'],
  ['pieces', 'int'],
  ['amount', 'decimal'],
  ['on_date', 'date'],
  ['at_utc', 'datetime'],
] as const satisfies readonly (readonly [string, ValueType])[];

/** Where the sample rows are staged. */
export function sampleTarget(batchId: number): StagingTarget {
  return { table: 'stg.sample_row', batchId, columns: SAMPLE_COLUMNS.map(([name]) => name) };
}

/** Rows as tuples in the order of the sample columns; row numbers count up from `firstRow`. */
export function chunkOf(rows: readonly (readonly Value[])[], firstRow = 1, sourceId = 9): Chunk {
  return {
    rowCount: rows.length,
    columns: SAMPLE_COLUMNS.map(([name, type], index) => ({
      name,
      type,
      values: rows.map((row) => row[index] ?? null),
    })),
    sourceId,
    rowNumbers: rows.map((_, index) => firstRow + index),
  };
}

/** `count` rows whose values follow from their number, so that their sums are known. */
export function numberedChunk(first: number, count: number): Chunk {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return [number % 10 === 0 ? null : `row ${number}`, number, `${number}.5`, number % 1000, number * 1000];
  });
  return chunkOf(rows, first);
}
