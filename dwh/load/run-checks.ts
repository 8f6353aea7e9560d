import type { Warehouse } from '../../core/ports/warehouse.ts';
import { utcText } from '../../core/time.ts';
import { checkResultTable } from '../model/ops-tables.ts';
import { readChecks } from './sql-files.ts';

export type CheckSeverity = 'quarantine' | 'report' | 'stop';

export interface CheckResult {
  readonly name: string;
  readonly entity: string;
  readonly title: string;
  readonly severity: CheckSeverity;
  readonly failedRows: number;
  readonly sample: string | null;
}

export interface CheckRequest {
  readonly runId: number;
  readonly now: Date;
  /** Severity by check name, where it is not to have its default. */
  readonly severities: Readonly<Record<string, 'off' | 'report' | 'stop'>>;
}

/** The view that shows what a check finds. */
export function checkView(name: string): string {
  return `checks.${name}`;
}

/** How many offending rows a result shows. */
const SAMPLE_ROWS = 5;

async function runCheck(
  warehouse: Warehouse,
  check: ReturnType<typeof readChecks>[number],
  severity: CheckSeverity,
): Promise<CheckResult> {
  const { name, entity, title } = check;
  const view = checkView(name);
  const counted = await warehouse.query(`SELECT COUNT(*) AS failed_rows FROM ${view}`);
  const failedRows = Number(counted.rows[0]?.[0]);
  if (failedRows === 0) return { name, entity, title, severity, failedRows, sample: null };
  const sampled = await warehouse.query(
    `SELECT subject, detail FROM ${view} ORDER BY subject, detail OFFSET 0 ROWS FETCH NEXT ${SAMPLE_ROWS} ROWS ONLY`,
  );
  const sample = sampled.rows.map(([subject, detail]) => `${String(subject)}: ${String(detail)}`).join('\n');
  return { name, entity, title, severity, failedRows, sample };
}

const NEVER = "CAST('1900-01-01 00:00:00.000' AS datetime2(3))";
const LAST_CHECK = `COALESCE((SELECT MAX(c.checked_utc) FROM ops.check_result AS c), ${NEVER})`;

/**
 * What was refused, or refused again, since the last run that checked and is open still, as results of checks with
 * severity `quarantine`. Not only what this run refused: the rows of a batch that a killed run staged would be reported
 * by nobody. A rebuild finds all refused rows of the past, of which replays have let some in.
 */
async function refusals(warehouse: Warehouse): Promise<readonly CheckResult[]> {
  const result = await warehouse.query(
    `SELECT q.entity, q.reason_code, COUNT(*) AS failed_rows
FROM ops.quarantine AS q
WHERE q.status = 'open' AND (q.quarantined_utc > ${LAST_CHECK} OR q.tried_utc > ${LAST_CHECK})
GROUP BY q.entity, q.reason_code
ORDER BY q.entity, q.reason_code`,
  );
  return result.rows.map(([entity, code, count]) => ({
    name: String(code),
    entity: String(entity),
    title: `Rows refused: ${String(code)}`,
    severity: 'quarantine' as const,
    failedRows: Number(count),
    sample: null,
  }));
}

async function store(warehouse: Warehouse, request: CheckRequest, results: readonly CheckResult[]): Promise<void> {
  await warehouse.transaction(async (session) => {
    await session.execute('DELETE FROM ops.check_result WHERE run_id = @run_id', { run_id: request.runId });
    await warehouse.insertRows(session, 'ops.check_result', {
      columns: checkResultTable.columns.map((column) => column.name),
      rows: results.map((result) => [
        request.runId,
        result.name,
        result.entity,
        result.severity,
        result.failedRows,
        result.sample?.slice(0, 4000) ?? null,
        utcText(request.now),
      ]),
    });
  });
}

/**
 * Whether something has been published or refused that no check has seen, as after a run that was killed before its
 * checks, or a check may stop the run: it must stop every run until what it found is mended.
 */
export async function areChecksDue(warehouse: Warehouse, severities: CheckRequest['severities']): Promise<boolean> {
  if (readChecks().some((check) => (severities[check.name] ?? check.severity) === 'stop')) return true;
  const result = await warehouse.query(
    `SELECT (SELECT COUNT(*) FROM ops.batch AS b WHERE b.published_utc > ${LAST_CHECK}) AS published,
  (SELECT COUNT(*) FROM ops.quarantine AS q WHERE q.quarantined_utc > ${LAST_CHECK}) AS refused`,
  );
  return (result.rows[0] ?? []).some((unseen) => Number(unseen) > 0);
}

/** Runs every check that is not off over the star and stores what each found. */
export async function runChecks(warehouse: Warehouse, request: CheckRequest): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [...(await refusals(warehouse))];
  for (const check of readChecks()) {
    const severity = request.severities[check.name] ?? check.severity;
    if (severity !== 'off') results.push(await runCheck(warehouse, check, severity));
  }
  await store(warehouse, request, results);
  return results;
}
