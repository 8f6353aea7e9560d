import { closestNames } from '../core/closest-names.ts';
import type { Config, ContractConfig, FeedConfig } from '../core/config/schema.ts';
import type { ContractModes } from '../core/schema-change.ts';
import { entityContracts } from '../dwh/model/contracts.ts';

/** The modes of a feed. Lines of JSON lack keys that have no value, so with them a missing one stops nothing unless asked to. */
export function contractModes(setting: ContractConfig | undefined, format: FeedConfig['format']): ContractModes {
  if (typeof setting === 'string') return { newColumns: setting, missingColumns: setting, changedTypes: setting };
  return {
    newColumns: setting?.newColumns ?? 'evolve',
    missingColumns: setting?.missingColumns ?? (format?.type === 'jsonl' ? 'evolve' : 'freeze'),
    changedTypes: setting?.changedTypes ?? 'quarantine',
  };
}

/** Names in `contracts` that are no entities, each with its path. */
export function contractProblems({ contracts }: Config): readonly string[] {
  const known = entityContracts.map(({ entity }) => entity);
  return Object.keys(contracts)
    .filter((entity) => !known.includes(entity))
    .map((entity) => {
      const closest = closestNames(entity, known).map((name) => `"${name}"`);
      const hint = closest.length > 0 ? `did you mean ${closest.join(' or ')}?` : `known are ${known.join(', ')}`;
      return `contracts.${entity}: there is no entity "${entity}"; ${hint}`;
    });
}

/** A column cannot be loaded and left alone. */
export function ignoreProblems(path: string, { columns, ignoreColumns = [] }: FeedConfig): readonly string[] {
  const mapped = Object.values(columns).map((mapping) => {
    if (typeof mapping === 'string') return mapping;
    return 'column' in mapping ? mapping.column : null;
  });
  return ignoreColumns
    .filter((name) => mapped.includes(name))
    .map((name) => `${path}.ignoreColumns: "${name}" is mapped in columns too; take it out of one of the two`);
}
