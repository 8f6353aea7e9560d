import type { ProblemCode } from '../core/chunk.ts';
import { FeedTally } from './feed-tally.ts';

/**
 * Accounts of the three feeds that read the same order files. The product feed maps the category alone,
 * so that all rows of a category but the last are duplicates to it.
 */
export class SingleLineBooks {
  readonly order = new FeedTally();
  readonly item = new FeedTally();
  readonly #product = new FeedTally();
  readonly #categories = new Set<string>();

  /** A line that is whole enough for the product feed to see its category, if it has one. */
  sawCategory(category: string): void {
    if (category === '') this.#product.quarantined('required');
    else if (this.#categories.has(category)) this.#product.duplicate();
    else this.#product.winner(true);
    if (category !== '') this.#categories.add(category);
  }

  blank(): void {
    for (const tally of [this.order, this.item, this.#product]) tally.blank();
  }

  quarantinedEverywhere(code: ProblemCode): void {
    for (const tally of [this.order, this.item, this.#product]) tally.quarantined(code);
  }

  get product(): FeedTally {
    return this.#product;
  }
}
