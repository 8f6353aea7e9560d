import { type DirtDraw, drawDirt, type TableDirt } from '../dirty-table.ts';
import { SHOP_COLUMNS } from '../shop-tables.ts';
import type { ShopWorld } from '../shop-world.ts';
import type { DayFiles, ShopTableName } from './day-files.ts';
import { DayTally } from './day-tally.ts';
import { deliveriesOf, type Row, rowsOf, type Story, type Stray, type Way } from './on-the-way.ts';
import { allInOneLoad, type KeyContext, NEVER, type SettledKey, settleKey } from './settle-key.ts';

/** Rows that lie between two of a key and day which do not stand one below the other. */
const DISTANCE = 20;

export function wayOf(world: ShopWorld, table: ShopTableName, dirt: TableDirt): Way {
  const { seed, days, dirt: rate } = world;
  return { seed, days, rate, dirt, columns: SHOP_COLUMNS[table] };
}

interface DeliveredKey<T> extends SettledKey<Row<T>> {
  readonly typed: readonly Row<T>[];
}

/** One table over all days, with its dirt and its bookkeeping. */
export class DayTable {
  readonly tally = new DayTally();
  readonly way: Way;
  readonly #table: ShopTableName;
  readonly #files: DayFiles;

  constructor(world: ShopWorld, files: DayFiles, table: ShopTableName, dirt: TableDirt) {
    this.way = wayOf(world, table, dirt);
    this.#table = table;
    this.#files = files;
  }

  /** What kind of dirt row `index` has: the same that strikes its story. */
  draw(index: number): DirtDraw {
    return drawDirt(this.way.seed, this.way.rate, this.way.dirt, index);
  }

  /** Writes everything of a story; what becomes of its typed rows is still to be counted. */
  deliver<T>(story: Story<T>): readonly Row<T>[] {
    const deliveries = deliveriesOf(this.way, story);
    const postponed = new Set<number>();
    for (const delivery of deliveries) {
      if (delivery.kind === 'row') this.#write(delivery, postponed);
      else this.#writeStray(delivery);
    }
    return rowsOf(deliveries);
  }

  /** Delivers and counts a story of a table without history. */
  settle<T>(story: Story<T>, { parentDay, namedDay }: KeyContext): DeliveredKey<T> {
    const rows = this.deliver(story);
    const byDay = settleKey(rows, { parentDay, namedDay });
    for (const settled of byDay.rows) this.tally.settled(settled);
    const once = settleKey(allInOneLoad(rows), { parentDay: parentDay === NEVER ? NEVER : -1, namedDay: NEVER });
    for (const { rowClass } of once.rows) this.tally.atOnce.row(rowClass);
    return { ...byDay, typed: rows };
  }

  /** Rows of a key and day keep their order: once one is put off, those behind it are. */
  #write<T>(row: Row<T>, postponed: Set<number>): void {
    const lines = this.#files.linesOf(this.#table, row.day);
    if (row.isLater) postponed.add(row.day);
    if (postponed.has(row.day)) lines.writeLater(row.written, DISTANCE);
    else lines.write(row.written);
  }

  #writeStray(stray: Stray): void {
    const lines = this.#files.linesOf(this.#table, stray.day);
    if (stray.kind === 'blank') {
      lines.writeBlank();
      this.tally.blank(stray.day);
    } else if (stray.kind === 'orphan') {
      lines.write(stray.written);
      this.tally.settled({ day: stray.day, settledDay: stray.day, rowClass: 'waiting' });
      this.tally.atOnce.row('waiting');
    } else {
      if (stray.kind === 'broken') lines.writeBroken(stray.written);
      else lines.write(stray.written);
      this.tally.refused(stray.day, stray.code);
    }
  }
}
