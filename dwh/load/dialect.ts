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

/** How one engine writes DDL. Pure: text in, text out. */
export interface Dialect {
  createSchema(name: string): string;
  createTable(table: Table): readonly string[];
  addColumn(table: Table, column: TableColumn): readonly string[];
  dropColumn(table: string, column: string): string;
  dropTable(table: string): string;
  /** Replaces the view and its descriptions. */
  createView(view: ViewDefinition): readonly string[];
  /** The type as the engine's catalog spells it. */
  catalogType(type: SqlType): string;
}
