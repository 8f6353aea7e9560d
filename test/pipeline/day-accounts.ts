import type { Session } from '../../core/ports/warehouse.ts';
import { ROW_CLASSES } from '../../dwh/model/ops-tables.ts';
import type { RowCounts } from './row-accounts.ts';

interface Batch {
  readonly entity: string;
  readonly counts: RowCounts;
}

export type Batches = ReadonlyMap<number, Batch>;

const COUNTS = ['read', ...ROW_CLASSES] as const;

/** Class counts of every batch so far. */
export async function batchCounts(session: Session): Promise<Batches> {
  const columns = COUNTS.map((name) => `b.${name}_rows`).join(', ');
  const { rows } = await session.query(`SELECT b.batch_id, b.entity, ${columns} FROM ops.batch AS b`);
  return new Map(
    rows.map(([batch, entity, ...values]) => [
      Number(batch),
      {
        entity: String(entity),
        counts: Object.fromEntries(COUNTS.map((name, index) => [name, Number(values[index])])),
      },
    ]),
  );
}

/** What one load did: the counts of its own batches, and by class the rows of earlier ones that ceased to wait. */
export function accountOfLoad(before: Batches, after: Batches) {
  const entities: Record<string, RowCounts> = {};
  const released: Record<string, Record<string, number>> = {};
  for (const [id, { entity, counts }] of after) {
    const earlier = before.get(id);
    if (earlier === undefined) entities[entity] = counts;
    else addReleased(released, entity, earlier.counts, counts);
  }
  return { entities, released };
}

function addReleased(
  released: Record<string, Record<string, number>>,
  entity: string,
  before: RowCounts,
  after: RowCounts,
): void {
  for (const name of ROW_CLASSES) {
    const more = (after[name] ?? 0) - (before[name] ?? 0);
    if (name === 'waiting' || more === 0) continue;
    released[entity] = { ...released[entity], [name]: (released[entity]?.[name] ?? 0) + more };
  }
}
