/** On which day rows first named each member: two bytes a member. */
export class NamedDays {
  readonly #days: Uint16Array;
  #invented = 0;

  constructor(members: number) {
    this.#days = new Uint16Array(members).fill(65_535);
  }

  /** `day` can be `NEVER`. */
  name(index: number, day: number): void {
    const known = this.#days[index] ?? 0;
    if (day < known) this.#days[index] = day;
  }

  /** Rows name a key that no file has; each such key is used for one row's story. */
  invent(day: number): void {
    if (Number.isFinite(day)) this.#invented += 1;
  }

  /** Infinity for members that nobody named. */
  dayOf(index: number): number {
    const day = this.#days[index] ?? 65_535;
    return day === 65_535 ? Number.POSITIVE_INFINITY : day;
  }

  get invented(): number {
    return this.#invented;
  }
}

/** Who is named by orders, tickets and stock counts, and where customers and sellers are. */
export interface NamedMembers {
  readonly customers: NamedDays;
  /** Customers whom an order or ticket knows by their alias. */
  readonly aliases: NamedDays;
  readonly products: NamedDays;
  readonly sellers: NamedDays;
  readonly places: NamedDays;
}
