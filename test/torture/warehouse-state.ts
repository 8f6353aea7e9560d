import type { Session } from '../../core/ports/warehouse.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { contractOf } from '../../dwh/model/model.ts';
import { ROW_CLASSES } from '../../dwh/model/ops-tables.ts';
import { qualifiedName } from '../../dwh/model/table.ts';
import { allTables, rowTable } from '../../dwh/model/tables.ts';
import { accountingProblems, type RowCounts } from '../pipeline/row-accounts.ts';
import { differences, type WarehouseContent, warehouseContent } from '../pipeline/warehouse-content.ts';

export interface BatchCounts {
  readonly entity: string;
  readonly counts: RowCounts;
}

/** All that the runs so far have left behind; surrogate keys, numbers of runs and batches, and load times aside. */
export interface WarehouseState {
  /** Dimensions, with history and aliases, and facts. */
  readonly content: WarehouseContent;
  /** Files by feed, in the order in which they were taken. */
  readonly ledger: readonly string[];
  /** Batches that hold rows, in order. */
  readonly batches: readonly BatchCounts[];
  readonly quarantine: {
    readonly open: readonly string[];
    readonly readAgain: readonly string[];
    readonly replayed: readonly string[];
  };
  /** Rows that wait, with all their values. */
  readonly waiting: readonly string[];
  /** What the last run that checked found. */
  readonly findings: readonly string[];
  /** Refused rows that checks have reported, over all runs. */
  readonly refusals: readonly string[];
  /** What must be nowhere: books that do not add up, leftovers, runs without an end. */
  readonly problems: readonly string[];
}

const COUNTS = ['read', ...ROW_CLASSES] as const;

async function lines(session: Session, sql: string): Promise<readonly string[]> {
  const { rows } = await session.query(sql);
  return rows.map((row) => JSON.stringify(row));
}

const LEDGER = `SELECT f.feed, f.path, f.bytes, f.content_hash, b.entity, b.status
FROM ops.source_file AS f
LEFT JOIN ops.batch AS b ON b.batch_id = f.batch_id
ORDER BY f.feed, f.source_id`;

async function readBatches(session: Session): Promise<readonly BatchCounts[]> {
  const { rows } = await session.query(
    `SELECT b.entity, ${COUNTS.map((name) => `b.${name}_rows`).join(', ')}
FROM ops.batch AS b WHERE b.status <> 'abandoned' ORDER BY b.batch_id`,
  );
  return rows.map(([entity, ...counts]) => ({
    entity: String(entity),
    counts: Object.fromEntries(COUNTS.map((name, index) => [name, Number(counts[index])])),
  }));
}

function quarantineIn(status: 'open' | 'read_again' | 'replayed'): string {
  return `SELECT q.entity, f.path, f.content_hash, q.source_row, q.reason_code, q.column_name, q.problems, q.raw_text
FROM ops.quarantine AS q
LEFT JOIN ops.source_file AS f ON f.source_id = q.source_id
WHERE q.status = '${status}'`;
}

function waitingOf(entity: string): string {
  const own = ['batch_id', 'row_id', 'source_id'];
  const names = rowTable(contractOf(entity)).columns.map(({ name }) => name);
  const values = names.filter((name) => !own.includes(name)).map((name) => `s.${name}`);
  return `SELECT '${entity}' AS entity, f.path, f.content_hash, ${values.join(', ')}
FROM stg.${entity}_row AS s
LEFT JOIN ops.source_file AS f ON f.source_id = s.source_id`;
}

const FINDINGS = `SELECT r.check_name, r.entity, r.failed_rows, r.sample
FROM ops.check_result AS r
WHERE r.severity <> 'quarantine' AND r.run_id = (SELECT MAX(c.run_id) AS run_id FROM ops.check_result AS c)`;

const REFUSALS = `SELECT r.entity, r.check_name, SUM(r.failed_rows) AS failed_rows
FROM ops.check_result AS r
WHERE r.severity = 'quarantine'
GROUP BY r.entity, r.check_name`;

/** Staging tables that are empty between two runs; rows that wait stay in those of the entities. */
const EMPTY = allTables().filter(
  ({ schema, name }) => schema === 'stg' && !entityContracts.some(({ entity }) => name === `${entity}_row`),
);

