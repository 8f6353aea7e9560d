import type { ContractColumn } from '../../core/contract.ts';

export const id = (name: string, description: string): ContractColumn => ({
  name,
  type: 'text',
  maxLength: 64,
  description,
});
export const label = (name: string, description: string, maxLength = 100): ContractColumn => ({
  name,
  type: 'text',
  maxLength,
  description,
});
export const money = (name: string, description: string): ContractColumn => ({
  name,
  type: 'decimal',
  precision: 19,
  scale: 4,
  description,
});
export const measure = (name: string, description: string): ContractColumn => ({
  name,
  type: 'decimal',
  precision: 9,
  scale: 2,
  min: '0',
  description,
});
/** Of what keeps no history. */
export const changedAt: ContractColumn = {
  name: 'changed_at_utc',
  type: 'datetime',
  description: 'When the source last changed the row. The latest change of a key wins.',
};
/** Of a member with history. */
export const stateSince: ContractColumn = {
  ...changedAt,
  description: 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.',
};
