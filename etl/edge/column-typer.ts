import type { Problem, Value } from '../../core/chunk.ts';
import type { ContractColumn } from '../../core/contract.ts';
import type { CellCleaner } from './cell-cleaner.ts';
import type { ColumnParser } from './column-parser.ts';

/** Problems of a chunk by row index. */
export class RowProblems {
  readonly byRow = new Map<number, Problem[]>();

  /** `found`: what is known of the rows before they are typed. */
  constructor(found: ReadonlyMap<number, readonly Problem[]>) {
    for (const [row, problems] of found) this.byRow.set(row, [...problems]);
  }

  add(row: number, problem: Problem): void {
    const problems = this.byRow.get(row);
    if (problems === undefined) this.byRow.set(row, [problem]);
    else if (!problems.some((other) => other.code === 'column_missing' && other.column === problem.column)) {
      problems.push(problem);
    }
  }
}

/** Types one contract column of a chunk; rows with a problem get null and are noted in `problems`. */
export type ColumnTyper = (
  columns: readonly (readonly (string | null)[])[],
  rowCount: number,
  problems: RowProblems,
) => readonly Value[];

export interface MappedColumn {
  readonly column: ContractColumn;
  readonly isRequired: boolean;
  /** Position among the raw columns. */
  readonly rawIndex: number;
  readonly clean: CellCleaner;
  readonly parse: ColumnParser;
  /** The typed default, or null. */
  readonly fallback: Value;
}

export function mappedColumnTyper(mapped: MappedColumn): ColumnTyper {
  const { clean, parse, fallback } = mapped;
  const name = mapped.column.name;
  const isEmptyRefused = mapped.isRequired && fallback === null;
  return (columns, rowCount, problems) => {
    const cells = columns[mapped.rawIndex] ?? [];
    const values: Value[] = [];
    for (let row = 0; row < rowCount; row++) {
      const text = clean(cells[row]);
      const value = text === null ? fallback : parse(text);
      if (text === null && isEmptyRefused) problems.add(row, requiredProblem(name));
      if (typeof value === 'object' && value !== null) {
        problems.add(row, { column: name, code: value.code, detail: value.detail });
        values.push(null);
      } else {
        values.push(value);
      }
    }
    return values;
  };
}

/** Unmapped and constant columns: the same value in every row. */
export function constantColumnTyper(column: ContractColumn, isRequired: boolean, value: Value): ColumnTyper {
  return (_columns, rowCount, problems) => {
    if (isRequired && value === null) {
      for (let row = 0; row < rowCount; row++) problems.add(row, requiredProblem(column.name));
    }
    return new Array<Value>(rowCount).fill(value);
  };
}

function requiredProblem(column: string): Problem {
  return { column, code: 'required', detail: 'is required but empty' };
}
