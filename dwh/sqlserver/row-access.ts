import type { SecurityConfig } from '../../core/config/schema.ts';
import type { SchemaScript } from '../load/dialect.ts';
import { contractColumn, contractOf, model, sqlTypeOf } from '../model/model.ts';
import type { Dimension } from '../model/star.ts';
import type { SqlType } from '../model/table.ts';
import { keyOf } from '../model/table-columns.ts';
import { ASSERT_SEES_ALL, LOADER_ROLE } from './roles.ts';
import { sqlServerType } from './types.ts';

type RowAccess = SecurityConfig['rowAccess'];

/** What access is granted by: a column of a dimension that `security.row_access` has too. */
const GRANTED_BY: readonly { readonly mode: RowAccess; readonly dimension: string; readonly column: string }[] = [
  { mode: 'country', dimension: 'customer', column: 'country' },
  { mode: 'seller', dimension: 'seller', column: 'seller_id' },
];

/** A column whose value says whether its row is seen, and the tables that have it. */
interface Filter {
  readonly mode: RowAccess;
  readonly column: string;
  readonly type: SqlType;
  readonly tables: readonly string[];
  /** The dimension, and all columns by which rows are found to be granted. */
  readonly readsFrom: string;
  readonly columns: readonly string[];
  /** From and where of the grants that let the value be seen. */
  readonly grants: string;
}

function columnType(dimension: Dimension, name: string): SqlType {
  return sqlTypeOf(contractColumn(contractOf(dimension.entity ?? ''), name));
}

/** Facts that have the key of the dimension, by a lookup of their own or from their parent. */
function factsWith(key: string): readonly string[] {
  return model.facts
    .filter((fact) =>
      fact.columns.some(({ kind, column }) => column === key && (kind === 'dimension' || kind === 'parent')),
    )
    .map(({ name }) => `fact.${name}`);
}

function throughDimension(dimension: Dimension, column: string, by: string): string {
  return `FROM dim.${dimension.name} AS d
      INNER JOIN security.row_access AS a ON a.${by} = d.${by}
      WHERE d.${column} = @${column}`;
}

/** The dimension itself, the bridge of its other identifiers, and its facts. */
function filtersOf(mode: RowAccess, dimension: Dimension, column: string): readonly Filter[] {
  const key = keyOf(dimension.name);
  const readsFrom = `dim.${dimension.name}`;
  const own: Filter = {
    mode,
    column,
    type: columnType(dimension, column),
    tables: [readsFrom],
    readsFrom,
    columns: [column],
    grants: `FROM security.row_access AS a\n      WHERE a.${column} = @${column}`,
  };
  const natural = dimension.naturalKey[0] ?? '';
  const alias: Filter = {
    mode,
    column: natural,
    type: columnType(dimension, natural),
    tables: [`dim.${dimension.name}_alias`],
    readsFrom,
    columns: [natural, column],
    grants: throughDimension(dimension, natural, column),
  };
  const facts: Filter = {
    mode,
    column: key,
    type: 'int',
    tables: factsWith(key),
    readsFrom,
    columns: [key, column],
    grants: throughDimension(dimension, key, column),
  };
  return [own, ...(dimension.alias === null ? [] : [alias]), facts];
}

const FILTERS: readonly Filter[] = GRANTED_BY.flatMap(({ mode, dimension: name, column }) =>
  model.loadedDimensions
    .filter((dimension) => dimension.name === name)
    .flatMap((dimension) => filtersOf(mode, dimension, column)),
);

const POLICY = 'security.row_access_policy';

function functionOf({ column }: Filter): string {
  return `security.sees_${column}`;
}

/** The loads and the owners of the database see everything. A grant names a user, a role or a group. */
function createFunction(filter: Filter): string {
  return `CREATE FUNCTION ${functionOf(filter)} (@${filter.column} ${filter.type})
RETURNS TABLE
WITH SCHEMABINDING
AS
RETURN
  SELECT 1 AS is_visible
  WHERE IS_ROLEMEMBER(N'${LOADER_ROLE}') = 1
    OR IS_ROLEMEMBER(N'db_owner') = 1
    OR USER_NAME() = N'dbo'
    OR EXISTS (
      SELECT 1
      ${filter.grants}
        AND (a.member_name = USER_NAME() OR IS_MEMBER(a.member_name) = 1)
    )`;
}

function createPolicy(filters: readonly Filter[]): string {
  const predicates = filters.flatMap((filter) =>
    filter.tables.map((table) => `  ADD FILTER PREDICATE ${functionOf(filter)}(${filter.column}) ON ${table}`),
  );
  return `CREATE SECURITY POLICY ${POLICY}\n${predicates.join(',\n')}\n  WITH (STATE = ON)`;
}

/** Who sees what is the DBA's to write: once the table is there, it is never touched again, not even by "off". */
function createGrants(): string {
  const granted = GRANTED_BY.map(({ column }) => column);
  const columns = FILTERS.filter(({ column }) => granted.includes(column));
  return `IF OBJECT_ID(N'security.row_access') IS NULL
  CREATE TABLE security.row_access (
    member_name nvarchar(128) NOT NULL,
${columns.map(({ column, type }) => `    ${column} ${sqlServerType(type)} NULL,`).join('\n')}
    CONSTRAINT uq_row_access UNIQUE CLUSTERED (member_name, ${granted.join(', ')}),
    CONSTRAINT ck_row_access CHECK (${granted.map((column) => `${column} IS NOT NULL`).join(' OR ')})
  )`;
}

const DROP_POLICY = `IF SCHEMA_ID(N'security') IS NOT NULL
BEGIN
  DROP SECURITY POLICY IF EXISTS ${POLICY};
  DROP FUNCTION IF EXISTS ${FILTERS.map(functionOf).join(', ')};
END;`;

/**
 * What must go before a column, or with no column a table, can be dropped that the policy rests on; empty for others.
 * The script puts the policy back in the same transaction: a plan that changes a table has all scripts behind it.
 */
export function dropPolicyBefore(table: string, column?: string): readonly string[] {
  const filters = FILTERS.filter(({ tables, readsFrom }) => tables.includes(table) || readsFrom === table);
  const isTouched = filters.some((filter) => column === undefined || filter.columns.includes(column));
  return isTouched ? [DROP_POLICY] : [];
}

/** A policy that shows readers only the rows they are granted, made anew each time; or none. */
export function rowAccessScript(rowAccess: RowAccess): SchemaScript {
  const filters = FILTERS.filter(({ mode }) => mode === rowAccess);
  const statements =
    filters.length === 0
      ? [DROP_POLICY]
      : [
          ASSERT_SEES_ALL,
          "IF SCHEMA_ID(N'security') IS NULL EXEC(N'CREATE SCHEMA security')",
          createGrants(),
          DROP_POLICY,
          ...filters.map(createFunction),
          createPolicy(filters),
        ];
  return { name: 'row-level security', statements };
}
