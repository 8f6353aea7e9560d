import type { Session } from '../../core/ports/warehouse.ts';
import { contractOf, loadTargets, model } from '../../dwh/model/model.ts';
import type { Dimension } from '../../dwh/model/star.ts';
import { qualifiedName } from '../../dwh/model/table.ts';
import { allTables } from '../../dwh/model/tables.ts';

interface Key {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What the model declares, and the histories, which the load keeps unique by itself. */
function declaredKeys(): readonly Key[] {
  const declared = allTables()
    .filter(({ schema }) => schema === 'dim' || schema === 'fact')
    .flatMap((table) =>
      [table.primaryKey, ...table.unique].map((columns) => ({ table: qualifiedName(table), columns })),
    );
  const histories = loadTargets().flatMap((target) =>
    target.kind === 'dimension' && target.versions !== null
      ? [{ table: `hist.${target.entity}`, columns: [...contractOf(target.entity ?? '').key, 'since_utc'] }]
      : [],
  );
  return [...declared, ...histories].filter(({ columns }) => columns.length > 0);
}

function repeated({ table, columns }: Key): string {
  const names = columns.join(', ');
  return `SELECT '${table} (${names})' AS subject, COUNT(*) AS row_count
FROM (SELECT ${names} FROM ${table} GROUP BY ${names} HAVING COUNT(*) > 1) AS k`;
}

/** Members without exactly one current version, and versions that do not end where the next begins. */
function brokenVersions({ name, naturalKey }: Dimension): string {
  const [key] = naturalKey;
  return `SELECT 'versions of dim.${name}' AS subject, COUNT(*) AS row_count
FROM (
  SELECT d.${key}, d.valid_to_utc, d.is_current,
    LEAD(d.valid_from_utc) OVER (PARTITION BY d.${key} ORDER BY d.valid_from_utc) AS next_utc,
    LAG(d.valid_to_utc) OVER (PARTITION BY d.${key} ORDER BY d.valid_from_utc) AS last_utc, d.valid_from_utc
  FROM dim.${name} AS d
) AS v
WHERE (v.next_utc IS NULL AND (v.is_current = CAST(0 AS bit) OR v.valid_to_utc <> CAST('9999-12-31' AS datetime2(3))))
  OR (v.next_utc IS NOT NULL AND (v.is_current = CAST(1 AS bit) OR v.valid_to_utc <> v.next_utc))
  OR (v.last_utc IS NULL AND v.valid_from_utc <> CAST('1900-01-01' AS datetime2(3)))`;
}

/** Keys that occur twice, whether or not the engine watches over them, and versions with gaps. */
export async function keyProblems(session: Session): Promise<readonly string[]> {
  const versioned = model.loadedDimensions.filter(({ versions }) => versions !== null);
  const questions = [...declaredKeys().map(repeated), ...versioned.map(brokenVersions)];
  const { rows } = await session.query(questions.join('\nUNION ALL\n'));
  return rows.flatMap(([subject, count]) => (Number(count) === 0 ? [] : [`${subject}: ${count} keys are wrong`]));
}
