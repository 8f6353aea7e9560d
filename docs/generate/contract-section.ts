import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { keepsHistory, sqlTypeOf, targetOf } from '../../dwh/model/model.ts';
import { blocks, code, codes, table } from './markdown.ts';

function range({ min, max }: ContractColumn): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? '' : `at most ${max}`;
}

function rules(contract: EntityContract, column: ContractColumn): string {
  const isKey = contract.key.includes(column.name);
  return [
    isKey ? 'key' : '',
    column.required === true && !isKey ? 'required' : '',
    column.maxLength === undefined ? '' : `up to ${column.maxLength} characters`,
    column.type === 'decimal' ? `up to ${column.scale ?? 4} digits after the point` : '',
    range(column),
    column.default === undefined ? '' : `empty means ${code(column.default)}`,
  ]
    .filter((rule) => rule !== '')
    .join(', ');
}

function targetName(contract: EntityContract): string {
  const target = targetOf(contract.entity);
  return target.kind === 'dimension' ? `dim.${target.name}` : `fact.${target.name}`;
}

/** What becomes of several rows with one key. */
function repeatedKeys({ entity, changedAt }: EntityContract): string {
  if (changedAt === undefined) return '- Of several rows with one key the last by file and row wins.';
  const column = code(changedAt);
  if (!keepsHistory(entity)) {
    return `- Of several rows with one key the latest by ${column} wins, else the last by file and row.`;
  }
  return `- Keeps [history](architecture.md#history): each row is a state of its key, from ${column} on; of several with one time the last by file and row wins. A row without a time stands for the earliest state, from 1900-01-01. A feed that does not map ${column} keeps one state of each key, which the next row overwrites.`;
}

/** What a feed of the entity gives, and what is asked of it. */
export function contractSection(contract: EntityContract): string {
  const { alias, parent } = contract;
  const facts = [
    `- Loaded into ${code(targetName(contract))}.`,
    `- Key: ${codes(contract.key)}.`,
    alias === undefined ? '' : `- Alias: ${code(alias)}, another key of the same thing.`,
    repeatedKeys(contract),
    parent === undefined ? '' : `- Parent: ${parent.entity}, by ${codes(parent.columns)}. Without it the row waits.`,
  ];
  const rows = contract.columns.map((column) => [
    code(column.name),
    code(sqlTypeOf(column)),
    rules(contract, column),
    column.description,
  ]);
  return blocks(
    `### ${contract.entity}`,
    contract.description,
    facts.filter((fact) => fact !== '').join('\n'),
    table(['column', 'type', 'rules', 'meaning'], rows),
  );
}
