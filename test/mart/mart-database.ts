import { type DuckDbDatabase, openDatabase } from '../../connect/duckdb/open-database.ts';
import { duckDbDialect } from '../../dwh/duckdb/dialect.ts';
import { readResult } from '../../dwh/duckdb/read-result.ts';
import { translateGenerated } from '../../dwh/duckdb/translate/translate-generated.ts';
import { translateSelect } from '../../dwh/duckdb/translate/translate-select.ts';
import { schemaStatements } from '../../dwh/load/schema-plan.ts';
import { seedMemberStatements } from '../../dwh/load/seed-members.ts';
import { readChecks, readViews } from '../../dwh/load/sql-files.ts';
import { allTables } from '../../dwh/model/tables.ts';

/** Values as SQL literals without quotes; NULL for an empty one. */
export type Value = string | number | boolean | null;

/** The star with its unknown and listed members and all report views, in memory. */
export class MartDatabase {
  readonly #database: DuckDbDatabase;

  private constructor(database: DuckDbDatabase) {
    this.#database = database;
  }

  static async create(): Promise<MartDatabase> {
    const database = await openDatabase(':memory:', 'write', '200MB');
    const tables = allTables().filter(({ schema }) => schema === 'dim' || schema === 'fact');
    const views = readViews().map((view) => ({ ...view, name: `mart.${view.name}`, description: view.purpose }));
    for (const sql of [
      ...schemaStatements(duckDbDialect),
      ...tables.flatMap((table) => duckDbDialect.createTable(table)),
      ...seedMemberStatements().map((statement) => translateGenerated(statement.sql).sql),
      ...views.flatMap((view) => duckDbDialect.createView(view)),
    ]) {
      await database.connection.run(sql);
    }
    return new MartDatabase(database);
  }

  /** Each row has one value a column; `run_id` is added where the table has it. */
  async insert(table: string, columns: readonly string[], rows: readonly (readonly Value[])[]): Promise<void> {
    const hasRun = table !== 'dim.date';
    const names = hasRun ? [...columns, 'run_id'] : columns;
    const lines = rows.map((row) => `(${(hasRun ? [...row, 1] : row).map(literal).join(', ')})`);
    await this.#database.connection.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES ${lines.join(', ')}`);
  }

  /** Rows of portable SQL as `a | b | c`, NULL as `null`. */
  async lines(sql: string): Promise<readonly string[]> {
    const translated = translateSelect(sql, { file: 'query' });
    const { rows } = await readResult(await this.#database.connection.run(translated.sql));
    return rows.map((row) => row.map(String).join(' | '));
  }

  /** Rows of a view with all columns of its header, ordered by some of them. */
  async view(name: string, orderBy: string): Promise<readonly string[]> {
    const columns = readViews().find((view) => view.name === name)?.columns ?? [];
    const list = columns.map((column) => `v.${column.name}`).join(', ');
    return this.lines(`SELECT ${list} FROM mart.${name} AS v ORDER BY ${orderBy}`);
  }

  /** Rows of a check as `subject | detail`, ordered by subject. */
  async check(name: string): Promise<readonly string[]> {
    const sql = readChecks().find((check) => check.name === name)?.sql ?? '';
    return (await this.lines(sql)).toSorted();
  }

  /** Names and types of what a query gives, as T-SQL calls them. */
  async columnsOf(sql: string): Promise<readonly string[]> {
    const translated = translateSelect(sql, { file: 'query' });
    const { columns } = await readResult(await this.#database.connection.run(translated.sql));
    return columns.map(({ name, type }) => `${name} ${type}`);
  }

  /** Names and types of a view's columns as the engine's catalog has them. */
  async catalogColumns(view: string): Promise<readonly string[]> {
    const result = await this.#database.connection.run(
      "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'mart' AND table_name = $name ORDER BY column_index",
      { name: view },
    );
    return (await result.getRowsJson()).map((row) => row.join(' '));
  }

  close(): void {
    this.#database.close();
  }
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
