import { closestNames } from '../../../core/closest-names.ts';
import { SourceColumnsError } from '../../../core/errors.ts';

export interface ColumnCheck {
  /** The file's name in messages. */
  readonly path: string;
  /** Columns that must be there. */
  readonly needed: readonly string[];
  /** Columns the mapping names. */
  readonly mapped: readonly string[];
  /** Columns the file has. */
  readonly present: readonly string[];
  /** What more could be wrong, as a sentence, or "". */
  readonly hint: string;
}

/** @throws {SourceColumnsError} a needed column is not there, or a mapped one is there twice. */
export function checkColumns(check: ColumnCheck): void {
  const missing = check.needed.filter((name) => !check.present.includes(name));
  if (missing.length > 0) throw missingColumnsError(check, missing);
  const twice = check.mapped.filter((name) => check.present.indexOf(name) !== check.present.lastIndexOf(name));
  if (twice.length === 0) return;
  throw new SourceColumnsError(
    `"${check.path}" has more than one column ${quoteAll(twice)}, so it is not clear which is meant. Rename one of them in the file.`,
    { context: { path: check.path, columns: twice.join(', ') } },
  );
}

function missingColumnsError(check: ColumnCheck, missing: readonly string[]): SourceColumnsError {
  const suggestions = missing.map((name) => {
    const closest = closestNames(name, check.present);
    return closest.length === 0 ? `"${name}"` : `"${name}" (did you mean ${quoteAll(closest)}?)`;
  });
  const noun = missing.length === 1 ? 'column' : 'columns';
  const hint = check.hint === '' ? 'Correct `columns` of the feed, or the file.' : check.hint;
  return new SourceColumnsError(
    `"${check.path}" does not have the mapped ${noun} ${suggestions.join(', ')}. Its columns are: ${quoteAll(check.present)}. ${hint}`,
    { context: { path: check.path, missing: missing.join(', ') } },
  );
}

function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
