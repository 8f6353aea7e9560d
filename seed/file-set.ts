import { InterruptedError } from '../core/errors.ts';
import type { LineFormat } from './line-format.ts';
import { type SeededFile, TableFile } from './table-file.ts';

/** Rows between two looks at the signal and the buffers. */
const ROWS_A_TURN = 256;

/** The files of one run; none stays open when the run ends, however it ends. */
export class FileSet {
  readonly #directory: string;
  readonly #signal: AbortSignal | undefined;
  #open: TableFile[] = [];
  readonly #finished: SeededFile[] = [];

  constructor(directory: string, signal: AbortSignal | undefined) {
    this.#directory = directory;
    this.#signal = signal;
  }

  async create(name: string, columns: readonly string[], format: LineFormat): Promise<TableFile> {
    const file = await TableFile.create(this.#directory, name, columns, format);
    this.#open.push(file);
    return file;
  }

  /**
   * Writes rows 0 to `count - 1`, waits for the disk in between and lets others have their turn.
   *
   * @throws {InterruptedError} the signal was raised.
   */
  async writeRows(count: number, write: (index: number) => void, onTurn?: (done: number) => void): Promise<void> {
    for (let start = 0; start < count; start += ROWS_A_TURN) {
      if (this.#signal?.aborted)
        throw new InterruptedError('Seeding was interrupted; run it again to replace the files.');
      const end = Math.min(start + ROWS_A_TURN, count);
      for (let index = start; index < end; index += 1) write(index);
      for (const file of this.#open) await file.flush();
      onTurn?.(end);
    }
  }

  /** Closes what is open, in the order of creation. */
  async finish(): Promise<void> {
    const files = this.#open;
    this.#open = [];
    for (const file of files) this.#finished.push(await file.close());
  }

  get finished(): readonly SeededFile[] {
    return this.#finished;
  }

  async abandon(): Promise<void> {
    const files = this.#open;
    this.#open = [];
    for (const file of files) await file.abandon();
  }
}
