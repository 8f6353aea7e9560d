import type { ResultSet, Warehouse } from '../core/ports/warehouse.ts';
import type { CheckResult } from '../dwh/load/run-checks.ts';
import { ROW_CLASSES } from '../dwh/model/ops-tables.ts';
import type { EntityReport, RunReport } from '../orchestration/run-pipeline.ts';
import { count, counted, seconds } from './figures.ts';
import { headlines } from './headlines.ts';
import { printable, renderTable } from './render-table.ts';

export interface SummaryOptions {
  /** Width that tables may take. */
  readonly columns: number;
  readonly waitingDays: number;
}

/** Changes that the summary lists; the table has all. */
const MAX_CHANGES = 20;
const EARLIER = 'read earlier';
const EARLIER_NOTE =
  '(read earlier: rows that an earlier run read and this one settled; they waited, or that run was stopped)';

interface EntityRows {
  readonly entity: string;
  readonly read: number;
  /** Rows that earlier runs had read and that this one settled. */
  readonly earlier: number;
  readonly classes: readonly number[];
}

function rowsOf({ entity, staged, published }: EntityReport): EntityRows {
  const [blank, quarantined] = [staged?.blankRows ?? 0, staged?.quarantinedRows ?? 0];
  const counts = { ...published?.counts, blank, quarantined };
  const classes = ROW_CLASSES.map((name) => counts[name] ?? 0);
  const read = staged?.readRows ?? 0;
  return { entity, read, earlier: classes.reduce((total, rows) => total + rows, 0) - read, classes };
}

/**
 * Rows of the run in their classes, one line an entity, or null when no row fell into one. A line's classes add up
 * to what was read now and, where there is any, what was read earlier: by a run that was stopped before it had
 * published, or because the rows waited.
 */
export function classTable(report: RunReport): ResultSet | null {
  const rows = report.entities.map(rowsOf).filter(({ classes }) => classes.some((value) => value !== 0));
  if (rows.length === 0) return null;
  const hasEarlier = rows.some(({ earlier }) => earlier !== 0);
  const names = ['read', ...(hasEarlier ? [EARLIER] : []), ...ROW_CLASSES];
  return {
    columns: [{ name: 'entity', type: 'nvarchar' }, ...names.map((name) => ({ name, type: 'bigint' }))],
    rows: rows.map(({ entity, read, earlier, classes }) => [
      entity,
      ...[read, ...(hasEarlier ? [earlier] : []), ...classes].map((cell) =>
        typeof cell === 'number' ? count(cell) : cell,
      ),
    ]),
  };
}

async function countByEntity(warehouse: Warehouse, sql: string, parameters = {}): Promise<string | null> {
  const { rows } = await warehouse.query(sql, parameters);
  const total = rows.reduce((sum, [, value]) => sum + Number(value), 0);
  if (total === 0) return null;
  return `${counted(total, 'row')} (${rows.map(([entity, value]) => `${entity} ${count(Number(value))}`).join(', ')})`;
}

/** Rows without their order: those that wait still, and those that this run gave up. */
async function waitingLines(report: RunReport, warehouse: Warehouse, days: number): Promise<readonly string[]> {
  const waiting = await countByEntity(
    warehouse,
    'SELECT entity, SUM(CAST(waiting_rows AS bigint)) AS waiting FROM ops.batch WHERE waiting_rows > 0 GROUP BY entity ORDER BY MIN(batch_id)',
  );
  const expired = await countByEntity(
    warehouse,
    `SELECT q.entity, COUNT(*) AS expired
FROM ops.quarantine AS q
INNER JOIN ops.run AS r ON r.run_id = @run_id
WHERE q.reason_code = 'parent_missing'
  AND (q.quarantined_utc >= r.started_utc OR (q.status = 'open' AND q.tried_utc >= r.started_utc))
GROUP BY q.entity
ORDER BY q.entity`,
    { run_id: report.runId },
  );
  const limit = `${days} ${days === 1 ? 'day' : 'days'}`;
  return [
    ...(waiting === null
      ? []
      : [
          `Waiting: ${waiting} for an order that has not come. Every run tries again; after ${limit} without it a row is refused.`,
        ]),
    ...(expired === null
      ? []
      : [`Given up: ${expired} waited ${limit} for an order that did not come; see the quarantine, parent_missing.`]),
  ];
}

/** Rows that are no input: what complete files no longer hold, and what they hold again. */
function presenceLines({ entities }: RunReport): readonly string[] {
  const lines = entities.flatMap(({ entity, published }) => {
    const { deletedRows = 0, returnedRows = 0 } = published ?? {};
    if (deletedRows + returnedRows === 0) return [];
    return [`  ${entity}: ${count(deletedRows)} deleted, ${count(returnedRows)} returned`];
  });
  return lines.length === 0 ? [] : ['', 'Stored rows that complete files lack or hold again:', ...lines];
}

