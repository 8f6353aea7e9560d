import { type ContractColumn, stagedColumnNames, type ValueType } from '../contract.ts';
import type { BronzeColumn } from './manifest.ts';

/** As in the edge: the warehouse's money type. */
const DEFAULT_PRECISION = 19;
const DEFAULT_SCALE = 4;

export interface StagedColumn {
  readonly column: BronzeColumn;
  /** Stands for the column in rows that were staged without it: the contract's default, as canonical text. */
  readonly otherwise: string | null;
}

function typeAt(column: ContractColumn, index: number): ValueType {
  const types: readonly ValueType[] = [column.type, 'date', 'int'];
  return types[index] ?? 'int';
}

/** The columns that a contract gives staged rows, in order, with their types. */
export function stagedColumnsOf(contract: readonly ContractColumn[]): readonly StagedColumn[] {
  return contract.flatMap((column) =>
    stagedColumnNames(column).map((name, index) => {
      const type = typeAt(column, index);
      const digits =
        type === 'decimal'
          ? { precision: column.precision ?? DEFAULT_PRECISION, scale: column.scale ?? DEFAULT_SCALE }
          : {};
      return { column: { name, type, ...digits }, otherwise: index === 0 ? (column.default ?? null) : null };
    }),
  );
}
