import { SchemaDestructiveError } from '../../core/errors.ts';
import type { ActualTable, Warehouse } from '../../core/ports/warehouse.ts';
import { allTables } from '../model/tables.ts';
import type { Dialect, ViewDefinition } from './dialect.ts';
import { checkView } from './run-checks.ts';
import { planSchema, type SchemaPlan, schemaStatements, viewHash } from './schema-plan.ts';
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

async function viewHashes(warehouse: Warehouse, actual: readonly ActualTable[]): Promise<ReadonlyMap<string, string>> {
  if (!actual.some((table) => table.name === 'ops.view_text')) return new Map();
  // A view that somebody dropped is created again, whatever is remembered of it.
  const result = await warehouse.query(`SELECT t.view_name, t.text_hash
FROM ops.view_text AS t
INNER JOIN information_schema.views AS v ON CONCAT(v.table_schema, '.', v.table_name) = t.view_name`);
  return new Map(result.rows.map(([name, hash]) => [String(name), String(hash)]));
}

/** Compares the model with the warehouse. Reads only. */
export async function findSchemaPlan(warehouse: Warehouse, dialect: Dialect): Promise<SchemaPlan> {
  const actual = await warehouse.inspect();
  const hashes = await viewHashes(warehouse, actual);
  return planSchema(dialect, { tables: allTables(), views: viewDefinitions() }, actual, hashes);
}

async function rememberViews(warehouse: Warehouse): Promise<void> {
  await warehouse.transaction(async (session) => {
    await session.execute('DELETE FROM ops.view_text');
    await warehouse.insertRows(session, 'ops.view_text', {
      columns: ['view_name', 'text_hash'],
      rows: viewDefinitions().map((view) => [view.name, viewHash(view)]),
    });
  });
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
    await rememberViews(warehouse);
  }
  await warehouse.transaction(async (session) => {
    for (const { sql } of seedMemberStatements()) await session.execute(sql);
  });
  return plan;
}
