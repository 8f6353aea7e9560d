import type { RejectedRow, Value } from '../../core/chunk.ts';
import type { RowProblems } from './column-typer.ts';
import type { RawChunk } from './raw-chunk.ts';

export interface KeptRows {
  readonly rowNumbers: readonly number[];
  readonly columns: readonly (readonly Value[])[];
}

/** Takes the rows with problems out of every column; columns of a clean chunk are passed on as they are. */
export function keepRows(
  rowNumbers: readonly number[],
  columns: readonly (readonly Value[])[],
  problems: RowProblems,
): KeptRows {
  if (problems.byRow.size === 0) return { rowNumbers, columns };
  const isKept = (_value: unknown, row: number) => !problems.byRow.has(row);
  return { rowNumbers: rowNumbers.filter(isKept), columns: columns.map((values) => values.filter(isKept)) };
}

/** Rows that could not be split and rows that could not be typed, in row order. */
export function mergeRejected(raw: RawChunk, problems: RowProblems): readonly RejectedRow[] {
  if (problems.byRow.size === 0) return raw.rejected;
  const untyped = [...problems.byRow].map(([row, rowProblems]) => ({
    sourceId: raw.sourceId,
    rowNumber: raw.rowNumbers[row] ?? 0,
    rawText: raw.rawTextOf(row),
    problems: rowProblems,
  }));
  return [...raw.rejected, ...untyped].sort((a, b) => a.rowNumber - b.rowNumber);
}
