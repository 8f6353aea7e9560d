import type { Dialect, ViewDefinition } from '../load/dialect.ts';
import { qualifiedName, type Table, type TableColumn } from '../model/table.ts';
import { translateGenerated } from './translate/translate-generated.ts';
import { translateSelect } from './translate/translate-select.ts';
import { duckDbType } from './types.ts';

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function columnComment(table: string, column: Pick<TableColumn, 'name' | 'description'>): string {
  return `COMMENT ON COLUMN ${table}.${column.name} IS ${text(column.description)}`;
}

/**
 * Keys for the books alone: indexes made no load or report faster, and DuckDB keeps them in memory: those of ten million
 * customers overran 400 MB. Of the star, the loads keep the keys by construction.
 */
function keysOf({ schema, name, primaryKey, unique }: Table): readonly string[] {
  if (schema !== 'ops') return [];
  const primary = primaryKey.length === 0 ? [] : [`CONSTRAINT pk_${name} PRIMARY KEY (${primaryKey.join(', ')})`];
  return [...primary, ...unique.map((names) => `CONSTRAINT uq_${name} UNIQUE (${names.join(', ')})`)];
}

function createTable(table: Table): readonly string[] {
  const name = qualifiedName(table);
  const columns = table.columns.map(
    (column) => `${column.name} ${duckDbType(column.type)}${column.nullable ? '' : ' NOT NULL'}`,
  );
  return [
    `CREATE TABLE ${name} (\n  ${[...columns, ...keysOf(table)].join(',\n  ')}\n)`,
    `COMMENT ON TABLE ${name} IS ${text(table.description)}`,
    ...table.columns.map((column) => columnComment(name, column)),
  ];
}

/**
 * A new NOT NULL column would need a value for the rows that are there, so it is added as nullable. They get the initial
 * value as a default that goes again.
 */
function addColumn(table: Table, column: TableColumn): readonly string[] {
  const name = qualifiedName(table);
  const type = duckDbType(column.type);
  const added = `ALTER TABLE ${name} ADD COLUMN ${column.name} ${type}`;
  if (column.initial === undefined) return [added, columnComment(name, column)];
  return [
    `${added} DEFAULT CAST(${column.initial} AS ${type})`,
    `ALTER TABLE ${name} ALTER COLUMN ${column.name} DROP DEFAULT`,
    columnComment(name, column),
  ];
}

function createView(view: ViewDefinition): readonly string[] {
  const { sql } = translateSelect(view.sql, { file: view.file });
  return [
    `CREATE OR REPLACE VIEW ${view.name} AS\n${sql}`,
    `COMMENT ON VIEW ${view.name} IS ${text(view.description)}`,
    ...view.columns.map((column) => columnComment(view.name, column)),
  ];
}

export const duckDbDialect: Dialect = {
  ownTables: [],
  createSchema: (name) => `CREATE SCHEMA IF NOT EXISTS ${name}`,
  createTable,
  addColumn,
  dropColumn: (table, column) => `ALTER TABLE ${table} DROP COLUMN ${column}`,
  dropTable: (table) => `DROP TABLE ${table}`,
  createView,
  viewsHoldEachOther: false,
  scripts: () => [],
  catalogType: duckDbType,
  fromPortable: (sql) => translateGenerated(sql).sql,
  script: (statements) => statements.map((statement) => `${statement};\n`).join('\n'),
};
