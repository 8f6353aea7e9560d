import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { isRequiredColumn } from './bind-columns.ts';

/**
 * Whether a row cannot do without the column: it is required or part of the key and has no default, or says which
 * version of a key wins, so that leaving it empty would let every stored row win.
 */
export function isVitalColumn(contract: EntityContract, column: ContractColumn): boolean {
  return (isRequiredColumn(contract, column) && column.default === undefined) || contract.changedAt === column.name;
}

/**
 * Whether a value that cannot be typed may be left empty. Not where an empty field has a default: it says what no value
 * means, and would make something up for a broken one.
 */
export function canBeLeftEmpty(contract: EntityContract, column: ContractColumn): boolean {
  return column.default === undefined && !isVitalColumn(contract, column);
}