/** What the run's files had that those before had not, or the other way round. */
async function changeLines({ runId }: RunReport, warehouse: Warehouse): Promise<readonly string[]> {
  const { rows } = await warehouse.query(
    `SELECT c.feed, c.path, c.description, c.sample
FROM ops.schema_change AS c
WHERE c.run_id = @run_id
ORDER BY c.change_id`,
    { run_id: runId },
  );
  if (rows.length === 0) return [];
  const lines = rows.slice(0, MAX_CHANGES).map(([feed, path, description, sample]) => {
    const example = sample === null ? '' : `, as in ${String(sample)}`;
    return `  ${printable(`${String(feed)}: "${String(path)}" ${String(description)}${example}`)}`;
  });
  const rest = rows.length - lines.length;
  return [
    '',
    'Files that look different than before:',
    ...lines,
    ...(rest > 0 ? [`  and ${counted(rest, 'more change')} in ops.schema_change`] : []),
  ];
}

/** One line an entity: `13  review (not_an_integer ×5, malformed_row ×4 …)`. */
function refusedLines(checks: readonly CheckResult[]): readonly string[] {
  const refused = checks.filter((check) => check.severity === 'quarantine' && check.failedRows > 0);
  const entities = [...new Set(refused.map(({ entity }) => entity))];
  if (entities.length === 0) return [];
  const lines = entities.map((entity) => {
    const own = refused.filter((check) => check.entity === entity).toSorted((a, b) => b.failedRows - a.failedRows);
    const total = own.reduce((sum, { failedRows }) => sum + failedRows, 0);
    const reasons = own.map(({ name, failedRows }) => `${name} ×${count(failedRows)}`).join(', ');
    return `  ${count(total).padStart(8)}  ${entity} (${reasons})`;
  });
  return ['', 'Rows refused, kept in quarantine:', ...lines];
}

function foundLines(checks: readonly CheckResult[]): readonly string[] {
  const all = checks.filter((check) => check.severity !== 'quarantine');
  const found = all.filter((check) => check.failedRows > 0);
  if (all.length === 0) return [];
  if (found.length === 0) return ['', `Checks: all ${all.length} are clean.`];
  const lines = found.map(
    ({ failedRows, title, name }) => `  ${count(failedRows).padStart(8)}  ${title} (checks.${name})`,
  );
  return ['', `Loaded, but worth a look (${found.length} of ${counted(all.length, 'check')}):`, ...lines];
}

function headLine({ runId, changedRows, durationMs, entities }: RunReport, hasRows: boolean): string {
  const time = seconds(durationMs);
  if (changedRows > 0) return `Run ${runId}: ${counted(changedRows, 'row')} of the warehouse changed in ${time}.`;
  const hasExpired = entities.some(({ published }) => (published?.expiredRows ?? 0) > 0);
  return hasRows || hasExpired
    ? `Run ${runId}: no row of the warehouse changed (${time}); no row brought anything new.`
    : `Run ${runId}: nothing new, nothing changed (${time}).`;
}

/** What a person reads at the end of a run. */
export async function runSummary(report: RunReport, warehouse: Warehouse, options: SummaryOptions): Promise<string> {
  const table = classTable(report);
  const waiting = await waitingLines(report, warehouse, options.waitingDays);
  return [
    '',
    headLine(report, table !== null),
    ...(table === null ? [] : ['', 'Input rows by class:', renderTable(table, options.columns)]),
    ...(table?.columns.some(({ name }) => name === EARLIER) ? [EARLIER_NOTE] : []),
    ...presenceLines(report),
    ...(waiting.length === 0 ? [] : ['', ...waiting]),
    ...(await changeLines(report, warehouse)),
    ...refusedLines(report.checks),
    ...foundLines(report.checks),
    '',
    ...(await headlines(warehouse)),
  ].join('\n');
}

/**
 * What finds the refused rows. Not the number of the run: rows that waited too long, that a killed run had read or
 * that a rebuild brought back came with batches of earlier runs, and are filed under these.
 */
function refusedCommand(checks: readonly CheckResult[]): string | null {
  const refused = checks.filter((check) => check.severity === 'quarantine' && check.failedRows > 0);
  const entities = new Set(refused.map(({ entity }) => entity));
  const reasons = new Set(refused.map(({ name }) => name));
  if (refused.length === 0) return null;
  if (entities.size > 1 && reasons.size > 1) return 'quarantine list';
  const filters = [
    ...(entities.size === 1 ? [`--entity ${[...entities].join()}`] : []),
    ...(reasons.size === 1 ? [`--reason ${[...reasons].join()}`] : []),
  ];
  return `quarantine show ${filters.join(' ')}`;
}

/** What to type next; `same` makes the commands mean the same warehouse. */
export function nextCommands(report: RunReport, same: string): string {
  const refused = refusedCommand(report.checks);
  const found = report.checks.find((check) => check.severity !== 'quarantine' && check.failedRows > 0);
  return [
    '',
    'Look further:',
    `  npx storehouse status${same}`,
    ...(refused === null ? [] : [`  npx storehouse ${refused}${same}`]),
    ...(found === undefined
      ? []
      : [`  npx storehouse query "SELECT subject, detail FROM checks.${found.name}"${same}`]),
  ].join('\n');
}
