import { formatCents } from '../money.ts';
import type { LoadedOrder } from '../sales-figures.ts';

const WITHOUT_REVENUE: ReadonlySet<string> = new Set(['canceled', 'unavailable']);
const UNKNOWN = '(unknown)';

/** Adds up revenue by the country that each customer had at the purchase, in whole cents. */
export class CountryFigures {
  readonly #cents = new Map<string, number>();

  add({ head, items }: LoadedOrder, country: string | null): void {
    if (items.length === 0 || WITHOUT_REVENUE.has(head.status)) return;
    const cents = items.reduce((sum, item) => sum + item.unitCents * item.quantity, 0);
    const name = country ?? UNKNOWN;
    this.#cents.set(name, (this.#cents.get(name) ?? 0) + cents);
  }

  get revenue(): Readonly<Record<string, string>> {
    const sorted = [...this.#cents].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([country, cents]) => [country, formatCents(cents)]));
  }
}
