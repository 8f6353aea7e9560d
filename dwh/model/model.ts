import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { entityContracts } from './contracts.ts';
import { collectedDimensions, loadedDimensions } from './dimensions.ts';
import { facts } from './facts.ts';
import type { CollectedDimension, Dimension, Fact } from './star.ts';
import type { SqlType } from './table.ts';

export interface Model {
  /** In load order. */
  readonly contracts: readonly EntityContract[];
  readonly loadedDimensions: readonly Dimension[];
  readonly collectedDimensions: readonly CollectedDimension[];
  readonly facts: readonly Fact[];
}

export const model: Model = { contracts: entityContracts, loadedDimensions, collectedDimensions, facts };

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The model has no ${what}.`);
  return value;
}

/** Whether the model of today has it. */
export function isKnownEntity(entity: string): boolean {
  return model.contracts.some((contract) => contract.entity === entity);
}

export function contractOf(entity: string): EntityContract {
  return found(
    model.contracts.find((contract) => contract.entity === entity),
    `entity "${entity}"`,
  );
}

export function contractColumn(contract: EntityContract, name: string): ContractColumn {
  return found(
    contract.columns.find((column) => column.name === name),
    `column "${name}" in the contract of "${contract.entity}"`,
  );
}

export function dimensionOf(name: string): Dimension | CollectedDimension {
  return found(
    [...model.loadedDimensions, ...model.collectedDimensions].find((dimension) => dimension.name === name),
    `dimension "${name}"`,
  );
}

export function factOf(name: string): Fact {
  return found(
    model.facts.find((fact) => fact.name === name),
    `fact "${name}"`,
  );
}

/** The dimension as one of its entities fills it; for the first of them that is itself, with its parts left out. */
function loadsOf(dimension: Dimension): readonly Dimension[] {
  const own: Dimension = { ...dimension, parts: [] };
  return [own, ...dimension.parts.map((part): Dimension => ({ ...own, ...part, alias: null }))];
}

/** What entities are loaded into, in load order; a dimension with parts is there once for each entity. */
export function loadTargets(): readonly (Dimension | Fact)[] {
  return [...model.loadedDimensions.flatMap(loadsOf), ...model.facts];
}

/** The table an entity is loaded into, with the columns it fills there. */
export function targetOf(entity: string): Dimension | Fact {
  return found(
    loadTargets().find((target) => target.entity === entity),
    `table for the entity "${entity}"`,
  );
}

/** Whether each row of the entity is a state of its member that goes into a history, from its time of change on. */
export function keepsHistory(entity: string): boolean {
  const target = targetOf(entity);
  return target.kind === 'dimension' && target.versions !== null;
}

/** Warehouse type of a contract column. */
export function sqlTypeOf(column: ContractColumn): SqlType {
  switch (column.type) {
    case 'text':
      return `nvarchar(${column.maxLength ?? 400})`;
    case 'int':
      return 'int';
    case 'decimal':
      return `decimal(${column.precision ?? 19}, ${column.scale ?? 4})`;
    case 'date':
      return 'date';
    case 'datetime':
      return 'datetime2(3)';
  }
}
