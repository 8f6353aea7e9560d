import type { EntityContract } from '../../core/contract.ts';
import { RuledMember, sinceOf, TELLS_OF } from './ruled-members.ts';
import type { TypedRow } from './type-row.ts';

export interface Staged {
  readonly row: TypedRow;
  /** Number of the load that brought it. */
  readonly load: number;
}

export interface Classed extends Staged {
  readonly rowClass: string;
}

/** What rows of a fact name. */
const NAMES: Readonly<Record<string, readonly (readonly [dimension: string, column: string])[]>> = {
  order: [['customer', 'customer_id']],
  order_item: [
    ['product', 'product_id'],
    ['seller', 'seller_id'],
  ],
  inventory: [
    ['product', 'product_id'],
    ['seller', 'seller_id'],
  ],
  support_ticket: [
    ['customer', 'customer_id'],
    ['product', 'product_id'],
  ],
};

const PLACE = ['country', 'postal_code', 'city'];

function identity(row: TypedRow, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => row.get(column) ?? null));
}

function grouped(rows: readonly Staged[], keyOf: (row: TypedRow) => string): readonly (readonly Staged[])[] {
  return [...Map.groupBy(rows, ({ row }) => keyOf(row)).values()];
}

function changeOf({ row }: Staged): string {
  return row.get('changed_at_utc') ?? '';
}

function newestOf(rows: readonly Staged[]): Staged | undefined {
  return rows.reduce((best, row) => (changeOf(row) >= changeOf(best) ? row : best));
}

/** A warehouse in memory that goes by the rules of accounting, load by load, and knows nothing of the generator. */
export class RuledWarehouse {
  readonly #stored = new Map<string, Map<string, TypedRow>>();
  readonly #waiting = new Map<string, readonly Staged[]>();
  readonly #members = { customer: new Map<string, RuledMember>(), product: new Map<string, RuledMember>() };
  readonly #namedSellers = new Set<string>();
  readonly #namedPlaces = new Set<string>();
  readonly #aliases = new Map<string, string>();
  readonly #placeholders = new Set<string>();

  stored(entity: string): readonly TypedRow[] {
    return [...this.#rowsOf(entity).values()];
  }

  members(dimension: 'customer' | 'product'): ReadonlyMap<string, RuledMember> {
    return this.#members[dimension];
  }

  /** Sellers that are there by name alone. */
  bareSellers(): number {
    return [...this.#namedSellers].filter((id) => !this.#rowsOf('seller').has(JSON.stringify([id]))).length;
  }

  customerOf(row: TypedRow): string {
    return row.get('customer_id') ?? this.#aliases.get(row.get('customer_alias') ?? '') ?? '';
  }

  /** Loads the rows of one entity together with those that wait. */
  load(contract: EntityContract, fresh: readonly Staged[]): readonly Classed[] {
    const staged = [...(this.#waiting.get(contract.entity) ?? []), ...fresh];
    if (contract.alias !== undefined) this.#takeAliases(contract.alias, staged);
    const columns = contract.columns.map(({ name }) => name);
    const lastOf = new Map(staged.map((one) => [identity(one.row, columns), one]));
    const distinct = staged.filter((one) => lastOf.get(identity(one.row, columns)) === one);
    const copies = staged.filter((one) => !distinct.includes(one)).map((one) => ({ ...one, rowClass: 'duplicate' }));
    const settled =
      TELLS_OF[contract.entity] === undefined
        ? this.#loadPlain(contract, distinct)
        : this.#loadTold(contract, distinct);
    this.#waiting.set(
      contract.entity,
      settled.filter(({ rowClass }) => rowClass === 'waiting').map(({ row, load }) => ({ row, load })),
    );
    for (const { row, rowClass } of settled) if (rowClass !== 'waiting') this.#name(contract.entity, row);
    return [...copies, ...settled];
  }

  #loadPlain(contract: EntityContract, rows: readonly Staged[]): readonly Classed[] {
    const stored = this.#rowsOf(contract.entity);
    return grouped(rows, (row) => identity(row, contract.key)).flatMap((group) => {
      const winner = newestOf(group);
      return group.map((one) => {
        if (one !== winner) return { ...one, rowClass: 'superseded' };
        const key = identity(one.row, contract.key);
        const rowClass = this.#plainClass(contract, one, stored.get(key));
        if (rowClass === 'inserted' || rowClass === 'updated') stored.set(key, one.row);
        return { ...one, rowClass };
      });
    });
  }

  #plainClass(contract: EntityContract, one: Staged, known: TypedRow | undefined): string {
    const isOrphan = contract.parent !== undefined && !this.#rowsOf('order').has(identity(one.row, ['order_id']));
    if (isOrphan) return 'waiting';
    if (known === undefined) return this.#isNamed(contract.entity, one.row) ? 'updated' : 'inserted';
    if (changeOf(one) < (known.get('changed_at_utc') ?? '')) return 'superseded';
    const columns = contract.columns.map(({ name }) => name);
    return identity(one.row, columns) === identity(known, columns) ? 'unchanged' : 'updated';
  }

  #isNamed(entity: string, row: TypedRow): boolean {
    if (entity === 'geography') return this.#namedPlaces.has(identity(row, PLACE));
    return entity === 'seller' && this.#namedSellers.has(row.get('seller_id') ?? '');
  }

