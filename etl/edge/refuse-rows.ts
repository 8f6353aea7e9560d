import type { RejectedRow, RowIdentity, Value } from '../../core/chunk.ts';
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

/** Rows that could not be split and rows that could not be typed, in row order; `identify` by row index. */
export function mergeRejected(
  raw: RawChunk,
  problems: RowProblems,
  identify: (row: number) => RowIdentity | undefined,
): readonly RejectedRow[] {
  if (problems.byRow.size === 0) return raw.rejected;
  const untyped = [...problems.byRow].map(([row, rowProblems]): RejectedRow => {
    const identity = identify(row);
    return {
      sourceId: raw.sourceId,
      rowNumber: raw.rowNumbers[row] ?? 0,
      rawText: raw.rawTextOf(row),
      problems: rowProblems,
      ...(identity === undefined ? {} : { identity }),
    };
  });
  return [...raw.rejected, ...untyped].sort((a, b) => a.rowNumber - b.rowNumber);
}
