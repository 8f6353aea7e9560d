import type { ValueType } from './contract.ts';

/**
 * Values by type: text and decimal as string (decimal canonical, so that equal values have equal texts: optional
 * `-`, digits, optional `.` and digits, no leading zeros but one before the point, no zeros at the end of a
 * fraction), int as number, date as days since 1970-01-01, datetime as milliseconds since 1970-01-01T00:00Z.
 */
export type Value = string | number | null;

export interface ChunkColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly values: readonly Value[];
}

/** A columnar piece of one entity; every column has `rowCount` values. */
export interface Chunk {
  readonly rowCount: number;
  readonly columns: readonly ChunkColumn[];
  /** Ledger number of the unit (file) the rows came from. */
  readonly sourceId: number;
  /** Row number within the unit, counted from 1 over all its data rows, blank and refused ones too. */
  readonly rowNumbers: readonly number[];
}

export const PROBLEM_CODES = [
  'required',
  'not_a_number',
  'not_an_integer',
  'not_a_date',
  'not_a_time',
  'too_long',
  'too_precise',
  'out_of_range',
  'local_time_missing',
  'local_time_ambiguous',
  'malformed_row',
  'cut_short',
  'parent_missing',
  'unexpected_column',
  'column_missing',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  /** Contract column, the file's column for `unexpected_column`, or null when the whole row is the problem. */
  readonly column: string | null;
  readonly code: ProblemCode;
  /** One short phrase for a person, e.g. `"abc" is not a decimal number`. */
  readonly detail: string;
}

/** Which row of its entity a row is, and of when: what decides which of several is the newer. */
export interface RowIdentity {
  /** The key as one text, as the warehouse makes it of staged columns. */
  readonly naturalKey: string;
  /** Milliseconds since 1970-01-01T00:00Z; null where the entity has no time of change, or the row none. */
  readonly changedAt: number | null;
}

/** An input row that was not let in, with every problem it has. */
export interface RejectedRow {
  readonly sourceId: number;
  readonly rowNumber: number;
  readonly rawText: string;
  /** Bytes that are not UTF-8 are written as `\xNN` in `rawText`, so it is not the row itself. */
  readonly isShown?: boolean;
  /** Not there where the key or the time of change is among what could not be typed. */
  readonly identity?: RowIdentity;
  readonly problems: readonly Problem[];
}
