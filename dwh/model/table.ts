import type { PersonalData } from '../../core/contract.ts';

/** Column types of the warehouse, in T-SQL; each engine's adapter maps them. */
export type SqlType =
  | 'int'
  | 'bigint'
  | 'bit'
  | 'date'
  | 'datetime2(3)'
  | `decimal(${number}, ${number})`
  | `nvarchar(${number})`
  | 'nvarchar(max)';

export interface TableColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  readonly description: string;
  readonly personal?: PersonalData;
  /** Value, 0 for false too, that rows get which are there when the column is added; without it they have none. One column a table. */
  readonly initial?: number;
}

export interface ForeignKey {
  readonly column: string;
  /** Schema-qualified. */
  readonly table: string;
  readonly toColumn: string;
}

/** In an order in which they can be created. */
export const SCHEMAS = ['ops', 'dim', 'fact', 'hist', 'stg', 'mart', 'checks'] as const;

/** How the rows of a table are kept: `columns` is for large tables, where the engine has a choice. */
export type Storage = 'rows' | 'columns';

/** A table as every engine creates it. */
export interface Table {
  readonly schema: 'dim' | 'fact' | 'hist' | 'stg' | 'ops';
  readonly name: string;
  readonly description: string;
  readonly columns: readonly TableColumn[];
  /** Empty for staging heaps. */
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  /** Secondary indexes, where the engine gains from them. */
  readonly indexes: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Rows when it is not said. */
  readonly storage?: Storage;
}

export function qualifiedName(table: Pick<Table, 'schema' | 'name'>): string {
  return `${table.schema}.${table.name}`;
}
