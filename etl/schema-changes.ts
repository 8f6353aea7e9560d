import type { Cell, Session, Warehouse } from '../core/ports/warehouse.ts';
import type { ColumnForm, SchemaChange } from '../core/schema-change.ts';
import { utcText } from '../core/time.ts';
import { schemaChangeTable, sourceColumnTable } from '../dwh/model/ops-tables.ts';

export interface FormsOrigin {
  readonly runId: number;
  readonly batchId: number;
  readonly now: Date;
}

export interface ReadFeed {
  /** Its name. */
  readonly feed: string;
  /** Of all its files that were ever read, those of the batch too. */
  readonly forms: readonly ColumnForm[];
  /** That the files of the batch brought. */
  readonly changes: readonly SchemaChange[];
}

/** Width of the columns that hold texts about a change. */
const DESCRIPTION_LENGTH = 1000;
const SAMPLE_LENGTH = 400;

/** What the files of feeds have looked like, as complete batches saw them, by the name of the feed. */
export async function knownForms(session: Session): Promise<ReadonlyMap<string, readonly ColumnForm[]>> {
  const { rows } = await session.query(
    `SELECT c.feed, c.column_name, c.physical_type, c.is_current, c.first_source_id
FROM ops.source_column AS c
ORDER BY c.first_source_id, c.column_name, c.physical_type`,
  );
  const byFeed = Map.groupBy(rows, ([feed]) => String(feed));
  return new Map([...byFeed].map(([feed, columns]) => [feed, columns.map(formOf)]));
}

function formOf([, column, physicalType, isCurrent, firstSourceId]: readonly Cell[]): ColumnForm {
  return {
    column: String(column),
    physicalType: String(physicalType),
    isCurrent: isCurrent === true,
    firstSourceId: Number(firstSourceId),
  };
}

/**
 * Remembers what the files of a batch look like and how they differ from those before, in the transaction that makes
 * the batch complete: a run that is killed has remembered nothing, and the next one finds the same changes.
 */
export async function enterForms(
  warehouse: Warehouse,
  session: Session,
  feeds: readonly ReadFeed[],
  origin: FormsOrigin,
): Promise<void> {
  const known = await knownForms(session);
  for (const one of feeds) await rememberForms(warehouse, session, one, known.get(one.feed) ?? [], origin);
  await recordChanges(warehouse, session, feeds, origin);
}

async function rememberForms(
  warehouse: Warehouse,
  session: Session,
  { feed, forms }: ReadFeed,
  stored: readonly ColumnForm[],
  { runId, now }: FormsOrigin,
): Promise<void> {
  const find = ({ column, physicalType }: ColumnForm) =>
    stored.find((one) => one.column === column && one.physicalType === physicalType);
  for (const form of forms) {
    const before = find(form);
    if (before === undefined || before.isCurrent === form.isCurrent) continue;
    await session.execute(
      `UPDATE ops.source_column
SET is_current = CAST(@is_current AS bit)
WHERE feed = @feed AND column_name = @column_name AND physical_type = @physical_type`,
      { feed, column_name: form.column, physical_type: form.physicalType, is_current: form.isCurrent ? 1 : 0 },
    );
  }
  await warehouse.insertRows(session, 'ops.source_column', {
    columns: sourceColumnTable.columns.map((column) => column.name),
    rows: forms
      .filter((form) => find(form) === undefined)
      .map((form) => [feed, form.column, form.physicalType, form.isCurrent, form.firstSourceId, runId, utcText(now)]),
  });
}

async function recordChanges(
  warehouse: Warehouse,
  session: Session,
  feeds: readonly ReadFeed[],
  { runId, batchId, now }: FormsOrigin,
): Promise<void> {
  const changes = feeds.flatMap(({ feed, changes: its }) => its.map((change) => ({ feed, change })));
  if (changes.length === 0) return;
  const result = await session.query('SELECT COALESCE(MAX(change_id), 0) AS last_id FROM ops.schema_change');
  const lastId = Number(result.rows[0]?.[0]);
  await warehouse.insertRows(session, 'ops.schema_change', {
    columns: schemaChangeTable.columns.map((column) => column.name),
    rows: changes.map(({ feed, change }, index) => [
      lastId + index + 1,
      runId,
      batchId,
      feed,
      change.sourceId,
      change.path,
      change.column,
      change.kind,
      change.mode,
      change.rows,
      cut(change.description, DESCRIPTION_LENGTH),
      change.sample === null ? null : cut(change.sample, SAMPLE_LENGTH),
      utcText(now),
    ]),
  });
}

/** Half a character at the end is not text, and servers refuse it. */
function cut(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}
