import { formatCents } from '../money.ts';
import type { LoadedItem } from '../sales-figures.ts';
import type { Milestones } from '../shop-order.ts';

/** An item, with the category that its product had at the purchase; null when no row tells. */
export interface SoldItem extends LoadedItem {
  readonly category: string | null;
}

/** What the customer was like at the purchase; null where no row tells. */
export interface BuyerThen {
  readonly country: string | null;
  readonly segment: string | null;
}

/** Revenue by what held at the purchase. Amounts are exact decimal text with two digits. */
export interface AsOfTruth {
  readonly revenue_by_country: Readonly<Record<string, string>>;
  readonly revenue_by_segment: Readonly<Record<string, string>>;
  readonly revenue_by_category: Readonly<Record<string, string>>;
}

const WITHOUT_REVENUE: ReadonlySet<string> = new Set(['canceled', 'unavailable']);
const UNKNOWN = '(unknown)';

function addTo(sums: Map<string, number>, name: string | null, cents: number): void {
  const key = name ?? UNKNOWN;
  sums.set(key, (sums.get(key) ?? 0) + cents);
}

function asText(sums: ReadonlyMap<string, number>): Readonly<Record<string, string>> {
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, cents]) => [name, formatCents(cents)]));
}

/** Adds up revenue by the customer's country and segment and the product's category at the purchase, in whole cents. */
export class AsOfFigures {
  readonly #countries = new Map<string, number>();
  readonly #segments = new Map<string, number>();
  readonly #categories = new Map<string, number>();

  add({ status }: Milestones, items: readonly SoldItem[], { country, segment }: BuyerThen): void {
    if (WITHOUT_REVENUE.has(status)) return;
    for (const { unitCents, quantity, category } of items) {
      addTo(this.#countries, country, unitCents * quantity);
      addTo(this.#segments, segment, unitCents * quantity);
      addTo(this.#categories, category, unitCents * quantity);
    }
  }

  get truth(): AsOfTruth {
    return {
      revenue_by_country: asText(this.#countries),
      revenue_by_segment: asText(this.#segments),
      revenue_by_category: asText(this.#categories),
    };
  }
}
