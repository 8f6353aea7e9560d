/**
 * Types a value may have after the edge. Decimals are text all the way into the warehouse,
 * because a JavaScript number cannot hold every `decimal(19, 4)`.
 */
export type ValueType = 'text' | 'int' | 'decimal' | 'date' | 'datetime';

/** What is left of a personal value where such data are masked: nothing, or its first two characters. */
export type PersonalData = 'hidden' | 'start';

export interface ContractColumn {
  /** snake_case; also the column's name in staging. An instant ends in `_utc`. */
  readonly name: string;
  readonly type: ValueType;
  readonly description: string;
  /** A row without a value here is quarantined (`required`). Key columns are always required. */
  readonly required?: boolean;
  /** Text longer than this is quarantined (`too_long`): SQL Server would refuse or cut it, DuckDB would keep it. */
  readonly maxLength?: number;
  /** Total digits and digits after the point of a decimal; excess digits are quarantined (`too_precise`), never rounded. */
  readonly precision?: number;
  readonly scale?: number;
  /** Inclusive bounds of an int or a decimal (canonical text); outside is quarantined (`out_of_range`). */
  readonly min?: string;
  readonly max?: string;
  /** Value, as canonical text, that stands in for an empty field or an unmapped column. */
  readonly default?: string;
  /**
   * Instants only: the edge also types the date (and hour) in the reporting time zone, into
   * `<name without _utc>_date` and `<name without _utc>_hour`.
   */
  readonly local?: 'date' | 'date_and_hour';
  /** Says something about a person. */
  readonly personal?: PersonalData;
}

/** A fact row that needs its parent's row first; without it the row waits. */
export interface ParentReference {
  readonly entity: string;
  readonly columns: readonly string[];
}

/** Columns and rules of one kind of source row. */
export interface EntityContract {
  readonly entity: string;
  readonly description: string;
  readonly columns: readonly ContractColumn[];
  /** Columns that identify a row. */
  readonly key: readonly string[];
  /** Column that carries another key of the same thing; a row whose only news is its alias is `unchanged`. */
  readonly alias?: string;
  /** Column that says when the source changed the row; the latest change wins, else the last by file and row. With history, each is a state. */
  readonly changedAt?: string;
  readonly parent?: ParentReference;
}

/** Names of the staged columns that a contract column gives: itself and its local date and hour. */
export function stagedColumnNames(column: ContractColumn): readonly string[] {
  const base = column.name.replace(/_utc$/, '');
  if (column.local === 'date') return [column.name, `${base}_date`];
  if (column.local === 'date_and_hour') return [column.name, `${base}_date`, `${base}_hour`];
  return [column.name];
}
