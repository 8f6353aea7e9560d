import type { ChunkColumn, Value } from '../../core/chunk.ts';
import { type ContractColumn, stagedColumnNames } from '../../core/contract.ts';
import { localMoments } from './time-zone.ts';

/** Expands typed values into the staged columns of a contract column: itself, its local date, its local hour. */
export type ColumnExpander = (values: readonly Value[]) => readonly ChunkColumn[];

export function compileColumnExpander(column: ContractColumn, reportingTimeZone: string): ColumnExpander {
  const [name, dateName, hourName] = stagedColumnNames(column);
  if (name === undefined || dateName === undefined) {
    return (values) => [{ name: column.name, type: column.type, values }];
  }
  const moments = localMoments(reportingTimeZone);
  return (values) => {
    const columns: ChunkColumn[] = [
      { name, type: column.type, values },
      { name: dateName, type: 'date', values: values.map((value) => ofInstant(value, moments.dateOf)) },
    ];
    if (hourName !== undefined) {
      columns.push({ name: hourName, type: 'int', values: values.map((value) => ofInstant(value, moments.hourOf)) });
    }
    return columns;
  };
}

function ofInstant(value: Value, convert: (utcMs: number) => number): Value {
  return typeof value === 'number' ? convert(value) : null;
}
