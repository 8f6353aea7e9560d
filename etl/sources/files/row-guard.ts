import type { Problem } from '../../../core/chunk.ts';
import type { Feed } from '../../../core/ports/source.ts';
import { columnLabel } from '../../../core/schema-change.ts';
import { type CellCleaner, compileCellCleaner } from '../../edge/cell-cleaner.ts';
import { quoteAll } from './change-words.ts';
import type { ComparedColumns } from './compare-columns.ts';
import { contractColumnsOf } from './mapped-columns.ts';

/** What is wrong with a row because of the columns its file has. */
export type RowGuard = (fields: readonly (string | null)[]) => readonly Problem[];

/** `names` are those of the fields. Undefined when there is nothing to guard, so that usual files pay nothing. */
export function compileGuard(
  feed: Feed,
  names: readonly string[],
  { unexpected, missing }: ComparedColumns,
): RowGuard | undefined {
  if (unexpected.length === 0 && missing.length === 0) return undefined;
  const always = missing.flatMap((name) => missingProblems(feed, name, 'file'));
  const isFilled = valueFinder(feed);
  const watched = unexpected.map((name) => ({
    problem: unexpectedProblem(name),
    places: names.flatMap((one, at) => (one === name ? [at] : [])),
  }));
  return (fields) => [
    ...always,
    ...watched.filter(({ places }) => places.some((at) => isFilled(fields[at]))).map(({ problem }) => problem),
  ];
}

/** Whether a field holds a value, as the feed reads it. */
export function valueFinder({ config }: Feed): (field: string | null | undefined) => boolean {
  const clean: CellCleaner = compileCellCleaner({ nullMarkers: config.nullMarkers ?? [], values: {}, prefix: '' });
  return (field) => clean(field) !== null;
}

export function unexpectedProblem(column: string): Problem {
  return {
    column: columnLabel(column),
    code: 'unexpected_column',
    detail: `${quoteAll([column])} is a new column and has a value`,
  };
}

/** `where`: what lacks the column. */
export function missingProblems(feed: Feed, column: string, where: 'file' | 'row'): readonly Problem[] {
  return contractColumnsOf(feed, column).map(({ name }) => ({
    column: name,
    code: 'column_missing',
    detail: `the ${where} has no column ${quoteAll([column])}`,
  }));
}
