import type { Warehouse } from '../core/ports/warehouse.ts';
import { entitiesInStaging } from '../dwh/load/staged-entities.ts';
import { dropRejectedRows, dropStrayRows } from '../dwh/load/stray-rows.ts';
import { entityContracts } from '../dwh/model/contracts.ts';

/**
 * Removes what runs left behind that were stopped before their batch was complete. Only the one writer calls it,
 * so no batch that is being loaded can be meant.
 */
export async function sweepStaging(warehouse: Warehouse): Promise<void> {
  const entities = entityContracts.map(({ entity }) => entity);
  await warehouse.transaction(async (session) => {
    for (const entity of await entitiesInStaging(session, entities)) {
      await session.execute(dropStrayRows(entity).sql);
    }
    await session.execute(dropRejectedRows.sql);
    // The number stays taken: rows of a process that does not know yet that it lost its batch must not fall into another.
    await session.execute("UPDATE ops.batch SET status = 'abandoned' WHERE status = 'loading'");
  });
}
