import type { ResultSet, Warehouse } from '../core/ports/warehouse.ts';
import { ROW_CLASSES } from '../dwh/model/ops-tables.ts';
import type { ReplayedEntity } from '../etl/replay-entity.ts';
import type { ReplayReport } from '../orchestration/replay-quarantine.ts';
import { count, counted, seconds } from './figures.ts';
import { renderTable } from './render-table.ts';

type Outcomes = ReadonlyMap<string, ReadonlyMap<string, number>>;

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, rows) => total + rows, 0);
}

function total(entities: readonly ReplayedEntity[], rowsOf: (entity: ReplayedEntity) => number): number {
  return entities.reduce((rows, entity) => rows + rowsOf(entity), 0);
}

async function outcomesOf(warehouse: Warehouse, runId: number): Promise<Outcomes> {
  const { rows } = await warehouse.query(
    `SELECT q.entity, q.outcome, COUNT(q.quarantine_id) AS row_count
FROM ops.quarantine AS q
WHERE q.status = 'replayed' AND q.tried_run_id = @run_id
GROUP BY q.entity, q.outcome`,
    { run_id: runId },
  );
  const outcomes = new Map<string, Map<string, number>>();
  for (const [entity, outcome, rowCount] of rows) {
    const own = outcomes.get(String(entity)) ?? new Map<string, number>();
    outcomes.set(String(entity), own.set(String(outcome), Number(rowCount)));
  }
  return outcomes;
}

interface Column {
  readonly name: string;
  rowsOf(entity: ReplayedEntity): number;
}

function tableOf(entities: readonly ReplayedEntity[], classes: readonly Column[]): ResultSet {
  const columns: readonly Column[] = [
    { name: 'selected', rowsOf: ({ selectedRows }) => selectedRows },
    ...classes,
    { name: 'refused again', rowsOf: ({ refused }) => sum(refused) },
    { name: 'not tried', rowsOf: ({ obstacles }) => sum(obstacles) },
  ];
  return {
    columns: [{ name: 'entity', type: 'nvarchar' }, ...columns.map(({ name }) => ({ name, type: 'bigint' }))],
    rows: entities.map((entity) => [entity.entity, ...columns.map(({ rowsOf }) => count(rowsOf(entity)))]),
  };
}

