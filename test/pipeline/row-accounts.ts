import type { Session } from '../../core/ports/warehouse.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { ROW_CLASSES } from '../../dwh/model/ops-tables.ts';
import { keyProblems } from './key-accounts.ts';

const COUNTS = ['read', ...ROW_CLASSES] as const;

export type RowCounts = Readonly<Record<string, number>>;

/** Input rows by class, of all batches of each entity together. */
export async function classCounts(session: Session): Promise<Readonly<Record<string, RowCounts>>> {
  const sums = COUNTS.map((name) => `SUM(b.${name}_rows) AS ${name}_rows`).join(', ');
  const { rows } = await session.query(`SELECT b.entity, ${sums} FROM ops.batch AS b GROUP BY b.entity`);
  return Object.fromEntries(
    rows.map(([entity, ...counts]) => [
      String(entity),
      Object.fromEntries(COUNTS.map((name, index) => [name, Number(counts[index])])),
    ]),
  );
}

/** Refused rows by entity and reason. */
export async function quarantineCounts(session: Session): Promise<Readonly<Record<string, RowCounts>>> {
  const { rows } = await session.query(
    'SELECT q.entity, q.reason_code, COUNT(*) AS row_count FROM ops.quarantine AS q GROUP BY q.entity, q.reason_code',
  );
  const counts: Record<string, Record<string, number>> = {};
  for (const [entity, code, count] of rows) {
    counts[String(entity)] = { ...counts[String(entity)], [String(code)]: Number(count) };
  }
  return counts;
}

async function stagedProblems(session: Session): Promise<readonly string[]> {
  const problems: string[] = [];
  const counts = await classCounts(session);
  for (const { entity } of entityContracts) {
    const { rows } = await session.query(`SELECT COUNT(*) AS row_count FROM stg.${entity}_row`);
    const [staged, waiting] = [Number(rows[0]?.[0]), counts[entity]?.waiting ?? 0];
    if (staged !== waiting) problems.push(`${entity}: ${staged} rows are staged, ${waiting} wait`);
  }
  const { rows } = await session.query('SELECT COUNT(*) AS row_count FROM stg.rejected_row');
  return Number(rows[0]?.[0]) === 0 ? problems : [...problems, 'refused rows are left in staging'];
}

/**
 * What is wrong with the books: batches that do not add up or are not published, staged rows that do not wait,
 * refused rows that are not in quarantine, keys that occur twice, versions with gaps. Empty when nothing is.
 */
export async function accountingProblems(session: Session): Promise<readonly string[]> {
  const { rows } = await session.query(`SELECT b.batch_id, b.entity, b.status, b.read_rows, b.quarantined_rows,
  b.blank_rows + b.duplicate_rows + b.waiting_rows + b.quarantined_rows + b.inserted_rows + b.updated_rows
    + b.unchanged_rows + b.superseded_rows AS class_rows,
  (SELECT COUNT(*) FROM ops.quarantine AS q WHERE q.batch_id = b.batch_id AND q.status <> 'replayed') AS refused_rows
FROM ops.batch AS b
WHERE b.status <> 'abandoned' OR b.read_rows > 0
ORDER BY b.batch_id`);
  const problems = rows.flatMap(([batch, entity, status, read, quarantined, classes, refused]) => [
    ...(status === 'published' ? [] : [`batch ${batch} of ${entity} is ${status}`]),
    ...(read === classes ? [] : [`batch ${batch} of ${entity}: ${read} rows read, ${classes} in classes`]),
    ...(quarantined === refused ? [] : [`batch ${batch} of ${entity}: ${quarantined} refused, ${refused} quarantined`]),
  ]);
  return [...problems, ...(await stagedProblems(session)), ...(await keyProblems(session))];
}
