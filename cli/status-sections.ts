import type { Parameters } from '../core/ports/warehouse.ts';

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

/** Of an entity or a batch: read = the first four + accepted, accepted = the last four. */
const NOT_ACCEPTED = ['blank', 'duplicate', 'waiting', 'quarantined'] as const;
const ACCEPTED = ['inserted', 'updated', 'unchanged', 'superseded'] as const;
const ACCEPTED_ROWS = ACCEPTED.map((name) => `b.${name}_rows`).join(' + ');

const total = (rows: string, name: string): string => `SUM(CAST(${rows} AS bigint)) AS ${name}`;

const CLASSES: StatusSection = {
  key: 'classes',
  title: 'Input rows by class, all published batches',
  parameters: {},
  sql: `SELECT b.entity, COUNT(*) AS batches, ${total('b.read_rows', 'rows_read')},
  ${NOT_ACCEPTED.map((name) => total(`b.${name}_rows`, name)).join(', ')},
  ${total(ACCEPTED_ROWS, 'accepted')},
  ${ACCEPTED.map((name) => total(`b.${name}_rows`, name)).join(', ')}
FROM ops.batch AS b
WHERE b.status = 'published'
GROUP BY b.entity
ORDER BY MIN(b.batch_id)`,
};

/** Null before the batch is published: what is counted of it until then does not add up to what was read. */
const oncePublished = (rows: string, name: string): string =>
  `CASE WHEN b.status = 'published' THEN ${rows} END AS ${name}`;

const batches = (runId: number): StatusSection => ({
  key: 'batches',
  title: `Batches of run ${runId}; classes are empty until a batch is published`,
  parameters: { run_id: runId },
  sql: `SELECT b.batch_id, b.entity, b.status, b.read_rows AS rows_read,
  ${NOT_ACCEPTED.map((name) => oncePublished(`b.${name}_rows`, name)).join(',\n  ')},
  ${oncePublished(ACCEPTED_ROWS, 'accepted')},
  ${ACCEPTED.map((name) => oncePublished(`b.${name}_rows`, name)).join(',\n  ')}
FROM ops.batch AS b
WHERE b.run_id = @run_id
ORDER BY b.batch_id`,
});

const WAITING: StatusSection = {
  key: 'waiting',
  title: 'Rows that wait for their order, by the batch that brought them last',
  parameters: {},
  sql: `SELECT b.batch_id, b.entity, b.run_id, b.waiting_rows AS waiting, b.staged_utc
FROM ops.batch AS b
WHERE b.status = 'published' AND b.waiting_rows > 0
ORDER BY b.batch_id`,
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
  sql: `SELECT p.feed, p.files, p.last_file, l.path AS last_path, p.last_taken_utc
FROM (
  SELECT f.feed, COUNT(*) AS files, MIN(f.source_id) AS first_file, MAX(f.source_id) AS last_file,
    MAX(f.taken_utc) AS last_taken_utc
  FROM ops.source_file AS f
  GROUP BY f.feed
) AS p
INNER JOIN ops.source_file AS l ON l.source_id = p.last_file
ORDER BY p.first_file`,
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

/** Which runs are shown. */
export interface ShownRuns {
  /** How many of the last. */
  readonly last: number;
  /** Whose steps. */
  readonly stepsOf: number;
  /** Whose batches. */
  readonly batchesOf: number;
}

export function statusSections({ last, stepsOf, batchesOf }: ShownRuns): readonly StatusSection[] {
  const ofRuns = [lastRuns(last), steps(stepsOf), batches(batchesOf)];
  return [...ofRuns, CLASSES, WAITING, DELETED, PENDING, POSITIONS, CHANGES, REFUSED, CHECKS];
}
