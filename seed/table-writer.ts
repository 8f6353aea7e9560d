import { type DirtDraw, type DirtyRow, drawDirt, type TableDirt, writeDirtyRow } from './dirty-table.ts';
import { FeedTally } from './feed-tally.ts';
import type { TableFile } from './table-file.ts';

/** One file that feeds one entity, with its dirt and its bookkeeping. */
export class TableWriter {
  readonly tally = new FeedTally();
  readonly #file: TableFile;
  readonly #dirt: TableDirt;
  readonly #seed: number;
  readonly #rate: number;

  constructor(file: TableFile, dirt: TableDirt, seed: number, rate: number) {
    this.#file = file;
    this.#dirt = dirt;
    this.#seed = seed;
    this.#rate = rate;
  }

  /** `index` identifies the row within the table; the same index always draws the same dirt. */
  draw(index: number): DirtDraw {
    return drawDirt(this.#seed, this.#rate, this.#dirt, index);
  }

  /** Whether the row's key gets known to the warehouse. */
  write(draw: DirtDraw, row: DirtyRow): boolean {
    return writeDirtyRow(this.#file, this.tally, this.#dirt, draw, row);
  }
}
