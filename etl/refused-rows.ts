import type { Parameters, Session } from '../core/ports/warehouse.ts';
import { RAW_FORMS, type RawForm } from '../dwh/model/ops-tables.ts';

export const REFUSED_STATUSES = ['open', 'replayed', 'read_again', 'replaced'] as const;

export type RefusedStatus = (typeof REFUSED_STATUSES)[number];

/** Which refused rows are meant; what is left out does not matter. */
export interface RefusedFilter {
  /** The run that staged their batch. */
  readonly runId?: number;
  readonly entity?: string;
  readonly reason?: string;
  readonly status?: RefusedStatus;
}

/** Conditions over `ops.quarantine AS q` and `ops.batch AS b`, with their parameters. */
export function refusedConditions(filter: RefusedFilter): { readonly sql: string; readonly parameters: Parameters } {
  const { runId, entity, reason, status } = filter;
  const conditions = ['q.batch_id = b.batch_id'];
  if (runId !== undefined) conditions.push('b.run_id = @run_id');
  if (entity !== undefined) conditions.push('q.entity = @entity');
  if (reason !== undefined) conditions.push('q.reason_code = @reason');
  if (status !== undefined) conditions.push('q.status = @status');
  const given = { run_id: runId, entity, reason, status };
  const parameters: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined) parameters[name] = value;
  return { sql: conditions.join(' AND '), parameters };
}

export async function countRefused(session: Session, filter: RefusedFilter): Promise<number> {
  const { sql, parameters } = refusedConditions(filter);
  const { rows } = await session.query(
    `SELECT COUNT(q.quarantine_id) AS rows_refused FROM ops.quarantine AS q INNER JOIN ops.batch AS b ON ${sql}`,
    parameters,
  );
  return Number(rows[0]?.[0]);
}

/** A refused row as the quarantine has it. */
export interface KeptRow {
  readonly quarantineId: number;
  readonly sourceId: number;
  readonly sourceRow: number;
  readonly reason: string;
  readonly rawText: string;
  /** Null for rows that an earlier version refused. */
  readonly form: RawForm | null;
  /** Of its file, as the ledger has it. */
  readonly feed: string | null;
  readonly layout: string | null;
}

/** A page is as many rows as have this many characters together, one row at least: a row can have megabytes. */
const PAGE_CHARACTERS = 8_000_000;
const PAGE_ROWS = 10_000;

/** Open refused rows that the filter means, in pages, by their numbers in quarantine. */
export async function* readRefused(session: Session, filter: RefusedFilter): AsyncGenerator<readonly KeptRow[]> {
  let after = 0;
  for (;;) {
    const last = await endOfPage(session, filter, after);
    if (last === null) return;
    yield await readPage(session, filter, after, last);
    after = last;
  }
}

async function endOfPage(session: Session, filter: RefusedFilter, after: number): Promise<number | null> {
  const { sql, parameters } = refusedConditions({ ...filter, status: 'open' });
  const { rows } = await session.query(
    `SELECT q.quarantine_id, LEN(RTRIM(q.raw_text)) AS characters
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${sql}
WHERE q.quarantine_id > @after
ORDER BY q.quarantine_id OFFSET 0 ROWS FETCH NEXT @page_rows ROWS ONLY`,
    { ...parameters, after, page_rows: PAGE_ROWS },
  );
  let last: number | null = null;
  let total = 0;
  for (const [id, characters] of rows) {
    total += Number(characters);
    if (last !== null && total > PAGE_CHARACTERS) return last;
    last = Number(id);
  }
  return last;
}

async function readPage(
  session: Session,
  filter: RefusedFilter,
  after: number,
  last: number,
): Promise<readonly KeptRow[]> {
  const { sql, parameters } = refusedConditions({ ...filter, status: 'open' });
  const { rows } = await session.query(
    `SELECT q.quarantine_id, q.source_id, q.source_row, q.reason_code, q.raw_text, q.raw_form, f.feed, f.layout
FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON ${sql}
LEFT JOIN ops.source_file AS f ON f.source_id = q.source_id
WHERE q.quarantine_id > @after AND q.quarantine_id <= @last
ORDER BY q.source_id, q.source_row`,
    { ...parameters, after, last },
  );
  return rows.map(([id, sourceId, sourceRow, reason, rawText, form, feed, layout]) => ({
    quarantineId: Number(id),
    sourceId: Number(sourceId),
    sourceRow: Number(sourceRow),
    reason: String(reason),
    rawText: String(rawText),
    form: formOf(String(form), String(reason)),
    feed: feed === null || feed === undefined ? null : String(feed),
    layout: layout === null || layout === undefined ? null : String(layout),
  }));
}

/** Before forms were kept, only rows without a parent were stored as what had been typed. */
function formOf(form: string, reason: string): RawForm | null {
  const known = RAW_FORMS.find((candidate) => candidate === form);
  return known ?? (reason === 'parent_missing' ? 'typed' : null);
}
