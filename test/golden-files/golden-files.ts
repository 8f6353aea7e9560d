import type { SecurityConfig } from '../../core/config/schema.ts';
import { duckDbDialect } from '../../dwh/duckdb/dialect.ts';
import { viewDefinitions } from '../../dwh/load/apply-schema.ts';
import type { CompleteFile } from '../../dwh/load/complete-files.ts';
import type { Dialect } from '../../dwh/load/dialect.ts';
import { lossesStatement, presenceStatements } from '../../dwh/load/presence.ts';
import { classCountStatement, cleanUpStatements, publishStatements } from '../../dwh/load/publish-plan.ts';
import { readableStatements } from '../../dwh/load/run-statements.ts';
import { schemaStatements } from '../../dwh/load/schema-plan.ts';
import { seedMemberStatements } from '../../dwh/load/seed-members.ts';
import { rememberMembers, type Scope, seenDeletes, seenFirst, seenLosses, seenReturns } from '../../dwh/load/seen.ts';
import {
  copySeen,
  countNews,
  markFirst,
  replaceSeen,
  seenDeletedBetween,
  seenHeldBetween,
} from '../../dwh/load/seen-anew.ts';
import { dropStrayRows } from '../../dwh/load/stray-rows.ts';
import { isVersioned, type VersionedDimension, wholeOf, workOutVersions } from '../../dwh/load/versions.ts';
import { loadTargets, model } from '../../dwh/model/model.ts';
import type { Dimension, Fact } from '../../dwh/model/star.ts';
import { qualifiedName } from '../../dwh/model/table.ts';
import { allTables } from '../../dwh/model/tables.ts';
import { SQL_SERVER } from '../../dwh/sqlserver/capabilities.ts';
import { sqlServerDialect } from '../../dwh/sqlserver/dialect.ts';
import { terminated } from '../../dwh/sqlserver/script.ts';

/** Any that went before. */
const FILE: CompleteFile = {
  batchId: 1,
  sourceId: 1,
  asOf: '2025-01-01 00:00:00.000',
  path: 'a.csv',
  isLate: false,
  refusedRows: 0,
  maxDeletedShare: 1,
  earlier: null,
};

const SECURITY_OFF: SecurityConfig = { maskPersonalData: false, rowAccess: 'off' };

/** Path below `test/golden/`, with `/`, and what the file is to hold. */
export interface GoldenFile {
  readonly path: string;
  readonly text: string;
}

interface Statement {
  readonly name: string;
  readonly sql: string;
}

/** A file of statements in the portable subset, each below a comment with its name. */
export interface GoldenStatements extends GoldenFile {
  readonly statements: readonly Statement[];
}

function dml(path: string, statements: readonly Statement[]): GoldenStatements {
  const texts = statements.map(({ name, sql }) => `-- ${name}\n${sql};\n`);
  return { path, statements, text: texts.join('\n') };
}

function ddl(path: string, statements: readonly string[]): GoldenFile {
  return { path, text: statements.map((sql) => `${sql};\n`).join('\n') };
}

function batches(path: string, statements: readonly string[]): GoldenFile {
  return { path, text: statements.map((sql) => `${terminated(sql)}\nGO\n`).join('\n') };
}

/** What complete files that are newer than all others add to the load of members with history. */
function onwardsStatements(target: VersionedDimension, scope: Scope): readonly Statement[] {
  return [
    rememberMembers(target, scope),
    { name: `what a file of ${target.entity} lacks`, sql: seenLosses(target, scope) },
    seenDeletes(target, scope),
    seenReturns(target, scope),
    seenFirst(target, scope),
  ];
}

/** And where others follow them, or all speak anew. */
function anewStatements(target: VersionedDimension): readonly Statement[] {
  return [
    ...onwardsStatements(target, 'run').map(({ name, sql }) => ({ name: `${name}, all being read again`, sql })),
    copySeen(target, false),
    copySeen(target, true),
    ...seenDeletedBetween(target),
    ...seenHeldBetween(target),
    ...markFirst(target),
    { name: `count what is new of ${target.entity}`, sql: countNews(target) },
    ...replaceSeen(target),
  ];
}

