import type { FeedConfig } from '../../core/config/schema.ts';
import type { EntityContract } from '../../core/contract.ts';
import { ConfigurationError, InvariantError } from '../../core/errors.ts';
import type { ExtractedChunk } from '../../core/ports/source.ts';
import { bindColumns, type ColumnProblem } from './bind-columns.ts';
import type { ColumnTyper } from './column-typer.ts';
import { RowProblems } from './column-typer.ts';
import { compileRowIdentifier } from './identify-rows.ts';
import { compileColumnExpander } from './local-columns.ts';
import type { RawChunk } from './raw-chunk.ts';
import type { ReadingOptions } from './reading.ts';
import { keepRows, mergeRejected } from './refuse-rows.ts';

export interface EdgeOptions {
  readonly contract: EntityContract;
  readonly columns: FeedConfig['columns'];
  /** The feed's options, those of its source merged in; a column's own win over them. */
  readonly reading: ReadingOptions;
  /** IANA zone of the local dates and hours that stand beside instants. */
  readonly reportingTimeZone: string;
  /** Decides about a chunk's problems before the rows that have any are refused; without it all are. */
  readonly settle?: SettleProblems;
}

/** May take rows out of `problems`: they are let in, with what could not be typed left empty. */
export type SettleProblems = (raw: RawChunk, problems: RowProblems) => void;

/** Types every value once, where it enters. */
export interface Edge {
  /** The file's columns that are mapped, each once; the order of `RawChunk.columns`. */
  readonly rawColumns: readonly string[];
  /** Columns come out in contract order, each followed by its local date and hour. */
  type(raw: RawChunk): ExtractedChunk;
}

/**
 * Compiles the contract and the mapping into one closure a column, so that no option is looked at per row.
 *
 * @throws {ConfigurationError} listing every column that cannot be compiled.
 */
export function compileEdge(options: EdgeOptions): Edge {
  const bound = bindColumns(options);
  if (bound.problems.length > 0) throw edgeError(options.contract, bound.problems);
  const columns = options.contract.columns.map((column) => ({
    type: typerOf(bound.typers, column.name),
    expand: compileColumnExpander(column, options.reportingTimeZone),
  }));

  const identify = compileRowIdentifier(options.contract);

  return {
    rawColumns: bound.rawColumns,
    type(raw) {
      const problems = new RowProblems(raw.problems);
      const rowCount = raw.rowNumbers.length;
      const typed = columns.map(({ type }) => type(raw.columns, rowCount, problems));
      if (problems.byRow.size > 0) options.settle?.(raw, problems);
      const kept = keepRows(raw.rowNumbers, typed, problems);
      return {
        chunk: {
          rowCount: kept.rowNumbers.length,
          columns: columns.flatMap(({ expand }, index) => expand(kept.columns[index] ?? [])),
          sourceId: raw.sourceId,
          rowNumbers: kept.rowNumbers,
        },
        rejected: mergeRejected(raw, problems, (row) => identify(typed, row, problems)),
        blankRows: raw.blankRows,
      };
    },
  };
}

/** What `compileEdge` would refuse, without compiling: for reporting all feeds' problems together. */
export function findEdgeProblems(options: EdgeOptions): readonly ColumnProblem[] {
  return bindColumns(options).problems;
}

function typerOf(typers: ReadonlyMap<string, ColumnTyper>, column: string): ColumnTyper {
  const typer = typers.get(column);
  if (typer === undefined) throw new InvariantError(`Column "${column}" was not bound.`);
  return typer;
}

function edgeError(contract: EntityContract, problems: readonly ColumnProblem[]): ConfigurationError {
  const lines = problems.map(({ column, problem }) => `- ${column}: ${problem}`);
  return new ConfigurationError(`The mapping of "${contract.entity}" cannot be used:\n${lines.join('\n')}`, {
    context: { entity: contract.entity, problems: problems.length },
  });
}
