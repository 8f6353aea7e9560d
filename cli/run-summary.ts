import type { ResultSet, Warehouse } from '../core/ports/warehouse.ts';
import { ROW_CLASSES } from '../dwh/model/ops-tables.ts';
import type { RunReport } from '../orchestration/run-pipeline.ts';
import { count, seconds } from './progress.ts';
import { renderTable } from './render-table.ts';

const column = (name: string, type: string): { readonly name: string; readonly type: string } => ({ name, type });

/** Rows of the run in DESIGN's classes, one line an entity; the classes add up to what was read. */
export function classTable(report: RunReport): ResultSet {
  const rows = report.entities
    .filter(({ staged, published }) => staged !== null || published !== null)
    .map(({ entity, staged, published }) => {
      const counts = { ...published?.counts, blank: staged?.blankRows ?? 0, quarantined: staged?.quarantinedRows ?? 0 };
      const classes = ROW_CLASSES.map((name) => count(counts[name] ?? 0));
      return [entity, count(staged?.readRows ?? 0), ...classes];
    });
  return {
    columns: [
      column('entity', 'nvarchar'),
      column('read', 'bigint'),
      ...ROW_CLASSES.map((name) => column(name, 'bigint')),
    ],
    rows,
  };
}

function checkLines(report: RunReport): readonly string[] {
  const found = report.checks.filter((check) => check.failedRows > 0);
  if (found.length === 0) return report.checks.length === 0 ? [] : ['Checks: all clean.'];
  const lines = found.map(
    (check) => `  ${check.severity.padEnd(10)} ${count(check.failedRows).padStart(8)}  ${check.entity}: ${check.title}`,
  );
  return ['Checks that found rows:', ...lines];
}

async function headlines(warehouse: Warehouse): Promise<readonly string[]> {
  const orders = await warehouse.select('SELECT COUNT(*) AS orders FROM fact.sales_order', 'headline');
  const revenue = await warehouse.select(
    'SELECT CAST(SUM(CAST(revenue AS decimal(19, 4))) AS decimal(19, 4)) AS revenue, MIN(month_start) AS first_month, MAX(month_start) AS last_month FROM mart.revenue_by_month',
    'headline',
  );
  const score = await warehouse.select(
    'SELECT CAST(ROUND(CAST(AVG(CAST(score AS float)) AS decimal(28, 10)), 2) AS decimal(9, 2)) AS score, COUNT(*) AS reviews FROM fact.review',
    'headline',
  );
  const [total, first, last] = revenue.rows[0] ?? [];
  const [average, reviews] = score.rows[0] ?? [];
  return [
    `  orders    ${count(Number(orders.rows[0]?.[0] ?? 0))}`,
    `  revenue   ${money(String(total ?? '0'))}  (${String(first ?? '-').slice(0, 7)} to ${String(last ?? '-').slice(0, 7)}, without freight, canceled and unavailable orders)`,
    `  reviews   ${count(Number(reviews ?? 0))}, average score ${String(average ?? '-')}`,
  ];
}

/** Groups the digits of an exact decimal and keeps two places; the text never becomes a number. */
export function money(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const places = fraction.replace(/0+$/, '').padEnd(2, '0');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${places}`;
}

/** What a person reads at the end of a run. */
export async function runSummary(report: RunReport, warehouse: Warehouse): Promise<string> {
  const table = classTable(report);
  const head =
    report.changedRows === 0
      ? `Run ${report.runId}: no row of the warehouse changed (${seconds(report.durationMs)}).`
      : `Run ${report.runId}: ${count(report.changedRows)} rows of the warehouse changed in ${seconds(report.durationMs)}.`;
  const nothing = table.rows.length === 0 ? ['Nothing new: every file was taken before.'] : [];
  const rows = table.rows.length === 0 ? [] : ['', 'Input rows by class:', renderTable(table)];
  return [
    '',
    head,
    ...nothing,
    ...rows,
    '',
    ...checkLines(report),
    '',
    'The warehouse now holds:',
    ...(await headlines(warehouse)),
  ].join('\n');
}
