import type { LineFormat } from './line-format.ts';

interface LaterLine {
  readonly dueRow: number;
  readonly text: string;
}

/** The rows of one file, written from the front by plain calls and kept as text until somebody takes them. */
export class FileLines {
  readonly name: string;
  readonly columns: readonly string[];
  readonly #format: LineFormat;
  readonly #later: LaterLine[] = [];
  #text: string;
  #rows = 0;

  constructor(name: string, columns: readonly string[], format: LineFormat) {
    this.name = name;
    this.columns = columns;
    this.#format = format;
    this.#text = format.header(columns);
  }

  /** Data rows so far: blank and spoiled ones count, the header does not. */
  get rows(): number {
    return this.#rows;
  }

  /** Characters that nobody has taken yet. */
  get length(): number {
    return this.#text.length;
  }

  write(fields: readonly string[]): void {
    this.#append(this.#format.line(this.columns, fields));
  }

  writeBlank(): void {
    this.#append(this.#format.blank(this.columns));
  }

  writeBroken(fields: readonly string[]): void {
    this.#append(this.#format.broken(this.columns, fields));
  }

  /** Writes the row once at least `distance` more rows are written, or at the file's end. */
  writeLater(fields: readonly string[], distance: number): void {
    this.#later.push({ dueRow: this.#rows + distance, text: this.#format.line(this.columns, fields) });
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** What is left at the file's end, rows for later with it. */
  takeAll(): string {
    for (const { text } of this.#later.splice(0)) this.#count(text);
    return this.take();
  }

  #append(text: string): void {
    this.#count(text);
    while ((this.#later[0]?.dueRow ?? Number.POSITIVE_INFINITY) <= this.#rows) {
      this.#count(this.#later.shift()?.text ?? '');
    }
  }

  #count(text: string): void {
    this.#rows += 1;
    this.#text += text;
  }
}
