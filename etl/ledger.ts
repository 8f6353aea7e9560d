import type { KnownUnit, PlannedUnit } from '../core/ports/source.ts';
import type { Cell, Session, Warehouse } from '../core/ports/warehouse.ts';
import { utcInstant, utcText } from '../core/time.ts';
import { sourceFileTable } from '../dwh/model/ops-tables.ts';

/** Files that complete batches took, in the order they were first taken, by the name of their feed. */
export async function knownUnits(session: Session): Promise<ReadonlyMap<string, readonly KnownUnit[]>> {
  const { rows } = await session.query(
    'SELECT feed, source_id, path, bytes, content_hash, modified_utc FROM ops.source_file ORDER BY source_id',
  );
  const byFeed = Map.groupBy(rows, ([feed]) => String(feed));
  return new Map([...byFeed].map(([feed, files]) => [feed, files.map(unitOf)]));
}

function unitOf([, sourceId, path, bytes, contentHash, modified = null]: readonly Cell[]): KnownUnit {
  return {
    sourceId: Number(sourceId),
    path: String(path),
    bytes: Number(bytes),
    contentHash: String(contentHash),
    modifiedMs: modified === null ? null : utcInstant(String(modified)).getTime(),
  };
}

export async function nextSourceId(session: Session): Promise<number> {
  const result = await session.query('SELECT COALESCE(MAX(source_id), 0) + 1 AS next_id FROM ops.source_file');
  return Number(result.rows[0]?.[0]);
}

/** Enters the units that the ledger does not have, in the transaction that makes their batch complete. */
export async function enterUnits(
  warehouse: Warehouse,
  session: Session,
  entries: readonly { readonly feed: string; readonly unit: PlannedUnit }[],
  batchId: number,
  now: Date,
): Promise<void> {
  await warehouse.insertRows(session, 'ops.source_file', {
    columns: sourceFileTable.columns.map((column) => column.name),
    rows: entries.map(({ feed, unit }) => [
      unit.sourceId,
      feed,
      unit.path,
      unit.bytes,
      unit.contentHash,
      batchId,
      utcText(now),
      unit.layout ?? null,
      unit.modifiedMs === null ? null : utcText(new Date(unit.modifiedMs)),
    ]),
  });
}

/** Known units that were read again as the feed is configured now. */
export async function updateLayouts(session: Session, units: readonly PlannedUnit[]): Promise<void> {
  for (const { sourceId, layout } of units) {
    await session.execute('UPDATE ops.source_file SET layout = @layout WHERE source_id = @source_id', {
      source_id: sourceId,
      layout: layout ?? null,
    });
  }
}
