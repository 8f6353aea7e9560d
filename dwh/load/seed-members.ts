import { model } from '../model/model.ts';
import type { CollectedDimension } from '../model/star.ts';
import type { Table } from '../model/table.ts';
import { keyOf } from '../model/table-columns.ts';
import { collectedDimensionTable, dimensionTable } from '../model/tables.ts';
import { seedGivenKeys } from './given-keys.ts';
import { FIRST_INSTANT, LAST_INSTANT } from './instants.ts';
import { prefixed, type Statement } from './sql-text.ts';

const FALSE_FLAGS: ReadonlySet<string> = new Set(['is_deleted', 'is_inferred']);

/** What the unknown member shows in the columns that may not be empty. */
function unknownValue(table: Table, name: string): string {
  if (name.endsWith('_key')) return '-1';
  if (name === 'run_id') return '0';
  if (name === 'valid_from_utc') return FIRST_INSTANT;
  if (name === 'valid_to_utc') return LAST_INSTANT;
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column?.nullable === true) return 'NULL';
  if (column?.type === 'bit') return FALSE_FLAGS.has(name) ? 'CAST(0 AS bit)' : 'CAST(1 AS bit)';
  if (column?.type === 'int') return '0';
  return "'(unknown)'";
}

function unknownMember(table: Table): Statement {
  const filled = table.columns.filter((column) => !column.nullable).map((column) => column.name);
  const key = `${table.name}_key`;
  const sql = `INSERT INTO dim.${table.name} (${filled.join(', ')})
SELECT ${filled.map((name) => unknownValue(table, name)).join(', ')}
WHERE NOT EXISTS (SELECT 1 FROM dim.${table.name} AS d WHERE d.${key} = -1)`;
  return { name: `unknown member of dim.${table.name}`, sql, changesStar: true };
}

/** In one statement, since every run asks for all of them. */
function listedMembers(dimension: CollectedDimension): readonly Statement[] {
  const [table, key] = [`dim.${dimension.name}`, keyOf(dimension.name)];
  const names = [dimension.naturalKey[0] ?? '', ...dimension.attributes.map(({ name }) => name)];
  const members = dimension.members.map((values, place) => {
    const columns = names.map((name, index) => `${values[index]} AS ${name}`);
    const known = `SELECT 1 FROM ${table} AS d WHERE d.${names[0]} = ${values[0]}`;
    return `  SELECT ${place + 1} AS place, ${columns.join(', ')} WHERE NOT EXISTS (${known})`;
  });
  if (members.length === 0) return [];
  const sql = `INSERT INTO ${table} (${[key, ...names, 'run_id'].join(', ')})
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY v.place), ${prefixed('v', names)}, 0
FROM (
${members.join('\n  UNION ALL\n')}
) AS v
CROSS JOIN (SELECT COALESCE(MAX(${key}), 0) AS max_key FROM ${table} WHERE ${key} > 0) AS m`;
  return [{ name: `listed members of ${table}`, sql, changesStar: true }];
}

/** Members that every warehouse has. Each statement does nothing where its member is there already. */
export function seedMemberStatements(): readonly Statement[] {
  const noDate: Statement = {
    name: 'no date in dim.date',
    sql: `INSERT INTO dim.date (date_key)
SELECT -1
WHERE NOT EXISTS (SELECT 1 FROM dim.date AS d WHERE d.date_key = -1)`,
    changesStar: true,
  };
  return [
    noDate,
    ...model.collectedDimensions.flatMap((dimension) => [
      unknownMember(collectedDimensionTable(dimension)),
      ...listedMembers(dimension),
    ]),
    ...model.loadedDimensions.map((dimension) => unknownMember(dimensionTable(dimension))),
    ...seedGivenKeys(),
  ];
}