/** What complete files add to the load of an entity. */
function completeStatements(target: Dimension | Fact): readonly Statement[] {
  if (target.kind === 'dimension' && isVersioned(target)) {
    return [
      ...onwardsStatements(target, 'stored'),
      ...readableStatements(workOutVersions(wholeOf(target), true)),
      ...anewStatements(target),
    ];
  }
  const { returns, deletes, late } = presenceStatements(target);
  const name = `what a file of ${target.entity} lacks`;
  const losses = [
    { name, sql: lossesStatement(target, { from: null, isAnew: false }) },
    { name: `${name}, all being read again`, sql: lossesStatement(target, { from: null, isAnew: true }) },
    {
      name: `${name} of what a whole one before it holds`,
      sql: lossesStatement(target, { from: FILE, isAnew: false }),
    },
  ];
  return [...losses, returns(false), returns(true), deletes, late];
}

/** What loads each entity, in load order, and the members that every dimension has from the start. */
export function goldenDml(): readonly GoldenStatements[] {
  const entities = model.contracts.map(({ entity }) =>
    dml(`dml/${entity}.sql`, [
      dropStrayRows(entity),
      ...readableStatements(publishStatements(entity)),
      { name: `count the classes of ${entity}`, sql: classCountStatement(entity) },
      ...cleanUpStatements(entity),
    ]),
  );
  const complete = loadTargets().map((target) => dml(`dml/complete/${target.entity}.sql`, completeStatements(target)));
  return [...entities, ...complete, dml('dml/seed-members.sql', seedMemberStatements())];
}

/** Everything a new warehouse is made of. */
function newWarehouse(folder: string, dialect: Dialect, file: typeof ddl): readonly GoldenFile[] {
  const tables = [...allTables(), ...dialect.ownTables];
  const views = viewDefinitions();
  return [
    file(`${folder}/schemas.sql`, schemaStatements(dialect)),
    ...tables.map((table) => file(`${folder}/${qualifiedName(table)}.sql`, dialect.createTable(table))),
    ...views.map((view) => file(`${folder}/${view.name}.sql`, dialect.createView(view))),
    ...dialect.scripts(tables, views).map(({ name, statements }) => file(scriptPath(folder, name), statements)),
  ];
}

function scriptPath(folder: string, name: string): string {
  return `${folder}/script.${name.replaceAll(' ', '-')}.sql`;
}

/** What the options of `security` make of the scripts on SQL Server. */
function securityOptions(): readonly GoldenFile[] {
  const folder = 'ddl/sqlserver-options';
  const script = (wanted: string, security: SecurityConfig) => {
    const dialect = sqlServerDialect(SQL_SERVER, security);
    const scripts = dialect.scripts([...allTables(), ...dialect.ownTables], viewDefinitions());
    return scripts.filter(({ name }) => name === wanted).flatMap(({ statements }) => statements);
  };
  return [
    batches(`${folder}/masking.sql`, script('masking', { maskPersonalData: true, rowAccess: 'off' })),
    batches(
      `${folder}/row-access-country.sql`,
      script('row-level security', { ...SECURITY_OFF, rowAccess: 'country' }),
    ),
    batches(`${folder}/row-access-seller.sql`, script('row-level security', { ...SECURITY_OFF, rowAccess: 'seller' })),
  ];
}

export function goldenDdl(): readonly GoldenFile[] {
  return [
    ...newWarehouse('ddl/duckdb', duckDbDialect, ddl),
    ...newWarehouse('ddl/sqlserver', sqlServerDialect(SQL_SERVER, SECURITY_OFF), batches),
    ...securityOptions(),
  ];
}

export function goldenFiles(): readonly GoldenFile[] {
  return [...goldenDdl(), ...goldenDml()];
}
