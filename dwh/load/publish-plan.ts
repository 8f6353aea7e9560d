import { contractOf, targetOf } from '../model/model.ts';
import type { Dimension, Fact } from '../model/star.ts';
import { TABLE_LOCK } from '../tsql/table-lock.ts';
import { afterAliasedLoad, beforeAliasedLoad } from './alias.ts';
import { insertTarget, keepChildrenInStep, updateTarget } from './apply.ts';
import { inferAliases, inferMembers } from './infer.ts';
import { makeReady } from './ready.ts';
import { settleRepeatedKeys, settleWaiting } from './settle.ts';
import type { Statement } from './sql-text.ts';

function inferences(target: Dimension | Fact, entity: string): readonly Statement[] {
  return target.columns.flatMap((column) => {
    if (column.kind !== 'dimension') return [];
    const members = inferMembers(entity, column);
    return column.alias === undefined ? [members] : [inferAliases(entity, column), members];
  });
}

/**
 * Everything that moves the staged rows of one entity into the star, in order, for one transaction.
 * The only parameter is `@run_id`. Running it again over the same staged rows changes nothing.
 */
export function publishStatements(entity: string): readonly Statement[] {
  const contract = contractOf(entity);
  const target = targetOf(entity);
  const aliased = target.kind === 'dimension' && target.alias !== null ? target : null;
  return [
    settleRepeatedKeys(contract),
    ...(target.kind === 'fact' && target.parent !== null ? [settleWaiting(contract, `fact.${target.parent}`)] : []),
    ...(aliased === null ? [] : beforeAliasedLoad(aliased, contract)),
    ...inferences(target, entity),
    makeReady(target),
    updateTarget(target),
    insertTarget(target),
    ...(aliased === null ? [] : afterAliasedLoad(aliased, contract)),
    ...(target.kind === 'fact' ? keepChildrenInStep(target) : []),
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
  ];
}