  #loadTold(contract: EntityContract, rows: readonly Staged[]): readonly Classed[] {
    const { entity, key } = contract;
    const content = contract.columns.map(({ name }) => name).filter((name) => name !== contract.alias);
    const isSame = (a: TypedRow, b: TypedRow): boolean => identity(a, content) === identity(b, content);
    return grouped(rows, (row) => identity(row, key)).flatMap((ofMember) => {
      const member = this.#member(TELLS_OF[entity] ?? 'product', ofMember[0]?.row.get(key[0] ?? '') ?? '');
      const told = grouped(ofMember, sinceOf).flatMap((group) => {
        const winner = group.at(-1);
        return group.map((one) => {
          if (one === winner) return { ...one, rowClass: String(member.tell(entity, one.row, isSame)) };
          const isAlias = contract.alias !== undefined && winner !== undefined && isSame(one.row, winner.row);
          return { ...one, rowClass: isAlias ? 'unchanged' : 'superseded' };
        });
      });
      const classed = told.map((one) =>
        one.rowClass === 'new' ? { ...one, rowClass: member.classOf(entity, one.row) } : one,
      );
      member.settle();
      return classed;
    });
  }

  #takeAliases(alias: string, staged: readonly Staged[]): void {
    for (const { row } of staged) {
      const [name, id] = [row.get(alias) ?? null, row.get('customer_id') ?? ''];
      if (name === null) continue;
      if (this.#placeholders.delete(name) && !this.#members.customer.has(id))
        this.#member('customer', id).isBare = true;
      this.#aliases.set(name, id);
    }
  }

  #name(entity: string, row: TypedRow): void {
    if (entity === 'customer' || entity === 'seller') this.#namedPlaces.add(identity(row, PLACE));
    for (const [dimension, column] of NAMES[entity] ?? []) {
      const id = row.get(column) ?? null;
      if (id === null) this.#nameAlias(dimension, row.get('customer_alias') ?? null);
      else this.#nameMember(dimension, id);
    }
  }

  #nameMember(dimension: string, id: string): void {
    if (dimension === 'seller') this.#namedSellers.add(id);
    else if (dimension === 'customer' || dimension === 'product') {
      if (!this.#members[dimension].has(id)) this.#member(dimension, id).isBare = true;
    }
  }

  #nameAlias(dimension: string, alias: string | null): void {
    if (dimension === 'customer' && alias !== null && !this.#aliases.has(alias)) this.#placeholders.add(alias);
  }

  #member(dimension: 'customer' | 'product', id: string): RuledMember {
    const known = this.#members[dimension].get(id);
    if (known !== undefined) return known;
    const member = new RuledMember();
    this.#members[dimension].set(id, member);
    return member;
  }

  #rowsOf(entity: string): Map<string, TypedRow> {
    const known = this.#stored.get(entity);
    if (known !== undefined) return known;
    const rows = new Map<string, TypedRow>();
    this.#stored.set(entity, rows);
    return rows;
  }
}
