import type { Session } from '../../core/ports/warehouse.ts';

function withRows(entities: readonly string[]): string {
  return entities
    .map((entity) => `SELECT '${entity}' AS entity WHERE EXISTS (SELECT 1 FROM stg.${entity}_row)`)
    .join('\nUNION\n');
}

async function namesOf(session: Session, sql: string): Promise<ReadonlySet<string>> {
  const { rows } = await session.query(sql);
  return new Set(rows.map(([entity]) => String(entity)));
}

/** Those of the entities of which rows are in staging, whatever has become of their batches. */
export function entitiesInStaging(session: Session, entities: readonly string[]): Promise<ReadonlySet<string>> {
  return namesOf(session, withRows(entities));
}

/** Those of which there is a new batch, or rows that wait. */
export async function entitiesToPublish(session: Session, entities: readonly string[]): Promise<ReadonlySet<string>> {
  const batches = "SELECT b.entity FROM ops.batch AS b WHERE b.status = 'staged'";
  const found = await namesOf(session, `${withRows(entities)}\nUNION\n${batches}`);
  return new Set(entities.filter((entity) => found.has(entity)));
}
