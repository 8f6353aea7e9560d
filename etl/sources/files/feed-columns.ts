import { type ColumnForm, columnLabel, MISSING_FORM, REFUSED_FORM } from '../../../core/schema-change.ts';

/** Columns of a feed that are remembered. Keys of JSON can be data, each another, and must not fill the warehouse. */
export const MAX_KNOWN_COLUMNS = 1000;

interface Look {
  readonly firstSourceId: number;
  isCurrent: boolean;
}

/** What the columns of a feed's files have looked like. Grows file by file; nothing is ever forgotten. */
export class FeedColumns {
  readonly #looks = new Map<string, Map<string, Look>>();

  constructor(forms: readonly ColumnForm[]) {
    for (const { column, physicalType, ...look } of forms) this.#put(column, physicalType, look);
  }

  /** Whether there is nothing yet to compare a file with: the first file says what the feed looks like. */
  get isEmpty(): boolean {
    return ![...this.#looks.keys()].some((column) => this.typesOf(column).length > 0);
  }

  /** Columns that can still be remembered. */
  get room(): number {
    return Math.max(0, MAX_KNOWN_COLUMNS - this.#looks.size);
  }

  isKnown(column: string): boolean {
    return this.typesOf(columnLabel(column)).length > 0;
  }

  /** Types the column has had; none if it was never let in. */
  typesOf(column: string): readonly string[] {
    const types = this.#looks.get(columnLabel(column))?.keys() ?? [];
    return [...types].filter((type) => type !== MISSING_FORM && type !== REFUSED_FORM);
  }

  /** Whether the file before was without the column. */
  isMissing(column: string): boolean {
    return this.#looks.get(columnLabel(column))?.get(MISSING_FORM)?.isCurrent === true;
  }

  isRefused(column: string): boolean {
    return this.#looks.get(columnLabel(column))?.has(REFUSED_FORM) === true;
  }

  /** Takes the columns of the next file in reading order, each with its form. */
  see(sourceId: number, columns: ReadonlyMap<string, string>): void {
    for (const looks of this.#looks.values()) for (const look of looks.values()) look.isCurrent = false;
    for (const [name, type] of columns) {
      const column = columnLabel(name);
      const look = this.#looks.get(column)?.get(type);
      if (look !== undefined) look.isCurrent = true;
      else if (this.#looks.has(column) || this.room > 0) {
        this.#put(column, type, { firstSourceId: sourceId, isCurrent: true });
      }
    }
  }

  forms(): readonly ColumnForm[] {
    return [...this.#looks].flatMap(([column, looks]) =>
      [...looks].map(([physicalType, look]) => ({ column, physicalType, ...look })),
    );
  }

  #put(column: string, type: string, look: Look): void {
    const looks = this.#looks.get(column) ?? new Map<string, Look>();
    this.#looks.set(column, looks.set(type, { ...look }));
  }
}
