import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

import { FileLines } from './file-lines.ts';
import type { LineFormat } from './line-format.ts';

export interface SeededFile {
  readonly name: string;
  /** Data rows: blank and spoiled ones count, the header does not. */
  readonly rows: number;
  readonly bytes: number;
}

/** Text kept before it goes to the disk: large enough for few writes, small beside the process. */
const BUFFER_CHARACTERS = 256 * 1024;

/** One file of the shop. `flush` is where the writer waits for the disk, so call it every few hundred rows. */
export class TableFile extends FileLines {
  readonly #handle: FileHandle;
  #bytes = 0;

  private constructor(name: string, columns: readonly string[], format: LineFormat, handle: FileHandle) {
    super(name, columns, format);
    this.#handle = handle;
  }

  static async create(
    directory: string,
    name: string,
    columns: readonly string[],
    format: LineFormat,
  ): Promise<TableFile> {
    return new TableFile(name, columns, format, await open(join(directory, name), 'w'));
  }

  async flush(): Promise<void> {
    if (this.length >= BUFFER_CHARACTERS) await this.#writeOut(this.take());
  }

  async close(): Promise<SeededFile> {
    await this.#writeOut(this.takeAll());
    await this.#handle.close();
    return { name: this.name, rows: this.rows, bytes: this.#bytes };
  }

  /** Lets go of the file without finishing it. */
  async abandon(): Promise<void> {
    await this.#handle.close();
  }

  async #writeOut(text: string): Promise<void> {
    let rest = Buffer.from(text, 'utf8');
    this.#bytes += rest.length;
    while (rest.length > 0) {
      const { bytesWritten } = await this.#handle.write(rest);
      rest = rest.subarray(bytesWritten);
    }
  }
}
