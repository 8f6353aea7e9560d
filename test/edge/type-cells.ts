import type { Problem, Value } from '../../core/chunk.ts';
import type { ColumnMapping } from '../../core/config/schema.ts';
import type { ContractColumn } from '../../core/contract.ts';
import type { ExtractedChunk } from '../../core/ports/source.ts';
import { compileEdge } from '../../etl/edge/compile-edge.ts';
import type { ReadingOptions } from '../../etl/edge/reading.ts';

export interface TypedCell {
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
}

/** Types one text by one column, mapped to the field "x". */
export function typeCell(
  column: Omit<ContractColumn, 'name' | 'description'>,
  text: string | null,
  reading: ReadingOptions = {},
  mapping: ColumnMapping = 'x',
): TypedCell {
  const { chunk, rejected } = typeRow([{ name: 'c', description: '', ...column }], { c: mapping }, [text], reading);
  return { value: chunk.columns[0]?.values[0], problems: rejected[0]?.problems ?? [] };
}

/** Types one row; `fields` in the order in which the mapping first uses them. */
export function typeRow(
  columns: readonly ContractColumn[],
  mapping: Record<string, ColumnMapping>,
  fields: readonly (string | null)[],
  reading: ReadingOptions = {},
  reportingTimeZone = 'UTC',
): ExtractedChunk {
  const contract = { entity: 'thing', description: '', key: [], columns };
  return compileEdge({ contract, columns: mapping, reading, reportingTimeZone }).type({
    sourceId: 7,
    rowNumbers: [3],
    columns: fields.map((field) => [field]),
    rejected: [],
    blankRows: 0,
    problems: new Map(),
    rawTextOf: () => fields.join(';'),
  });
}
