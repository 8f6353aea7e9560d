import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

import type { LineFormat } from './line-format.ts';

export interface SeededFile {
  readonly name: string;
  /** Data rows: blank and spoiled ones count, the header does not. */
  readonly rows: number;
  readonly bytes: number;
}

/** Text kept before it goes to the disk: large enough for few writes, small beside the process. */
const BUFFER_CHARACTERS = 256 * 1024;
const EMPTY_BYTES = Buffer.alloc(0);

interface LaterLine {
  readonly dueRow: number;
  readonly text: string;
}

/**
 * One file of the shop, written from the front. Rows are collected by plain calls; `flush` is where the
 * writer waits for the disk, so call it every few hundred rows.
 */
export class TableFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly #format: LineFormat;
  readonly #handle: FileHandle;
  readonly #later: LaterLine[] = [];
  #text = '';
  #rows = 0;
  #bytes = 0;

  private constructor(name: string, columns: readonly string[], format: LineFormat, handle: FileHandle) {
    this.name = name;
    this.columns = columns;
    this.#format = format;
    this.#handle = handle;
    this.#text = format.header(columns);
  }

  static async create(
    directory: string,
    name: string,
    columns: readonly string[],
    format: LineFormat,
  ): Promise<TableFile> {
    return new TableFile(name, columns, format, await open(join(directory, name), 'w'));
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

  async flush(): Promise<void> {
    if (this.#text.length >= BUFFER_CHARACTERS) await this.#writeOut();
  }

  async close(): Promise<SeededFile> {
    for (const { text } of this.#later.splice(0)) this.#count(text);
    await this.#writeOut();
    await this.#handle.close();
    return { name: this.name, rows: this.#rows, bytes: this.#bytes };
  }

  /** Lets go of the file without finishing it. */
  async abandon(): Promise<void> {
    await this.#handle.close();
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

  async #writeOut(): Promise<void> {
    let rest = this.#text === '' ? EMPTY_BYTES : Buffer.from(this.#text, 'utf8');
    this.#text = '';
    this.#bytes += rest.length;
    while (rest.length > 0) {
      const { bytesWritten } = await this.#handle.write(rest);
      rest = rest.subarray(bytesWritten);
    }
  }
}
