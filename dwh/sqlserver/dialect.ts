import type { SecurityConfig } from '../../core/config/schema.ts';
import { ConfigurationError } from '../../core/errors.ts';
import type { Dialect, SchemaScript, ViewDefinition } from '../load/dialect.ts';
import { type ForeignKey, qualifiedName, type Table, type TableColumn } from '../model/table.ts';
import { allTables } from '../model/tables.ts';
import type { SqlServerCapabilities } from './capabilities.ts';
import { descriptionsScript } from './descriptions.ts';
import { dropAllViews, dropView } from './drop-views.ts';
import { lastCommitTable } from './last-commit.ts';
import { maskingScript } from './masking.ts';
import { rolesScript } from './roles.ts';
import { dropPolicyBefore, rowAccessScript } from './row-access.ts';
import { scriptOf } from './script.ts';
import { sqlServerType } from './types.ts';

function declared(column: TableColumn, nullable: boolean): string {
  return `${column.name} ${sqlServerType(column.type)} ${nullable ? 'NULL' : 'NOT NULL'}`;
}

function indexName(table: string, columns: readonly string[]): string {
  return `ix_${table}_${columns.join('_')}`;
}

function createIndex(table: Table, columns: readonly string[]): string {
  return `CREATE INDEX ${indexName(table.name, columns)} ON ${qualifiedName(table)} (${columns.join(', ')})`;
}

/**
 * Diagrams in SSMS and Power BI see the relationships, and loads do not pay for them: each load looks its keys up
 * itself, and the unknown member stands in for what is not there.
 */
function declareForeignKey(table: Table, key: ForeignKey): readonly string[] {
  const name = `fk_${table.name}_${key.column}`;
  const change = `ALTER TABLE ${qualifiedName(table)}`;
  return [
    `${change} WITH NOCHECK ADD CONSTRAINT ${name} FOREIGN KEY (${key.column}) REFERENCES ${key.table} (${key.toColumn})`,
    `${change} NOCHECK CONSTRAINT ${name}`,
  ];
}

function foreignKeys(capabilities: SqlServerCapabilities, table: Table, column?: string): readonly string[] {
  if (!capabilities.disabledForeignKeys) return [];
  const keys = table.foreignKeys.filter((key) => column === undefined || key.column === column);
  return keys.flatMap((key) => declareForeignKey(table, key));
}

function createTable(capabilities: SqlServerCapabilities, table: Table): readonly string[] {
  const name = qualifiedName(table);
  const isColumns = table.storage === 'columns' && capabilities.columnstore;
  const columns = table.columns.map((column) => declared(column, column.nullable));
  const primary =
    table.primaryKey.length === 0
      ? []
      : [
          `CONSTRAINT pk_${table.name} PRIMARY KEY ${isColumns ? 'NONCLUSTERED' : 'CLUSTERED'} (${table.primaryKey.join(', ')})`,
        ];
  const unique = table.unique.map(
    (names, index) => `CONSTRAINT uq_${table.name}${index === 0 ? '' : `_${index + 1}`} UNIQUE (${names.join(', ')})`,
  );
  return [
    `CREATE TABLE ${name} (\n  ${[...columns, ...primary, ...unique].join(',\n  ')}\n)`,
    ...(isColumns ? [`CREATE CLUSTERED COLUMNSTORE INDEX cci_${table.name} ON ${name}`] : []),
    ...table.indexes.map((names) => createIndex(table, names)),
    ...foreignKeys(capabilities, table),
  ];
}

/** An index of several columns is made with the last of them. */
function indexesWith(table: Table, column: string): readonly string[] {
  return table.indexes
    .filter((names) => names.includes(column))
    .map((names) => {
      const others = names.filter((name) => name !== column);
      const present = others.map((name) => `COL_LENGTH(N'${qualifiedName(table)}', N'${name}') IS NOT NULL`);
      return `${present.length === 0 ? '' : `IF ${present.join(' AND ')} `}${createIndex(table, names)}`;
    });
}

/** A new NOT NULL column would need a value for the rows that are there, so it is added as nullable. */
function addColumn(capabilities: SqlServerCapabilities, table: Table, column: TableColumn): readonly string[] {
  return [
    `ALTER TABLE ${qualifiedName(table)} ADD ${declared(column, true)}`,
    ...(column.initial === undefined
      ? []
      : [
          `UPDATE ${qualifiedName(table)} SET ${column.name} = CAST(${column.initial} AS ${sqlServerType(column.type)}) WHERE ${column.name} IS NULL`,
        ]),
    ...indexesWith(table, column.name),
    ...foreignKeys(capabilities, table, column.name),
  ];
}

