import type { Value } from '../../core/chunk.ts';
import type { ColumnMapping, FeedConfig } from '../../core/config/schema.ts';
import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { compileCellCleaner } from './cell-cleaner.ts';
import { compileColumnParser, readingProblem } from './column-parser.ts';
import { type ColumnTyper, constantColumnTyper, mappedColumnTyper } from './column-typer.ts';
import { completeReading, defaultReading, mergeReading, type Reading, type ReadingOptions } from './reading.ts';

export interface ColumnProblem {
  readonly column: string;
  readonly problem: string;
}

export interface BoundColumns {
  readonly rawColumns: readonly string[];
  /** By contract column. */
  readonly typers: ReadonlyMap<string, ColumnTyper>;
  readonly problems: readonly ColumnProblem[];
}

interface Binding {
  readonly contract: EntityContract;
  readonly columns: FeedConfig['columns'];
  readonly reading: ReadingOptions;
}

type FieldMapping = Exclude<ColumnMapping, string | { readonly constant: string }>;

/** Gives every contract column its typer and collects all that stands in the way. */
export function bindColumns(binding: Binding): BoundColumns {
  const rawColumns: string[] = [];
  const typers = new Map<string, ColumnTyper>();
  const problems: ColumnProblem[] = [];
  for (const column of binding.contract.columns) {
    const bound = bindColumn(column, binding, rawColumns);
    if (typeof bound === 'string') problems.push({ column: column.name, problem: bound });
    else typers.set(column.name, bound);
  }
  return { rawColumns, typers, problems };
}

/** The typer, or what is wrong. */
function bindColumn(column: ContractColumn, binding: Binding, rawColumns: string[]): ColumnTyper | string {
  const isRequired = isRequiredColumn(binding.contract, column);
  const fallback = column.default === undefined ? null : typeLiteral(column, column.default, defaultReading);
  if (isProblem(fallback)) return `default ${fallback.problem}`;
  const mapping = Object.hasOwn(binding.columns, column.name) ? binding.columns[column.name] : undefined;
  if (mapping === undefined) return constantColumnTyper(column, isRequired, fallback);
  if (typeof mapping !== 'string' && 'constant' in mapping) {
    // Constants are written as the documentation writes values, not as the file does; only their zone is the feed's.
    const { timeZone } = completeReading(binding.reading);
    const constant = typeLiteral(column, mapping.constant, { ...defaultReading, timeZone });
    if (isProblem(constant)) return `constant ${constant.problem}`;
    return constantColumnTyper(column, isRequired, constant ?? fallback);
  }
  const field: FieldMapping = typeof mapping === 'string' ? { column: mapping } : mapping;
  return bindField({ column, isRequired, fallback }, field, binding.reading, rawColumns);
}

function bindField(
  target: { readonly column: ContractColumn; readonly isRequired: boolean; readonly fallback: Value },
  field: FieldMapping,
  feedReading: ReadingOptions,
  rawColumns: string[],
): ColumnTyper | string {
  const reading = completeReading(mergeReading(field, feedReading));
  const problem = readingProblem(target.column, reading);
  if (problem !== null) return problem;
  const clean = compileCellCleaner({
    nullMarkers: reading.nullMarkers,
    values: field.values ?? {},
    prefix: field.prefix ?? '',
  });
  const known = rawColumns.indexOf(field.column);
  const rawIndex = known >= 0 ? known : rawColumns.push(field.column) - 1;
  return mappedColumnTyper({ ...target, rawIndex, clean, parse: compileColumnParser(target.column, reading) });
}

/** Key columns are required without saying so. */
export function isRequiredColumn(contract: EntityContract, column: ContractColumn): boolean {
  return column.required === true || contract.key.includes(column.name);
}

interface LiteralProblem {
  readonly problem: string;
}

/** Types a text of the configuration or the contract; the empty text is no value. */
function typeLiteral(column: ContractColumn, text: string, reading: Reading): Value | LiteralProblem {
  const clean = compileCellCleaner({ nullMarkers: [], values: {}, prefix: '' })(text);
  if (clean === null) return null;
  const value = compileColumnParser(column, reading)(clean);
  return typeof value === 'object' ? { problem: value.detail } : value;
}

function isProblem(value: Value | LiteralProblem): value is LiteralProblem {
  return typeof value === 'object' && value !== null;
}
