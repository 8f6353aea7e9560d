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

  /** Of two rows about the same moment the one that arrives later is right. */
  arrive(row: ProductRow): void {
    const changes = this.#products.get(row.id) ?? new Map<string, ProductRow>();
    changes.set(row.changedAt === '' ? FIRST : row.changedAt, row);
    this.#products.set(row.id, changes);
  }

  versionsOf(id: string): readonly Version[] {
    const changes = [...(this.#products.get(id) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    const newest = changes.at(-1)?.[1];
    const begun: { from: string; row: ProductRow }[] = [];
    for (const [at, row] of changes) {
      const current = begun.at(-1);
      if (current === undefined) begun.push({ from: FIRST, row });
      else if (!isSame(current.row, row)) begun.push({ from: at, row });
    }
    return begun.map(({ from, row: { category, brand, price } }, index) => ({
      id,
      from,
      to: begun[index + 1]?.from ?? LAST,
      category,
      brand,
      price,
      name: newest?.name ?? '',
    }));
  }

  versions(): readonly Version[] {
    return [...this.#products.keys()].sort().flatMap((id) => this.versionsOf(id));
  }
}
