import type { RowIdentity, Value } from '../../core/chunk.ts';
import type { EntityContract } from '../../core/contract.ts';
import { keyText } from '../../core/key-text.ts';
import type { RowProblems } from './column-typer.ts';

/** Says of a row of typed columns, in contract order, which row of the entity it is; undefined where that is not known. */
export type RowIdentifier = (
  columns: readonly (readonly Value[])[],
  row: number,
  problems: RowProblems,
) => RowIdentity | undefined;

export function compileRowIdentifier(contract: EntityContract): RowIdentifier {
  const positions = contract.key.map((name) => contract.columns.findIndex((column) => column.name === name));
  const key = positions.map((position) => ({ position, type: contract.columns[position]?.type ?? 'text' }));
  const changedAt = contract.columns.findIndex(({ name }) => name === contract.changedAt);
  return (columns, row, problems) => {
    const values = key.map(({ position, type }) => ({ value: columns[position]?.[row] ?? null, type }));
    const naturalKey = keyText(values);
    if (naturalKey === null || values.length === 0) return undefined;
    // An empty time says that there is none; one that could not be typed is another.
    const isUntyped = problems.byRow.get(row)?.some(({ column }) => column !== null && column === contract.changedAt);
    if (isUntyped === true) return undefined;
    const changed = columns[changedAt]?.[row] ?? null;
    return { naturalKey, changedAt: typeof changed === 'number' ? changed : null };
  };
}
