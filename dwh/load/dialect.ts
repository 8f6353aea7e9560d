import type { SqlType, Table, TableColumn } from '../model/table.ts';

export interface ViewDefinition {
  /** Schema-qualified. */
  readonly name: string;
  readonly description: string;
  readonly columns: readonly { readonly name: string; readonly description: string }[];
  /** Portable T-SQL SELECT. */
  readonly sql: string;
  readonly file: string;
}

/** Statements that bring something beside tables and views to the model, such as roles. Running them again is harmless. */
export interface SchemaScript {
  /** Remembered with a hash of its text in ops.view_text. */
  readonly name: string;
  readonly statements: readonly string[];
}

/** How one engine writes DDL. Pure: text in, text out. */
export interface Dialect {
  /** Tables that only this engine needs, beside those of the model. */
  readonly ownTables: readonly Table[];
  createSchema(name: string): string;
  createTable(table: Table): readonly string[];
  addColumn(table: Table, column: TableColumn): readonly string[];
  dropColumn(table: string, column: string): string;
  dropTable(table: string): string;
  /** Replaces the view and its descriptions. */
  createView(view: ViewDefinition): readonly string[];
  /** A view cannot be replaced below another one: with any of them, all are made anew, in deploy order. */
  readonly viewsHoldEachOther: boolean;
  /** Run after tables and views, whenever one of them was created or changed, or a script's own text has changed. */
  scripts(tables: readonly Table[], views: readonly ViewDefinition[]): readonly SchemaScript[];
  /** The type as the engine's catalog spells it. */
  catalogType(type: SqlType): string;
  /** A generated statement in portable T-SQL, without parameters, as the engine takes it. */
  fromPortable(sql: string): string;
  /** The statements as one script, for the tools that people run scripts with. */
  script(statements: readonly string[]): string;
}