/** One batch. What stands on the column goes with it, except keys: those the server refuses to lose. */
function dropColumn(capabilities: SqlServerCapabilities, table: string, column: string): string {
  const name = table.slice(table.indexOf('.') + 1);
  const known = allTables().find((candidate) => qualifiedName(candidate) === table)?.indexes ?? [];
  const indexes = new Set(
    [[column], ...known.filter((names) => names.includes(column))].map((names) => indexName(name, names)),
  );
  return [
    ...dropAllViews(capabilities),
    ...(capabilities.rowLevelSecurity ? dropPolicyBefore(table, column) : []),
    ...[...indexes].map((index) => `DROP INDEX IF EXISTS ${index} ON ${table};`),
    ...(capabilities.disabledForeignKeys
      ? [`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS fk_${name}_${column};`]
      : []),
    `ALTER TABLE ${table} DROP COLUMN ${column};`,
  ].join('\n');
}

/** One batch. A foreign key that refers to the table would keep it, disabled or not. */
function dropTable(capabilities: SqlServerCapabilities, table: string): string {
  const referring = allTables().flatMap((from) =>
    from.foreignKeys
      .filter((key) => key.table === table && qualifiedName(from) !== table)
      .map(
        ({ column }) =>
          `IF OBJECT_ID(N'${qualifiedName(from)}') IS NOT NULL\n  ALTER TABLE ${qualifiedName(from)} DROP CONSTRAINT IF EXISTS fk_${from.name}_${column};`,
      ),
  );
  return [
    ...dropAllViews(capabilities),
    ...(capabilities.rowLevelSecurity ? dropPolicyBefore(table) : []),
    ...(capabilities.disabledForeignKeys ? referring : []),
    `DROP TABLE ${table};`,
  ].join('\n');
}

/** Dropped and created, which every server can do. Its rights are the schema's, its descriptions come by script. */
function createView(capabilities: SqlServerCapabilities, view: ViewDefinition): readonly string[] {
  return [dropView(capabilities, view.name), `CREATE VIEW ${view.name} AS\n${view.sql}`];
}

/** Who asked for protection is not to find out later that there was none. */
function refuseMissing(capabilities: SqlServerCapabilities, security: SecurityConfig): void {
  const missing = [
    ...(security.maskPersonalData && !capabilities.dynamicMasking ? ['security.maskPersonalData'] : []),
    ...(security.rowAccess !== 'off' && !capabilities.rowLevelSecurity ? ['security.rowAccess'] : []),
  ];
  if (missing.length === 0) return;
  throw new ConfigurationError(
    `The configuration asks for ${missing.join(' and ')}, which this server does not have. Take it out, or use SQL Server or Azure SQL.`,
    { context: { missing: missing.join(', ') } },
  );
}

/** Where nobody says what is wanted, what is there stays. */
function securityScripts(
  capabilities: SqlServerCapabilities,
  tables: readonly Table[],
  security: SecurityConfig | null,
): readonly SchemaScript[] {
  if (security === null) return [];
  return [
    ...(capabilities.dynamicMasking ? [maskingScript(tables, security.maskPersonalData)] : []),
    ...(capabilities.rowLevelSecurity ? [rowAccessScript(security.rowAccess)] : []),
  ];
}

/**
 * DDL for SQL Server, Azure SQL and Babelfish. Each statement is a batch of its own, and all can run in a transaction.
 *
 * @throws {ConfigurationError} `security` asks for what the server cannot do.
 */
export function sqlServerDialect(capabilities: SqlServerCapabilities, security: SecurityConfig | null): Dialect {
  if (security !== null) refuseMissing(capabilities, security);
  return {
    ownTables: [lastCommitTable],
    createSchema: (name) => `IF SCHEMA_ID(N'${name}') IS NULL EXEC(N'CREATE SCHEMA ${name}')`,
    createTable: (table) => createTable(capabilities, table),
    addColumn: (table, column) => addColumn(capabilities, table, column),
    dropColumn: (table, column) => dropColumn(capabilities, table, column),
    dropTable: (table) => dropTable(capabilities, table),
    createView: (view) => createView(capabilities, view),
    viewsHoldEachOther: !capabilities.looseViews,
    scripts: (tables, views): readonly SchemaScript[] => [
      descriptionsScript(capabilities, tables, views),
      rolesScript(),
      ...securityScripts(capabilities, tables, security),
    ],
    catalogType: (type) => type,
    fromPortable: (sql) => sql,
    script: scriptOf,
  };
}
