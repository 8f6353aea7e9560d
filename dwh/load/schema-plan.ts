import { createHash } from 'node:crypto';
import type { ActualTable } from '../../core/ports/warehouse.ts';
import { qualifiedName, SCHEMAS, type Table } from '../model/table.ts';
import type { Dialect, SchemaScript, ViewDefinition } from './dialect.ts';

export interface SchemaChange {
  readonly kind: 'create table' | 'add column' | 'create view' | 'drop column' | 'change type' | 'apply script';
  /** What it touches, for a person. */
  readonly object: string;
  /** Loses data or fails on some; needs a flag. */
  readonly isDestructive: boolean;
  readonly statements: readonly string[];
}

export interface SchemaPlan {
  readonly changes: readonly SchemaChange[];
}

export interface SchemaModel {
  readonly tables: readonly Table[];
  readonly views: readonly ViewDefinition[];
}

function changeType(dialect: Dialect, table: Table, column: string): SchemaChange {
  const name = qualifiedName(table);
  const declared = table.columns.find((candidate) => candidate.name === column);
  return {
    kind: 'change type',
    object: `${name}.${column}`,
    isDestructive: true,
    statements: [
      dialect.dropColumn(name, column),
      ...(declared === undefined ? [] : dialect.addColumn(table, declared)),
    ],
  };
}

function compareTable(dialect: Dialect, table: Table, actual: ActualTable): readonly SchemaChange[] {
  const name = qualifiedName(table);
  const changes: SchemaChange[] = [];
  const filled: SchemaChange[] = [];
  for (const column of table.columns) {
    const type = actual.columns.get(column.name);
    if (type === undefined) {
      const statements = dialect.addColumn(table, column);
      const added = column.initial === undefined ? changes : filled;
      added.push({ kind: 'add column', object: `${name}.${column.name}`, isDestructive: false, statements });
    } else if (type !== dialect.catalogType(column.type)) {
      changes.push(changeType(dialect, table, column.name));
    }
  }
  for (const column of actual.columns.keys()) {
    if (table.columns.some((declared) => declared.name === column)) continue;
    const statements = [dialect.dropColumn(name, column)];
    changes.push({ kind: 'drop column', object: `${name}.${column}`, isDestructive: true, statements });
  }
  // DuckDB changes no table any more, in the same transaction, that has got values.
  return [...changes, ...filled];
}

/**
 * What would make the warehouse like the model. Pure. `hashes` holds the hash of each view and script as it was last
 * applied; one whose hash is the same is left alone. Tables the model does not know are left alone too.
 */
export function planSchema(
  dialect: Dialect,
  wanted: SchemaModel,
  actual: readonly ActualTable[],
  hashes: ReadonlyMap<string, string>,
): SchemaPlan {
  const present = new Map(actual.map((table) => [table.name, table]));
  const tables = wanted.tables.flatMap((table): readonly SchemaChange[] => {
    const found = present.get(qualifiedName(table));
    if (found !== undefined) return compareTable(dialect, table, found);
    const statements = dialect.createTable(table);
    return [{ kind: 'create table', object: qualifiedName(table), isDestructive: false, statements }];
  });
  const changed = wanted.views.filter((view) => hashes.get(view.name) !== viewHash(view));
  const isEveryView = tables.length > 0 || (dialect.viewsHoldEachOther && changed.length > 0);
  const views = (isEveryView ? wanted.views : changed).map((view): SchemaChange => {
    return { kind: 'create view', object: view.name, isDestructive: false, statements: dialect.createView(view) };
  });
  const isRebuilt = tables.length + views.length > 0;
  const scripts = dialect
    .scripts(wanted.tables, wanted.views)
    .filter((script) => isRebuilt || hashes.get(script.name) !== scriptHash(script))
    .map(({ name, statements }): SchemaChange => {
      return { kind: 'apply script', object: name, isDestructive: false, statements };
    });
  return { changes: [...tables, ...views, ...scripts] };
}

/** What is remembered of a created view: its SELECT and its descriptions. */
export function viewHash(view: ViewDefinition): string {
  return createHash('sha256')
    .update(JSON.stringify([view.sql, view.description, view.columns]))
    .digest('hex');
}

export function scriptHash(script: SchemaScript): string {
  return createHash('sha256').update(JSON.stringify(script.statements)).digest('hex');
}

export function schemaStatements(dialect: Dialect): readonly string[] {
  return SCHEMAS.map((schema) => dialect.createSchema(schema));
}
