import type { Parameters } from '../core/ports/warehouse.ts';
import { ROW_CLASSES } from '../dwh/model/ops-tables.ts';

/** A part of what `status` shows, with its name for programs and for people. */
export interface StatusSection {
  readonly key: string;
  readonly title: string;
  readonly sql: string;
  readonly parameters: Parameters;
  /** A table that a warehouse has only since a later version has loaded it; without it there is nothing to show. */
  readonly needs?: string;
}

const lastRuns = (runs: number): StatusSection => ({
  key: 'runs',
  title: 'Last runs',
  parameters: { runs },
  sql: `SELECT r.run_id, r.command, r.status, r.started_utc, r.ended_utc, r.error_code
FROM ops.run AS r
ORDER BY r.run_id DESC OFFSET 0 ROWS FETCH NEXT @runs ROWS ONLY`,
});

const steps = (runId: number): StatusSection => ({
  key: 'steps',
  title: `Steps of run ${runId}`,
  parameters: { run_id: runId },
  sql: `SELECT s.step_number, s.name, s.status, s.duration_ms, s.detail
FROM ops.step AS s
WHERE s.run_id = @run_id
ORDER BY s.step_number`,
});

const CLASSES: StatusSection = {
  key: 'classes',
  title: 'Input rows by class, all batches',
  parameters: {},
  sql: `SELECT b.entity, COUNT(*) AS batches, SUM(CAST(b.read_rows AS bigint)) AS rows_read,
  ${ROW_CLASSES.map((name) => `SUM(CAST(b.${name}_rows AS bigint)) AS ${name}`).join(', ')}
FROM ops.batch AS b
WHERE b.status <> 'abandoned'
GROUP BY b.entity
ORDER BY MIN(b.batch_id)`,
};

const DELETED: StatusSection = {
  key: 'deleted',
  title: 'Stored rows that complete files deleted and let return, all batches',
  parameters: {},
  needs: 'ops.complete_file',
  sql: `SELECT b.entity, SUM(CAST(b.deleted_rows AS bigint)) AS deleted, SUM(CAST(b.returned_rows AS bigint)) AS returned
FROM ops.batch AS b
WHERE b.deleted_rows > 0 OR b.returned_rows > 0
GROUP BY b.entity
ORDER BY MIN(b.batch_id)`,
};

const PENDING: StatusSection = {
  key: 'pending',
  title: 'Batches that are not published yet; the next run does it',
  parameters: {},
  sql: `SELECT b.batch_id, b.entity, b.run_id, b.status, b.read_rows
FROM ops.batch AS b
WHERE b.status NOT IN ('published', 'abandoned')
ORDER BY b.batch_id`,
};

const POSITIONS: StatusSection = {
  key: 'positions',
  title: 'Positions: files taken by each feed',
  parameters: {},
  sql: `SELECT f.feed, COUNT(*) AS files, MAX(f.source_id) AS last_file, MAX(f.taken_utc) AS last_taken_utc
FROM ops.source_file AS f
GROUP BY f.feed
ORDER BY MIN(f.source_id)`,
};

const CHANGES: StatusSection = {
  key: 'changes',
  title: 'Files that looked different than those before, the latest 10 changes',
  parameters: {},
  needs: 'ops.schema_change',
  sql: `SELECT c.run_id, c.feed, c.path, c.column_name, c.change_kind, c.contract_mode, c.affected_rows
FROM ops.schema_change AS c
ORDER BY c.change_id DESC OFFSET 0 ROWS FETCH NEXT 10 ROWS ONLY`,
};

const REFUSED: StatusSection = {
  key: 'refused',
  title: 'Refused rows in quarantine',
  parameters: {},
  sql: `SELECT q.entity, COUNT(q.quarantine_id) AS refused, COUNT(DISTINCT q.reason_code) AS reasons, MAX(q.quarantined_utc) AS last_utc
FROM ops.quarantine AS q
WHERE q.status = 'open'
GROUP BY q.entity
ORDER BY q.entity`,
};

const CHECKS: StatusSection = {
  key: 'checks',
  title: 'What the last run that checked found in the star',
  parameters: {},
  sql: `SELECT c.check_name, c.entity, c.severity, c.failed_rows, c.run_id
FROM ops.check_result AS c
WHERE c.failed_rows > 0 AND c.severity <> 'quarantine' AND c.run_id = (SELECT MAX(m.run_id) FROM ops.check_result AS m)
ORDER BY c.severity, c.entity, c.check_name`,
};

/** What to show for the `runs` last runs, with the steps of one of them. */
export function statusSections(runs: number, runId: number): readonly StatusSection[] {
  return [lastRuns(runs), steps(runId), CLASSES, DELETED, PENDING, POSITIONS, CHANGES, REFUSED, CHECKS];
}
