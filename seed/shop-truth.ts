import type { ClassCounts } from './feed-tally.ts';
import type { Facts, Figures, Findings } from './sales-figures.ts';
import type { SeededFile } from './table-file.ts';
import type { TicketFindings } from './ticket-figures.ts';

export const LAYOUTS = ['shop', 'single-line-orders'] as const;

export type ShopLayout = (typeof LAYOUTS)[number];

export interface DimensionTruth {
  /** Distinct keys: those of loaded rows and the inferred ones, without the unknown member. */
  readonly members: number;
  /** Rows of the dimension: a member with history has one for each version. */
  readonly versions: number;
  /** Of these, keys that only facts named. */
  readonly inferred: number;
}

interface AllFacts extends Facts {
  readonly inventory_snapshot: number;
  readonly support_ticket: number;
}

interface AllFigures extends Figures {
  /** Pieces by day of the snapshot, `yyyy-MM-dd`. */
  readonly stock_on_hand_by_day: Readonly<Record<string, number>>;
  /** Tickets by `category: issue`. */
  readonly tickets_by_issue: Readonly<Record<string, number>>;
  /** Tickets with the status resolved or closed. */
  readonly tickets_resolved: number;
}

interface AllFindings extends Findings, TicketFindings {
  readonly impossible_stock: number;
}

/** What a first load of the files into an empty warehouse must come to. */
export interface LoadTruth {
  /** By entity; each layout has one feed an entity. */
  readonly entities: Readonly<Record<string, ClassCounts>>;
  /** Rows that the star holds. */
  readonly facts: AllFacts;
  readonly dimensions: Readonly<Record<string, DimensionTruth>>;
  readonly figures: AllFigures;
  readonly findings: AllFindings;
}

export const TRUTH_GENERATOR = 'storehouse seed';

/** The content of `truth.json`. */
export interface ShopTruth extends LoadTruth {
  readonly generator: typeof TRUTH_GENERATOR;
  readonly complete: true;
  readonly layout: ShopLayout;
  readonly orders: number;
  readonly seed: number;
  readonly dirt: number;
  readonly files: readonly SeededFile[];
}
