import { isoDate } from './calendar.ts';
import type { StockCount } from './stock-count.ts';

/** Adds up what the star will hold of stock. */
export class StockFigures {
  #snapshots = 0;
  #impossible = 0;
  readonly #onHandByDay = new Map<string, number>();

  add({ dayMs, onHand, reserved }: StockCount): void {
    this.#snapshots += 1;
    if (onHand < 0 || reserved > onHand) this.#impossible += 1;
    const day = isoDate(dayMs);
    this.#onHandByDay.set(day, (this.#onHandByDay.get(day) ?? 0) + onHand);
  }

  get snapshots(): number {
    return this.#snapshots;
  }

  /** Snapshots that `impossible_stock` reports. */
  get impossible(): number {
    return this.#impossible;
  }

  /** Pieces by `yyyy-MM-dd`. */
  get onHandByDay(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#onHandByDay].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
