import type { Problem, ProblemCode, RejectedRow } from '../../../core/chunk.ts';
import type { RawChunk } from '../../edge/raw-chunk.ts';
import { hasInvalidBytes, showInvalidBytes } from './decode-text.ts';

/** A row's text, or how to make it if the row is refused. */
export type RawText = string | (() => string);

/** Collects rows into chunks of at most `maxRows` rows and refused rows; blank rows only count. */
export class RawChunkBuilder {
  readonly #sourceId: number;
  readonly #maxRows: number;
  #rowNumber = 0;
  #columns: (string | null)[][];
  #rowNumbers: number[] = [];
  #rawTexts: RawText[] = [];
  #problems = new Map<number, readonly Problem[]>();
  #rejected: RejectedRow[] = [];
  #blankRows = 0;
  #ready: RawChunk[] = [];

  constructor(sourceId: number, columnCount: number, maxRows: number) {
    this.#sourceId = sourceId;
    this.#maxRows = maxRows;
    this.#columns = emptyColumns(columnCount);
  }

  /** Number of the row added last. */
  get rowNumber(): number {
    return this.#rowNumber;
  }

  /** `positions[i]` says which of the fields belongs to column i, -1 that none does. A row with problems is refused. */
  addRow(
    fields: readonly (string | null)[],
    positions: readonly number[],
    rawText: RawText,
    problems?: readonly Problem[],
  ): void {
    if (problems !== undefined && problems.length > 0) this.#problems.set(this.#rowNumbers.length, problems);
    for (let column = 0; column < positions.length; column++) {
      this.#columns[column]?.push(fields[positions[column] ?? -1] ?? null);
    }
    this.#rowNumbers.push(++this.#rowNumber);
    this.#rawTexts.push(rawText);
    this.#finishIfFull();
  }

  addBlank(): void {
    this.#rowNumber++;
    this.#blankRows++;
  }

  /** `text` may hold undecodable bytes. */
  addRejected(text: string, code: ProblemCode, detail: string): void {
    const rowNumber = ++this.#rowNumber;
    const problems = [{ column: null, code, detail }];
    const shown = hasInvalidBytes(text) ? { rawText: showInvalidBytes(text), isShown: true } : { rawText: text };
    this.#rejected.push({ sourceId: this.#sourceId, rowNumber, ...shown, problems });
    this.#finishIfFull();
  }

  /** Full chunks so far. */
  takeFull(): readonly RawChunk[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** The last chunks, the unfinished one too. */
  takeRest(): readonly RawChunk[] {
    if (this.#rowNumbers.length + this.#rejected.length + this.#blankRows > 0) this.#finish();
    return this.takeFull();
  }

  #finishIfFull(): void {
    if (this.#rowNumbers.length + this.#rejected.length >= this.#maxRows) this.#finish();
  }

  #finish(): void {
    const rawTexts = this.#rawTexts;
    this.#ready.push({
      sourceId: this.#sourceId,
      rowNumbers: this.#rowNumbers,
      columns: this.#columns,
      rejected: this.#rejected,
      blankRows: this.#blankRows,
      problems: this.#problems,
      rawTextOf: (rowIndex) => textOf(rawTexts[rowIndex]),
    });
    this.#columns = emptyColumns(this.#columns.length);
    this.#rowNumbers = [];
    this.#rawTexts = [];
    this.#problems = new Map();
    this.#rejected = [];
    this.#blankRows = 0;
  }
}

function emptyColumns(count: number): (string | null)[][] {
  return Array.from({ length: count }, () => []);
}

function textOf(rawText: RawText | undefined): string {
  return typeof rawText === 'function' ? rawText() : (rawText ?? '');
}
