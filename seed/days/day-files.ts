import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InterruptedError } from '../../core/errors.ts';
import { isoDate } from '../calendar.ts';
import { FileLines } from '../file-lines.ts';
import { createCsvFormat } from '../line-format.ts';
import { SHOP_COLUMNS } from '../shop-tables.ts';
import type { SeededFile } from '../table-file.ts';
import { dayStart } from './day-of.ts';

export type ShopTableName = keyof typeof SHOP_COLUMNS;

const FORMAT = createCsvFormat({ separator: ',', lineEnd: '\n', byteOrderMark: false, nullTexts: [''] });
/** Text kept of all files together before it goes to the disk: with years of days there are thousands of files. */
const BUFFER_CHARACTERS = 2 * 1024 * 1024;
/** Rows, or whatever is written by index, between two looks at the signal and the buffers. */
const ROWS_A_TURN = 256;

interface DayFile {
  readonly lines: FileLines;
  bytes: number;
  isBegun: boolean;
}

/**
 * The files of a shop that is told day by day: one a table and day, `orders-2025-12-24.csv`. A day without rows has no
 * file. No file stays open between two writes, so that their number meets no limit of the system.
 */
export class DayFiles {
  readonly #directory: string;
  readonly #days: number;
  readonly #signal: AbortSignal | undefined;
  readonly #files = new Map<string, DayFile>();

  constructor(directory: string, days: number, signal: AbortSignal | undefined) {
    this.#directory = directory;
    this.#days = days;
    this.#signal = signal;
  }

  linesOf(table: ShopTableName, day: number): FileLines {
    const place = `${table} ${day}`;
    const known = this.#files.get(place);
    if (known !== undefined) return known.lines;
    const name = `${table}-${isoDate(dayStart(this.#days, day))}.csv`;
    const lines = new FileLines(name, SHOP_COLUMNS[table], FORMAT);
    this.#files.set(place, { lines, bytes: 0, isBegun: false });
    return lines;
  }

  /**
   * Calls `write` for 0 to `count - 1`, waits for the disk in between and lets others have their turn.
   *
   * @throws {InterruptedError} the signal was raised.
   */
  async writeRows(count: number, write: (index: number) => void, onTurn?: (done: number) => void): Promise<void> {
    for (let start = 0; start < count; start += ROWS_A_TURN) {
      if (this.#signal?.aborted)
        throw new InterruptedError('Seeding was interrupted; run it again to replace the files.');
      const end = Math.min(start + ROWS_A_TURN, count);
      for (let index = start; index < end; index += 1) write(index);
      await this.#flush();
      onTurn?.(end);
    }
  }

  /** Writes what is left. Files come by day, and in a day in the order of `tables`. */
  async finish(tables: readonly ShopTableName[]): Promise<readonly SeededFile[]> {
    for (const file of this.#files.values()) await this.#append(file, file.lines.takeAll());
    const order = ({ name }: SeededFile): string => {
      const table = tables.findIndex((one) => name.startsWith(`${one}-`));
      return `${name.slice(-14)} ${String(table).padStart(2, '0')}`;
    };
    return [...this.#files.values()]
      .map(({ lines, bytes }) => ({ name: lines.name, rows: lines.rows, bytes }))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  async #flush(): Promise<void> {
    let kept = 0;
    for (const { lines } of this.#files.values()) kept += lines.length;
    if (kept < BUFFER_CHARACTERS) return;
    for (const file of this.#files.values()) await this.#append(file, file.lines.take());
  }

  async #append(file: DayFile, text: string): Promise<void> {
    const path = join(this.#directory, file.lines.name);
    await (file.isBegun ? appendFile(path, text) : writeFile(path, text));
    file.isBegun = true;
    file.bytes += Buffer.byteLength(text, 'utf8');
  }
}
