import type { Warehouse } from '../../core/ports/warehouse.ts';

/** Whether the warehouse has the columns of replays: the first run of this version adds them. */
export async function keepsReplays(warehouse: Warehouse): Promise<boolean> {
  const { tables } = await warehouse.inspect();
  const quarantine = tables.find(({ name }) => name === 'ops.quarantine');
  return quarantine?.columns.has('outcome') === true;
}
