import { duckDbDialect } from '../../dwh/duckdb/dialect.ts';
import { viewDefinitions } from '../../dwh/load/apply-schema.ts';
import { classCountStatement, cleanUpStatements, publishStatements } from '../../dwh/load/publish-plan.ts';
import { schemaStatements } from '../../dwh/load/schema-plan.ts';
import { seedMemberStatements } from '../../dwh/load/seed-members.ts';
import { model } from '../../dwh/model/model.ts';
import { qualifiedName } from '../../dwh/model/table.ts';
import { allTables } from '../../dwh/model/tables.ts';

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

/** What loads each entity, in load order, and the members that every dimension has from the start. */
export function goldenDml(): readonly GoldenStatements[] {
  const entities = model.contracts.map(({ entity }) =>
    dml(`dml/${entity}.sql`, [
      ...publishStatements(entity),
      { name: `count the classes of ${entity}`, sql: classCountStatement(entity) },
      ...cleanUpStatements(entity),
    ]),
  );
  return [...entities, dml('dml/seed-members.sql', seedMemberStatements())];
}

/** Everything a new DuckDB warehouse is made of. */
export function goldenDdl(): readonly GoldenFile[] {
  const folder = 'ddl/duckdb';
  return [
    ddl(`${folder}/schemas.sql`, schemaStatements(duckDbDialect)),
    ...allTables().map((table) => ddl(`${folder}/${qualifiedName(table)}.sql`, duckDbDialect.createTable(table))),
    ...viewDefinitions().map((view) => ddl(`${folder}/${view.name}.sql`, duckDbDialect.createView(view))),
  ];
}

export function goldenFiles(): readonly GoldenFile[] {
  return [...goldenDdl(), ...goldenDml()];
}
