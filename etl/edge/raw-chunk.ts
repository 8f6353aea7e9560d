import type { Problem, RejectedRow } from '../../core/chunk.ts';

/** Rows of one unit as the source wrote them: text by column, nothing typed, blank rows already taken out. */
export interface RawChunk {
  readonly sourceId: number;
  /** Row numbers within the unit, ascending. */
  readonly rowNumbers: readonly number[];
  /** In the order of the edge's `rawColumns`; each has one value for each row number. */
  readonly columns: readonly (readonly (string | null)[])[];
  /** Rows that could not be split into fields; they lie between the rows above. */
  readonly rejected: readonly RejectedRow[];
  /** Rows whose every field is empty, also fields that no column is mapped to. */
  readonly blankRows: number;
  /** What the reader found wrong with rows that it could split, by row index: reasons to refuse them too. */
  readonly problems: ReadonlyMap<number, readonly Problem[]>;
  /** The row as it stood in the source; called only for rows that are refused. */
  rawTextOf(rowIndex: number): string;
}