/** `       3  order_item (not_a_number ×2, too_long ×1)` */
function refusedLines(entities: readonly ReplayedEntity[], title: string): readonly string[] {
  const lines = entities
    .filter(({ refused }) => refused.size > 0)
    .map(({ entity, refused }) => {
      const reasons = [...refused].toSorted(([, a], [, b]) => b - a).map(([code, rows]) => `${code} ×${count(rows)}`);
      return `  ${count(sum(refused)).padStart(8)}  ${entity} (${reasons.join(', ')})`;
    });
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function obstacleLines(entities: readonly ReplayedEntity[]): readonly string[] {
  const lines = entities.flatMap(({ entity, obstacles }) =>
    [...obstacles].map(([obstacle, rows]) => `  ${count(rows).padStart(8)}  ${entity}: ${obstacle}`),
  );
  if (lines.length === 0) return [];
  return [
    '',
    'Not tried, because what was kept of them is not enough:',
    ...lines,
    '  With their files in place, "storehouse run --full" reads them anew; else correct them at the source.',
  ];
}

/** Rows that the publications settled beside those replayed. */
function releasedLines({ published }: ReplayReport, outcomes: Outcomes): readonly string[] {
  const settled = ROW_CLASSES.filter((name) => name !== 'waiting' && name !== 'blank' && name !== 'quarantined');
  const released = [...published].flatMap(([entity, { counts }]) => {
    const own = outcomes.get(entity);
    const rows = settled.reduce((left, name) => left + counts[name] - (own?.get(name) ?? 0), 0);
    return rows > 0 ? [{ entity, rows }] : [];
  });
  const all = released.reduce((rows, one) => rows + one.rows, 0);
  if (all === 0) return [];
  const each = released.map(({ entity, rows }) => `${entity} ${count(rows)}`).join(', ');
  return ['', `With them ${counted(all, 'row')} went on that had waited or that a stopped run had read (${each}).`];
}

async function openParentless(warehouse: Warehouse): Promise<number> {
  const { rows } = await warehouse.query(
    "SELECT COUNT(q.quarantine_id) AS row_count FROM ops.quarantine AS q WHERE q.status = 'open' AND q.reason_code = 'parent_missing'",
  );
  return Number(rows[0]?.[0]);
}

async function nextLines(report: ReplayReport, warehouse: Warehouse, same: string): Promise<readonly string[]> {
  const refused = report.replayed.find((entity) => entity.refused.size > 0);
  const tried = report.replayed.some((entity) => entity.refused.has('parent_missing'));
  const parentless = tried || report.changedRows === 0 ? 0 : await openParentless(warehouse);
  return [
    '',
    'Look further:',
    `  npx storehouse status${same}`,
    ...(refused === undefined ? [] : [`  npx storehouse quarantine show --entity ${refused.entity}${same}`]),
    ...(parentless === 0
      ? []
      : [
          `${counted(parentless, 'row')} ${parentless === 1 ? 'was' : 'were'} given up for want of their order. Where it has come in now:`,
          `  npx storehouse quarantine replay --reason parent_missing${same}`,
        ]),
  ];
}

export interface ReplaySummaryOptions {
  /** Width that tables may take. */
  readonly columns: number;
  /** Makes the commands to type next mean the same warehouse. */
  readonly same: string;
}

/** What a person reads at the end of a replay. */
export async function replaySummary(
  report: ReplayReport,
  warehouse: Warehouse,
  { columns, same }: ReplaySummaryOptions,
): Promise<string> {
  const { replayed } = report;
  const outcomes = await outcomesOf(warehouse, report.runId);
  const seen = ROW_CLASSES.filter((name) => [...outcomes.values()].some((own) => own.has(name)));
  const classes = seen.map((name) => ({
    name,
    rowsOf: ({ entity }: ReplayedEntity) => outcomes.get(entity)?.get(name) ?? 0,
  }));
  const selected = total(replayed, ({ selectedRows }) => selectedRows);
  const letIn = total(replayed, ({ replayedRows }) => replayedRows);
  return [
    '',
    `Run ${report.runId}: ${count(letIn)} of ${counted(selected, 'refused row')} let in, ${counted(report.changedRows, 'row')} of the warehouse changed in ${seconds(report.durationMs)}.`,
    ...(replayed.length === 0 ? [] : ['', renderTable(tableOf(replayed, classes), columns)]),
    ...releasedLines(report, outcomes),
    ...refusedLines(replayed, 'Refused again, still in quarantine:'),
    ...obstacleLines(replayed),
    ...(await nextLines(report, warehouse, same)),
  ].join('\n');
}

/** What a replay would do, as far as typing tells. */
export function dryRunSummary(tried: readonly ReplayedEntity[], columns: number): string {
  const right = { name: 'right now', rowsOf: ({ replayedRows }: ReplayedEntity) => replayedRows };
  const letIn = total(tried, ({ replayedRows }) => replayedRows);
  const selected = total(tried, ({ selectedRows }) => selectedRows);
  const verb = letIn === 1 || selected === 1 ? 'is' : 'are';
  return [
    `Dry run: ${count(letIn)} of ${counted(selected, 'refused row')} ${verb} right as the configuration is now. Nothing was changed.`,
    '',
    renderTable(tableOf(tried, [right]), columns),
    '(Whether the order of an item, a payment or a review is there is seen when they are replayed.)',
    ...refusedLines(tried, 'Would be refused again:'),
    ...obstacleLines(tried),
    ...(letIn === 0 ? [] : ['', 'Let them in with the same command without --dry-run.']),
  ].join('\n');
}
