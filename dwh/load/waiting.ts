import type { Cell, RowSet, Session, Warehouse } from '../../core/ports/warehouse.ts';
import { utcText } from '../../core/time.ts';
import { contractOf, targetOf } from '../model/model.ts';
import type { RawForm } from '../model/ops-tables.ts';
import { changedAtOf, keptKey, keyTextOf } from './key-text.ts';
import { keepEarlierProblems, untilRun } from './refused-again.ts';

export interface ExpiryRequest {
  readonly entity: string;
  readonly runId: number;
  readonly now: Date;
}

/** Of the staged rows as `row`: this publication gives them up, because their parent has not come in time. */
function isExpired(row: string): string {
  return `EXISTS (
    SELECT 1 FROM stg.row_class AS c
    WHERE c.batch_id = ${row}.batch_id AND c.row_id = ${row}.row_id AND c.row_class = 'quarantined'
  )`;
}

interface ExpiredRow {
  readonly batchId: number;
  readonly rowId: number;
  readonly sourceId: number;
  readonly sourceRow: number;
  readonly wasReplayed: boolean;
  readonly rawText: string;
  readonly naturalKey: string | null;
  readonly changedAt: Cell;
}

const QUARANTINE_COLUMNS = [
  'quarantine_id',
  'batch_id',
  'entity',
  'source_id',
  'source_row',
  'reason_code',
  'column_name',
  'problems',
  'raw_text',
  'quarantined_utc',
  'raw_form',
  'natural_key',
  'changed_at_utc',
  'status',
];

/** Of the staged rows as `row`: the quarantine has it already, because a replay let it in and it has waited since. */
function wasReplayed(row: string): string {
  return `EXISTS (
    SELECT 1 FROM ops.quarantine AS r
    WHERE r.status = 'replayed' AND r.batch_id = ${row}.batch_id AND r.source_id = ${row}.source_id AND r.source_row = ${row}.source_row
  )`;
}

/** The key that the next refused row gets. One writer, so nobody takes it in between. */
export async function nextQuarantineId(session: Session): Promise<number> {
  const result = await session.query('SELECT COALESCE(MAX(quarantine_id), 0) + 1 AS next_id FROM ops.quarantine');
  return Number(result.rows[0]?.[0]);
}

async function expiredRows(session: Session, entity: string): Promise<readonly ExpiredRow[]> {
  const contract = contractOf(entity);
  const names = contract.columns.map((column) => column.name);
  const result = await session.query(
    `SELECT s.batch_id, s.row_id, s.source_id, s.source_row,
  CASE WHEN ${wasReplayed('s')} THEN 1 ELSE 0 END AS was_replayed,
  ${keyTextOf(contract, 's')} AS natural_key, ${changedAtOf(contract, 's')} AS key_changed_utc,
  ${names.map((name) => `s.${name}`).join(', ')}
FROM stg.${entity}_row AS s
WHERE ${isExpired('s')}
ORDER BY s.batch_id, s.row_id`,
  );
  return result.rows.map(([batchId, rowId, sourceId, sourceRow, replayed, key, changedAt = null, ...values]) => ({
    batchId: Number(batchId),
    rowId: Number(rowId),
    sourceId: Number(sourceId),
    sourceRow: Number(sourceRow),
    wasReplayed: Number(replayed) === 1,
    rawText: rawText(names, values),
    naturalKey: keptKey(String(key)),
    changedAt,
  }));
}

/** The row's own text is gone after the edge; what was typed of it is kept as JSON. */
function rawText(names: readonly string[], values: readonly Cell[]): string {
  const pairs = names.map((name, index) => [name, values[index] ?? null] as const);
  return JSON.stringify(Object.fromEntries(pairs.filter(([, value]) => value !== null)));
}

/** What is said of a row that has no parent. */
export function missingParent(entity: string): { readonly column: string | null; readonly problem: string } {
  const { parent } = contractOf(entity);
  const column = parent?.columns[0] ?? null;
  return {
    column,
    problem: `${column ?? 'row'}: parent_missing (no ${parent?.entity ?? 'parent'} with this key came in time)`,
  };
}

function quarantineRows(rows: readonly ExpiredRow[], request: ExpiryRequest, firstId: number): RowSet {
  const { column, problem } = missingParent(request.entity);
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
      'typed' satisfies RawForm,
      row.naturalKey,
      row.changedAt,
      'open',
    ]),
  };
}

/** Rows that a replay let in and that waited in vain after it are refused where they were before, with their text. */
async function reopenReplayed(session: Session, request: ExpiryRequest): Promise<void> {
  const { column, problem } = missingParent(request.entity);
  await session.execute(
    `UPDATE ops.quarantine
SET ${keepEarlierProblems('@problem')},
  problems = @problem, reason_code = 'parent_missing', column_name = @column, status = 'open',
  tried_utc = CAST(@now AS datetime2(3)), outcome = NULL
WHERE status = 'replayed' AND EXISTS (
    SELECT 1 FROM stg.${request.entity}_row AS s
    WHERE s.batch_id = ops.quarantine.batch_id AND s.source_id = ops.quarantine.source_id
      AND s.source_row = ops.quarantine.source_row AND ${isExpired('s')}
  )`,
    { ...untilRun(request.runId), column, problem, now: utcText(request.now) },
  );
}

/** Puts the rows into quarantine whose wait this publication has found to be over. Their class is counted with the others. */
export async function refuseExpired(warehouse: Warehouse, session: Session, request: ExpiryRequest): Promise<number> {
  const target = targetOf(request.entity);
  if (target.kind !== 'fact' || target.parent === null) return 0;
  const rows = await expiredRows(session, request.entity);
  if (rows.length === 0) return 0;
  const unknown = rows.filter((row) => !row.wasReplayed);
  const firstId = await nextQuarantineId(session);
  await warehouse.insertRows(session, 'ops.quarantine', quarantineRows(unknown, request, firstId));
  if (unknown.length < rows.length) await reopenReplayed(session, request);
  return rows.length;
}
