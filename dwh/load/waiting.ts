import type { Cell, RowSet, Session, Warehouse } from '../../core/ports/warehouse.ts';
import { utcText } from '../../core/time.ts';
import { contractOf, targetOf } from '../model/model.ts';
import { quarantineTable } from '../model/ops-tables.ts';
import { joinOn } from './sql-text.ts';

export interface ExpiryRequest {
  readonly entity: string;
  readonly now: Date;
  readonly waitingSince: Date;
}

/** A row whose file has been read again since is a copy now; the new one waits anew. */
function wasNotReadAgain(entity: string, row: string): string {
  return `NOT EXISTS (
    SELECT 1 FROM stg.${entity}_row AS n
    WHERE n.source_id = ${row}.source_id AND n.source_row = ${row}.source_row AND n.batch_id > ${row}.batch_id
  )`;
}

interface ExpiredRow {
  readonly batchId: number;
  readonly rowId: number;
  readonly sourceId: number;
  readonly sourceRow: number;
  readonly rawText: string;
}

/** The quarantine rows' columns, in table order. */
export const QUARANTINE_COLUMNS = quarantineTable.columns.map((column) => column.name);

/** The key that the next refused row gets. One writer, so nobody takes it in between. */
export async function nextQuarantineId(session: Session): Promise<number> {
  const result = await session.query('SELECT COALESCE(MAX(quarantine_id), 0) + 1 AS next_id FROM ops.quarantine');
  return Number(result.rows[0]?.[0]);
}

async function expiredRows(session: Session, request: ExpiryRequest, parent: string): Promise<readonly ExpiredRow[]> {
  const contract = contractOf(request.entity);
  const names = contract.columns.map((column) => column.name);
  const result = await session.query(
    `SELECT s.batch_id, s.row_id, s.source_id, s.source_row, ${names.map((name) => `s.${name}`).join(', ')}
FROM stg.${request.entity}_row AS s
INNER JOIN ops.batch AS b ON b.batch_id = s.batch_id
LEFT JOIN fact.${parent} AS p ON ${joinOn('p', 's', contract.parent?.columns ?? [])}
WHERE b.status = 'published' AND b.staged_utc < CAST(@since AS datetime2(3)) AND p.run_id IS NULL
  AND ${wasNotReadAgain(request.entity, 's')}
ORDER BY s.batch_id, s.row_id`,
    { since: utcText(request.waitingSince) },
  );
  return result.rows.map(([batchId, rowId, sourceId, sourceRow, ...values]) => ({
    batchId: Number(batchId),
    rowId: Number(rowId),
    sourceId: Number(sourceId),
    sourceRow: Number(sourceRow),
    rawText: rawText(names, values),
  }));
}

async function deleteExpired(session: Session, request: ExpiryRequest, parent: string): Promise<void> {
  const staged = `stg.${request.entity}_row`;
  await session.execute(
    `DELETE FROM ${staged}
WHERE EXISTS (
    SELECT 1 FROM ops.batch AS b
    WHERE b.batch_id = ${staged}.batch_id AND b.status = 'published' AND b.staged_utc < CAST(@since AS datetime2(3))
  )
  AND ${wasNotReadAgain(request.entity, staged)}
  AND NOT EXISTS (
    SELECT 1 FROM fact.${parent} AS p WHERE ${joinOn('p', staged, contractOf(request.entity).parent?.columns ?? [])}
  )`,
    { since: utcText(request.waitingSince) },
  );
}

/** The row's own text is gone after the edge; what was typed of it is kept as JSON. */
function rawText(names: readonly string[], values: readonly Cell[]): string {
  const pairs = names.map((name, index) => [name, values[index] ?? null] as const);
  return JSON.stringify(Object.fromEntries(pairs.filter(([, value]) => value !== null)));
}

function quarantineRows(rows: readonly ExpiredRow[], request: ExpiryRequest, firstId: number): RowSet {
  const contract = contractOf(request.entity);
  const column = contract.parent?.columns[0] ?? null;
  const problem = `${column ?? 'row'}: parent_missing (no ${contract.parent?.entity ?? 'parent'} with this key came in time)`;
  return {
    columns: QUARANTINE_COLUMNS,
    rows: rows.map((row, index) => [
      firstId + index,
      row.batchId,
      request.entity,
      row.sourceId,
      row.sourceRow,
      'parent_missing',
      column,
      problem,
      row.rawText,
      utcText(request.now),
      'open',
    ]),
  };
}

/** Rows that have waited too long for their parent go to quarantine, and change class with it. */
export async function expireWaitingRows(
  warehouse: Warehouse,
  session: Session,
  request: ExpiryRequest,
): Promise<number> {
  const target = targetOf(request.entity);
  if (target.kind !== 'fact' || target.parent === null) return 0;
  const rows = await expiredRows(session, request, target.parent);
  if (rows.length === 0) return 0;
  await warehouse.insertRows(session, 'ops.quarantine', quarantineRows(rows, request, await nextQuarantineId(session)));
  const perBatch = new Map<number, number>();
  for (const row of rows) {
    perBatch.set(row.batchId, (perBatch.get(row.batchId) ?? 0) + 1);
  }
  await deleteExpired(session, request, target.parent);
  for (const [batchId, count] of perBatch) {
    await session.execute(
      `UPDATE ops.batch
SET waiting_rows = waiting_rows - @count, quarantined_rows = quarantined_rows + @count
WHERE batch_id = @batch_id`,
      { batch_id: batchId, count },
    );
  }
  return rows.length;
}
