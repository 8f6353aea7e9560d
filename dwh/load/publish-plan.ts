import type { EntityContract } from '../../core/contract.ts';
import { contractOf, targetOf } from '../model/model.ts';
import type { Dimension, Fact } from '../model/star.ts';
import { TABLE_LOCK } from '../tsql/table-lock.ts';
import { beforeAliasedLoad, dropPlaceholders, repointAliases } from './alias.ts';
import { insertTarget, keepChildrenInStep, updateTarget } from './apply.ts';
import { dropVersions } from './apply-versions.ts';
import { rememberGivenKeys } from './given-keys.ts';
import { versionStatements } from './history.ts';
import { inferAliases, inferMembers } from './infer.ts';
import { lookupsOf } from './lookups.ts';
import { makeReady } from './ready.ts';
import { repointChildren, repointToVersions } from './repoint.ts';
import { settleRepeatedKeys, settleWaiting } from './settle.ts';
import type { Statement } from './sql-text.ts';
import { isVersioned } from './versions.ts';
import { settleWaits } from './waits.ts';

function inferences(target: Dimension | Fact, entity: string): readonly Statement[] {
  return target.columns.flatMap((column) => {
    if (column.kind !== 'dimension') return [];
    const members = inferMembers(entity, column);
    return column.alias === undefined ? [members] : [inferAliases(entity, column), members];
  });
}

/** Facts follow the members of a dimension, and then nothing refers to those that are none any more. */
function followDimension(dimension: Dimension, contract: EntityContract): readonly Statement[] {
  const versioned = isVersioned(dimension) ? dimension : null;
  const facts = new Set(
    lookupsOf(dimension.name).flatMap(({ fact, lookup }) =>
      lookup.alias !== undefined || (versioned !== null && lookup.asOf !== undefined) ? [fact] : [],
    ),
  );
  return [
    ...(versioned === null ? [] : repointToVersions(versioned)),
    ...repointAliases(dimension),
    ...[...facts].flatMap(keepChildrenInStep),
    ...rememberGivenKeys(dimension),
    ...(versioned === null ? [] : [dropVersions(versioned)]),
    ...(dimension.alias === null ? [] : [dropPlaceholders(dimension, contract)]),
  ];
}

/** From ready rows into the target. */
function applyReady(target: Dimension | Fact, hasSeen: boolean): readonly Statement[] {
  if (target.kind === 'dimension' && isVersioned(target)) return versionStatements(target, hasSeen);
  return [updateTarget(target), insertTarget(target)];
}

/**
 * Everything that moves the staged rows of one entity into the star, in order, for one transaction.
 * `hasSeen`: complete files of the dimension's entities say which members are there.
 * Parameters: `@run_id`, and `@since`, the instant before which what waits still has begun to in vain. Those that work in parts have `@first` and `@last` too, and the question for the parts `@part_size`. Running it again over the same staged rows changes nothing.
 */
export function publishStatements(entity: string, hasSeen = false): readonly Statement[] {
  const contract = contractOf(entity);
  const target = targetOf(entity);
  return [
    settleRepeatedKeys(contract, target.kind === 'dimension' && isVersioned(target)),
    ...(target.kind === 'fact' && target.parent !== null ? [settleWaiting(contract, `fact.${target.parent}`)] : []),
    ...(target.kind === 'dimension' && target.alias !== null ? beforeAliasedLoad(target, contract) : []),
    ...inferences(target, entity),
    ...makeReady(target),
    ...applyReady(target, hasSeen),
    ...(target.kind === 'dimension'
      ? followDimension(target, contract)
      : [...keepChildrenInStep(target), ...repointChildren(target)]),
    ...settleWaits(entity),
  ];
}

/** Rows in each class, by batch. */
export function classCountStatement(entity: string): string {
  return `SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.${entity}_ready
) AS v
GROUP BY v.batch_id, v.row_class`;
}

function forgetVersions(entity: string): readonly Statement[] {
  const target = targetOf(entity);
  if (target.kind !== 'dimension' || !isVersioned(target)) return [];
  return ['span', 'version'].map((name) => ({
    name: `forget ${name}s of dim.${target.name}`,
    sql: `DELETE FROM stg.${target.name}_${name}${TABLE_LOCK}`,
    changesStar: false,
  }));
}

/**
 * The end of a publication: only rows that wait stay in staging, and what the publication wrote down for itself goes.
 * Rows that come and go within one transaction are never written to DuckDB's log or file.
 */
export function cleanUpStatements(entity: string): readonly Statement[] {
  const staged = `stg.${entity}_row`;
  const published = `DELETE FROM ${staged}${TABLE_LOCK}
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = ${staged}.batch_id AND c.row_id = ${staged}.row_id AND c.row_class = 'waiting'
)`;
  return [
    { name: `forget published rows of ${entity}`, sql: published, changesStar: false },
    { name: 'forget settled rows', sql: `DELETE FROM stg.row_class${TABLE_LOCK}`, changesStar: false },
    { name: `forget ready rows of ${entity}`, sql: `DELETE FROM stg.${entity}_ready${TABLE_LOCK}`, changesStar: false },
    ...forgetVersions(entity),
  ];
}
