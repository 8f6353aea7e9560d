import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { KEY_ESCAPES, KEY_SEPARATOR, KEY_TEXT_LENGTH } from '../../core/key-text.ts';
import { contractColumn } from '../model/model.ts';

/** Digits and sign of the largest int. */
const INT_LENGTH = 11;

function partOf({ name, type }: ContractColumn, alias: string): string {
  const column = `${alias}.${name}`;
  switch (type) {
    case 'text':
    case 'decimal':
      return KEY_ESCAPES.reduce((text, [from, to]) => `REPLACE(${text}, '${from}', '${to}')`, column);
    case 'int':
      return `CAST(${column} AS nvarchar(${INT_LENGTH}))`;
    case 'date':
      return `CAST(YEAR(${column}) * 10000 + MONTH(${column}) * 100 + DAY(${column}) AS nvarchar(${INT_LENGTH}))`;
    case 'datetime':
      throw new Error(`The key column "${name}" is an instant, which has no text that is the same on all engines.`);
  }
}

/** SQL of what `keyText` makes of the staged row with this alias, however long. */
export function keyTextOf(contract: EntityContract, alias: string): string {
  const parts = contract.key.map((name) => partOf(contractColumn(contract, name), alias));
  const [only = ''] = parts;
  return parts.length === 1 ? only : `CONCAT(${parts.join(`, '${KEY_SEPARATOR}', `)})`;
}

/** SQL of the time of change of the row with this alias. */
export function changedAtOf({ changedAt }: EntityContract, alias: string): string {
  return changedAt === undefined ? 'CAST(NULL AS datetime2(3))' : `${alias}.${changedAt}`;
}

/** SQL that is true where a refused row `q` that kept its key has the same, and the same time of change, as the other. */
export function isSameRow(contract: EntityContract, refused: string, naturalKey: string, other: string): string {
  const sameKey = `${refused}.natural_key = ${naturalKey}`;
  const { changedAt } = contract;
  if (changedAt === undefined) return sameKey;
  const [left, right] = [`${refused}.changed_at_utc`, `${other}.${changedAt}`];
  return `${sameKey} AND (${left} = ${right} OR (${left} IS NULL AND ${right} IS NULL))`;
}

/** What `keyText` keeps of a key's text. */
export function keptKey(text: string): string | null {
  return text.length > KEY_TEXT_LENGTH ? null : text;
}