async function leftovers(session: Session): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const table of EMPTY) {
    const { rows } = await session.query(`SELECT COUNT(*) AS row_count FROM ${qualifiedName(table)}`);
    if (Number(rows[0]?.[0]) > 0) problems.push(`${String(rows[0]?.[0])} rows are left in ${qualifiedName(table)}`);
  }
  return problems;
}

async function endlessRuns(session: Session): Promise<readonly string[]> {
  const { rows } = await session.query('SELECT r.run_id, r.status FROM ops.run AS r ORDER BY r.run_id');
  const last = rows.at(-1)?.[0];
  return rows
    .filter(([id, status]) => status !== 'succeeded' && (status !== 'interrupted' || id === last))
    .map(([id, status]) => `run ${String(id)} of ${String(last)} is ${String(status)}`);
}

/** Reads the state that the last run has left; that run must have come to its end. */
export async function readState(session: Session): Promise<WarehouseState> {
  const waiting: string[] = [];
  for (const { entity } of entityContracts) waiting.push(...(await lines(session, waitingOf(entity))));
  return {
    content: await warehouseContent(session),
    ledger: await lines(session, LEDGER),
    batches: await readBatches(session),
    quarantine: {
      open: await lines(session, quarantineIn('open')),
      readAgain: await lines(session, quarantineIn('read_again')),
      replayed: await lines(session, quarantineIn('replayed')),
    },
    waiting,
    findings: await lines(session, FINDINGS),
    refusals: await lines(session, REFUSALS),
    problems: [...(await accountingProblems(session)), ...(await leftovers(session)), ...(await endlessRuns(session))],
  };
}

/** What has happened that changes how rows fall into batches. */
export interface Disturbance {
  /** A run with `--full` was started more than once: what it had staged before the kill was read again. */
  readonly isFullRepeated: boolean;
  /** A replay was started more than once: what is still refused was tried, and reported, again. */
  readonly isReplayRepeated: boolean;
  /** A delivery came before the last one was loaded to its end: both can share a batch. */
  readonly isOvertaken: boolean;
}

/**
 * Classes whose sums no kill can change. A repeated `--full` reads rows twice, and the copies are blank, duplicate or
 * refused once more. Of two versions that share a batch, one is superseded, or a duplicate, where alone it was updated
 * or unchanged.
 */
function steadyClasses({ isFullRepeated, isOvertaken }: Disturbance): readonly string[] {
  if (isFullRepeated && isOvertaken) return ['waiting'];
  return isFullRepeated ? ['waiting', 'inserted', 'updated'] : ['read', 'blank', 'waiting', 'quarantined'];
}

function sums(batches: readonly BatchCounts[], classes: readonly string[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const { entity, counts } of batches) {
    for (const name of classes) {
      const key = `${entity} ${name}`;
      totals.set(key, (totals.get(key) ?? 0) + (counts[name] ?? 0));
    }
  }
  return [...totals].map(([key, count]) => `${key} ${count}`);
}

/** The most that must be the same, by table. Lists whose order matters have their index in each line. */
function comparable(state: WarehouseState, disturbance: Disturbance): WarehouseContent {
  const numbered = (list: readonly string[]) => list.map((line, index) => `${index + 1}: ${line}`);
  const always = {
    ...state.content,
    'ledger of files': numbered(state.ledger),
    'open quarantine': state.quarantine.open,
    'replayed rows': state.quarantine.replayed,
    'waiting rows': state.waiting,
    'findings of checks': state.findings,
    problems: state.problems,
  };
  if (disturbance.isFullRepeated || disturbance.isOvertaken) {
    return { ...always, 'sums of classes': sums(state.batches, steadyClasses(disturbance)) };
  }
  const batches = state.batches.map(({ entity, counts }) => `${entity} ${JSON.stringify(counts)}`);
  return {
    ...always,
    batches: numbered(batches),
    'quarantine that was read again': state.quarantine.readAgain,
    ...(disturbance.isReplayRepeated ? {} : { 'reported refusals': state.refusals }),
  };
}

/** By table, what only one of the two has; empty when the kills have left no trace. */
export function stateDifferences(
  undisturbed: WarehouseState,
  killed: WarehouseState,
  disturbance: Disturbance,
): ReturnType<typeof differences> {
  return differences(comparable(undisturbed, disturbance), comparable(killed, disturbance));
}
