/** What is done when a feed's files look different than they did: go on, stop the run, or refuse the rows. */
export const CONTRACT_MODES = ['evolve', 'freeze', 'quarantine'] as const;

export type ContractMode = (typeof CONTRACT_MODES)[number];

export interface ContractModes {
  /** A column that is neither mapped, nor ignored, nor known from an earlier file. */
  readonly newColumns: ContractMode;
  /** A mapped column that is not there. */
  readonly missingColumns: ContractMode;
  /** Values that are not of their column's type any more. */
  readonly changedTypes: ContractMode;
}

export type ChangeKind = 'new_column' | 'missing_column' | 'changed_type';

/** In place of a type: the column is mapped, and the file does not have it. */
export const MISSING_FORM = 'missing';

/** In place of a type: rows with a value in this column are refused, so it is not known yet. */
export const REFUSED_FORM = 'refused';

/** In place of a type, for formats whose columns have none. */
export const TEXT_FORM = 'text';

/** A form that a column has had in a feed's files. */
export interface ColumnForm {
  /** The file's column, as `columnLabel` gives it. */
  readonly column: string;
  /** The type as the format names it, or one of the constants above. */
  readonly physicalType: string;
  /** Whether the file that was read last had it so. */
  readonly isCurrent: boolean;
  /** Ledger number of the first file that had it so. */
  readonly firstSourceId: number;
}

/** One difference between a file and what its feed's files looked like before, or what its contract asks for. */
export interface SchemaChange {
  readonly sourceId: number;
  readonly path: string;
  /** The file's column. */
  readonly column: string;
  readonly kind: ChangeKind;
  readonly mode: ContractMode;
  /** Input rows that it changed or refused; null where nobody counted. */
  readonly rows: number | null;
  /** For a person, beginning with a verb whose subject is the file. Holds no value of a row. */
  readonly description: string;
  /** A value and why it is not of the type; null where there is none. */
  readonly sample: string | null;
}

/** Width of a column's name in the warehouse. */
const MAX_LABEL_CHARACTERS = 100;

/** A file's column as it is remembered: any text may be a name in JSON, but not any text is one in a warehouse. */
export function columnLabel(name: string): string {
  return name.replaceAll('\0', '\\0').trim().slice(0, MAX_LABEL_CHARACTERS).trimEnd().toWellFormed();
}
