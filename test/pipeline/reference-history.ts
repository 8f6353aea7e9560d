/** A product as a source tells it at one moment. Values as the files have them; an empty text is no value. */
export interface ProductRow {
  readonly id: string;
  /** Moment of the change, `yyyy-MM-dd HH:mm:ss`; empty where the source does not say. */
  readonly changedAt: string;
  readonly category: string;
  readonly brand: string;
  readonly price: string;
  readonly name: string;
}

export interface Version {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly category: string;
  readonly brand: string;
  readonly price: string;
  /** Of the newest change, as type 1 has it. */
  readonly name: string;
  readonly isDeleted: boolean;
}

const FIRST = '1900-01-01 00:00:00';
const LAST = '9999-12-31 00:00:00';

function isSame(a: ProductRow, b: ProductRow): boolean {
  return a.category === b.category && a.brand === b.brand && a.price === b.price;
}

/**
 * What a warehouse must show, worked out the slow way: everything that arrived, one row after the other, put in the
 * order of its changes and walked through as if it had come so.
 */
export class ReferenceHistory {
  readonly #products = new Map<string, Map<string, ProductRow>>();

  /** When each product that a complete file has held went and came back, in order. */
  readonly #presence = new Map<string, { readonly at: string; readonly isDeleted: boolean }[]>();

  /**
   * A file that is all there is, at its time. Files come in the order of their times. One that is not whole, for rows of
   * it were refused, deletes nothing.
   */
  complete(at: string, rows: readonly ProductRow[], isWhole = true): void {
    for (const row of rows) this.arrive(row);
    const held = new Set(rows.map(({ id }) => id));
    for (const [id, moments] of this.#presence) {
      const isDeleted = moments.at(-1)?.isDeleted ?? false;
      if (isDeleted === held.has(id) && (isDeleted || isWhole)) moments.push({ at, isDeleted: !isDeleted });
    }
    for (const id of held) if (!this.#presence.has(id)) this.#presence.set(id, []);
  }

  /** Of two rows about the same moment the one that arrives later is right. */
  arrive(row: ProductRow): void {
    const changes = this.#products.get(row.id) ?? new Map<string, ProductRow>();
    changes.set(row.changedAt === '' ? FIRST : row.changedAt, row);
    this.#products.set(row.id, changes);
  }

  versionsOf(id: string): readonly Version[] {
    const changes = [...(this.#products.get(id) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    const newest = changes.at(-1)?.[1];
    const presence = this.#presence.get(id) ?? [];
    const begun: { from: string; row: ProductRow; isDeleted: boolean }[] = [];
    for (const at of [...new Set([...changes.map(([time]) => time), ...presence.map((moment) => moment.at)])].sort()) {
      const row = (changes.findLast(([time]) => time <= at) ?? changes[0])?.[1];
      const isDeleted = presence.findLast((moment) => moment.at <= at)?.isDeleted ?? false;
      const current = begun.at(-1);
      if (row === undefined) continue;
      if (current === undefined) begun.push({ from: FIRST, row, isDeleted });
      else if (!isSame(current.row, row) || current.isDeleted !== isDeleted) begun.push({ from: at, row, isDeleted });
    }
    return begun.map(({ from, row: { category, brand, price }, isDeleted }, index) => ({
      id,
      from,
      to: begun[index + 1]?.from ?? LAST,
      category,
      brand,
      price,
      name: newest?.name ?? '',
      isDeleted,
    }));
  }

  versions(): readonly Version[] {
    return [...this.#products.keys()].sort().flatMap((id) => this.versionsOf(id));
  }
}
