import type { Session } from '../../core/ports/warehouse.ts';
import { contractOf, dimensionOf, loadTargets } from '../model/model.ts';
import { FIRST_INSTANT } from './instants.ts';
import { isVersioned, type VersionedDimension } from './versions.ts';

const LOADED = 'is_inferred = CAST(0 AS bit)';

/** When the state began that a row of the dimension shows. */
function sinceOf({ entity }: VersionedDimension): string {
  const { changedAt } = contractOf(entity ?? '');
  return changedAt === undefined ? FIRST_INSTANT : `COALESCE(${changedAt}, ${FIRST_INSTANT})`;
}

function adoptStatements(dimension: VersionedDimension): readonly string[] {
  const { name, entity, naturalKey, columns } = dimension;
  const [table, since] = [`dim.${name}`, sinceOf(dimension)];
  const copied = [...naturalKey, ...columns.map(({ column }) => column)].join(', ');
  return [
    `UPDATE ${table}
SET since_utc = CASE WHEN ${LOADED} AND ${name}_key > 0 THEN ${since} END, is_deleted = CAST(0 AS bit)
WHERE is_deleted IS NULL`,
    `INSERT INTO hist.${entity} (${copied}, since_utc, is_deleted, batch_id, run_id)
SELECT ${copied}, since_utc, CAST(0 AS bit), 0, run_id
FROM ${table}
WHERE ${name}_key > 0 AND ${LOADED}`,
  ];
}

/** A further entity of a dimension, which has told nothing yet. */
function isPart({ name, entity }: VersionedDimension): boolean {
  return dimensionOf(name).entity !== entity;
}

/**
 * A warehouse that was built before history was kept gets one of the states it shows, so that what comes next is a
 * change of them. Does nothing where there is a history already.
 */
export async function adoptHistory(session: Session): Promise<void> {
  for (const target of loadTargets()) {
    if (target.kind !== 'dimension' || !isVersioned(target) || isPart(target)) continue;
    const sql = `SELECT CASE WHEN EXISTS (SELECT 1 FROM hist.${target.entity}) THEN 1 ELSE 0 END AS is_kept`;
    const { rows } = await session.query(sql);
    if (Number(rows[0]?.[0]) === 1) continue;
    for (const statement of adoptStatements(target)) await session.execute(statement);
  }
}
