import { SchemaDestructiveError } from '../../core/errors.ts';
import type { Catalog, Warehouse } from '../../core/ports/warehouse.ts';
import { allTables } from '../model/tables.ts';
import { adoptHistory } from './adopt-history.ts';
import type { Dialect, ViewDefinition } from './dialect.ts';
import { checkView } from './run-checks.ts';
import {
  planSchema,
  type SchemaModel,
  type SchemaPlan,
  schemaStatements,
  scriptHash,
  viewHash,
} from './schema-plan.ts';
import { seedMemberStatements } from './seed-members.ts';
import { readChecks, readViews } from './sql-files.ts';

const CHECK_COLUMNS = [
  { name: 'subject', description: 'Natural key of the offending row.' },
  { name: 'detail', description: 'What is wrong with it.' },
] as const;

/** The report views and the checks; each check is a view too, so that anybody can look at what it finds now. */
export function viewDefinitions(): readonly ViewDefinition[] {
  const checks = readChecks().map((check) => ({
    name: checkView(check.name),
    description: `${check.title} ${check.meaning}`,
    columns: CHECK_COLUMNS,
    sql: check.sql,
    file: check.file,
  }));
  const reports = readViews().map((view) => ({
    name: `mart.${view.name}`,
    description: `${view.purpose} Grain: ${view.grain}.`,
    columns: view.columns,
    sql: view.sql,
    file: view.file,
  }));
  return [...reports, ...checks];
}

async function rememberedHashes(warehouse: Warehouse, catalog: Catalog): Promise<ReadonlyMap<string, string>> {
  if (!catalog.tables.some((table) => table.name === 'ops.view_text')) return new Map();
  const result = await warehouse.query('SELECT t.view_name, t.text_hash FROM ops.view_text AS t');
  const hashes = result.rows.map(([name, hash]) => [String(name), String(hash)] as const);
  // A view that somebody dropped is created again, whatever is remembered of it. Names of scripts have no schema.
  return new Map(hashes.filter(([name]) => !name.includes('.') || catalog.views.has(name)));
}

function wantedSchema(dialect: Dialect): SchemaModel {
  return { tables: [...allTables(), ...dialect.ownTables], views: viewDefinitions() };
}

/** Compares the model with the warehouse. Reads only. */
export async function findSchemaPlan(warehouse: Warehouse, dialect: Dialect): Promise<SchemaPlan> {
  const catalog = await warehouse.inspect();
  const hashes = await rememberedHashes(warehouse, catalog);
  return planSchema(dialect, wantedSchema(dialect), catalog.tables, hashes);
}

/**
 * Writes down what every view and script says now, so that none of them is applied again. Portable T-SQL; in the script
 * for a DBA too, or the run after it would do the same again, with rights it may not have.
 */
export function rememberTexts(dialect: Dialect): readonly string[] {
  const { tables, views } = wantedSchema(dialect);
  const hashes = [
    ...views.map((view) => [view.name, viewHash(view)] as const),
    ...dialect.scripts(tables, views).map((script) => [script.name, scriptHash(script)] as const),
  ];
  const rows = hashes.map(([name, hash]) => `  ('${name}', '${hash}')`);
  return ['DELETE FROM ops.view_text', `INSERT INTO ops.view_text (view_name, text_hash)\nVALUES\n${rows.join(',\n')}`];
}

/**
 * Brings the warehouse to the model and gives every dimension its fixed members.
 *
 * @throws {SchemaDestructiveError} a change would lose data and `allowDestructive` is false; nothing was changed.
 */
export async function applySchema(
  warehouse: Warehouse,
  dialect: Dialect,
  options: { readonly allowDestructive: boolean },
): Promise<SchemaPlan> {
  const plan = await findSchemaPlan(warehouse, dialect);
  const destructive = plan.changes.filter((change) => change.isDestructive);
  if (destructive.length > 0 && !options.allowDestructive) {
    const list = destructive.map((change) => `${change.kind} ${change.object}`).join(', ');
    throw new SchemaDestructiveError(
      `The warehouse differs from the model in a way that would lose data: ${list}. Look at "storehouse plan --sql"; to apply it, run again with --allow-destructive.`,
      { context: { changes: destructive.length } },
    );
  }
  if (plan.changes.length > 0) {
    await warehouse.applyPlan([...schemaStatements(dialect), ...plan.changes.flatMap((change) => change.statements)]);
  }
  await warehouse.transaction(async (session) => {
    if (plan.changes.length > 0) for (const sql of rememberTexts(dialect)) await session.execute(sql);
    for (const { sql } of seedMemberStatements()) await session.execute(sql);
    await adoptHistory(session);
  });
  return plan;
}
