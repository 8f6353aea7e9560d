import type { Warehouse } from '../core/ports/warehouse.ts';
import { TABLE_LOCK } from '../dwh/load/sql-text.ts';
import { entityContracts } from '../dwh/model/contracts.ts';

/**
 * Removes what runs left behind that were stopped before their batch was complete. Only the one writer calls it,
 * so no batch that is being loaded can be meant.
 */
export async function sweepStaging(warehouse: Warehouse): Promise<void> {
  await warehouse.transaction(async (session) => {
    for (const { entity } of entityContracts) {
      const staged = `stg.${entity}_row`;
      await session.execute(
        `DELETE FROM ${staged}${TABLE_LOCK}
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = ${staged}.batch_id AND b.status IN ('staged', 'published')
)`,
      );
    }
    await session.execute(`DELETE FROM stg.rejected_row${TABLE_LOCK}`);
    // The number stays taken: rows of a process that does not know yet that it lost its batch must not fall into another.
    await session.execute("UPDATE ops.batch SET status = 'abandoned' WHERE status = 'loading'");
  });
}
