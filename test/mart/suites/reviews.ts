import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import type { MartDatabase } from '../mart-database.ts';
import { createShop } from '../shop.ts';

export function testReviewViews(places: WarehousePlaces): void {
  describe('reviews', () => {
    describe('the review views', () => {
      let mart: MartDatabase;
      beforeAll(async () => {
        mart = await createShop(places);
      });
      afterAll(() => mart.close());

      test('distinct_review has a review of two orders once, as its lowest order has it', async () => {
        expect(await mart.view('distinct_review', 'v.review_id')).toEqual([
          'R1 | 20240120 | 2024-01-01 | 2024-01 | 5 | positive | 1',
          'R2 | 20240229 | 2024-02-01 | 2024-02 | 2 | negative | 0',
          'R3 | 20240229 | 2024-02-01 | 2024-02 | 1 | negative | 1',
          'R4 | -1 | null | (unknown) | 3 | neutral | 0',
          'R5 | 20240310 | 2024-03-01 | 2024-03 | 4 | positive | 0',
          'R6 | 20240310 | 2024-03-01 | 2024-03 | 4 | positive | 1',
          'R7 | 20240229 | 2024-02-01 | 2024-02 | 4 | positive | 0',
          'R8 | 20240310 | 2024-03-01 | 2024-03 | 1 | negative | 0',
          // 3 for O3, not 2 for O6.
          'R9 | 20240310 | 2024-03-01 | 2024-03 | 3 | neutral | 0',
        ]);
      });

      test('reviews_by_month_and_sentiment keeps a review without a date under an unknown month', async () => {
        expect(await mart.view('reviews_by_month_and_sentiment', 'v.month_start, v.sentiment')).toEqual([
          'null | (unknown) | neutral | 1 | 1.0000 | 3.0000 | 0',
          '2024-01-01 | 2024-01 | positive | 1 | 1.0000 | 5.0000 | 1',
          // R2 and R3 of the three of the month: (2 + 1) / 2
          '2024-02-01 | 2024-02 | negative | 2 | 0.6667 | 1.5000 | 1',
          '2024-02-01 | 2024-02 | positive | 1 | 0.3333 | 4.0000 | 0',
          '2024-03-01 | 2024-03 | negative | 1 | 0.2500 | 1.0000 | 0',
          '2024-03-01 | 2024-03 | neutral | 1 | 0.2500 | 3.0000 | 0',
          '2024-03-01 | 2024-03 | positive | 2 | 0.5000 | 4.0000 | 1',
        ]);
      });

      test('top_reviewed_categories counts a review once a category and breaks ties by name', async () => {
        expect(await mart.view('top_reviewed_categories', 'v.category_rank')).toEqual([
          // R1, R2 (O1), R3, R4, R5, R9 (O3): (5 + 2 + 1 + 3 + 4 + 3) / 6; 6 of 9 reviews
          '1 | toys | 6 | 0.6667 | 3.0000',
          // R4 (no product), R6 (no items), R7 (no category), R9 (inferred product of O6): (3 + 4 + 4 + 3) / 4
          '2 | (unknown) | 4 | 0.4444 | 3.5000',
          // R1 (two lines of O1) and R2 (O1 and O2): (5 + 2) / 2
          '3 | books | 2 | 0.2222 | 3.5000',
          '4 | games | 1 | 0.1111 | 1.0000',
          '5 | media | 1 | 0.1111 | 4.0000',
        ]);
      });
    });

    describe('the satisfaction views', () => {
      let mart: MartDatabase;
      beforeAll(async () => {
        mart = await createShop(places);
      });
      afterAll(() => mart.close());

      test('order_rating has every order, rated or not', async () => {
        expect(await mart.view('order_rating', 'v.order_key')).toEqual([
          // R1 (5) and R2 (2)
          '1 | O1 | 2024-01-01 | 2024-01 | Germany | early | 2 | 7 | 1 | 1',
          '2 | O2 | 2024-02-01 | 2024-02 | France | late | 1 | 2 | 0 | 1',
          // R3 (1) and R9 (3)
          '3 | O3 | 2024-01-01 | 2024-01 | Germany | not delivered | 2 | 4 | 0 | 1',
          '4 | O4 | 2024-02-01 | 2024-02 | Germany | not delivered | 1 | 4 | 1 | 0',
          '5 | O5 | 2024-02-01 | 2024-02 | (unknown) | no promise | 1 | 3 | 0 | 0',
          '6 | O6 | 2024-03-01 | 2024-03 | (unknown) | not delivered | 1 | 2 | 0 | 1',
          '7 | O7 | 2024-03-01 | 2024-03 | France | on the day | 1 | 4 | 1 | 0',
          '8 | O8 | 2024-03-01 | 2024-03 | France | not delivered | 1 | 4 | 1 | 0',
          '9 | O9 | 2024-03-01 | 2024-03 | Germany | not delivered | 1 | 1 | 0 | 1',
          '10 | O10 | 2024-03-01 | 2024-03 | Germany | not delivered | 0 | 0 | 0 | 0',
        ]);
      });

      test('customer_satisfaction has shares of the ratings and of the promised deliveries', async () => {
        // orders, reviewed, share | ratings, score | positive, share | negative, share | net | promised, late, share
        expect(await mart.view('customer_satisfaction', 'v.month_start, v.country')).toEqual([
          // O1 and O3: (7 + 4) / 4; 1/4 positive, 2/4 negative
          '2024-01-01 | 2024-01 | Germany | 2 | 2 | 1.0000 | 4 | 2.7500 | 1 | 0.2500 | 2 | 0.5000 | -0.2500 | 1 | 0 | 0.0000',
          '2024-02-01 | 2024-02 | (unknown) | 1 | 1 | 1.0000 | 1 | 3.0000 | 0 | 0.0000 | 0 | 0.0000 | 0.0000 | 0 | 0 | null',
          '2024-02-01 | 2024-02 | France | 1 | 1 | 1.0000 | 1 | 2.0000 | 0 | 0.0000 | 1 | 1.0000 | -1.0000 | 1 | 1 | 1.0000',
          '2024-02-01 | 2024-02 | Germany | 1 | 1 | 1.0000 | 1 | 4.0000 | 1 | 1.0000 | 0 | 0.0000 | 1.0000 | 0 | 0 | null',
          '2024-03-01 | 2024-03 | (unknown) | 1 | 1 | 1.0000 | 1 | 2.0000 | 0 | 0.0000 | 1 | 1.0000 | -1.0000 | 0 | 0 | null',
          '2024-03-01 | 2024-03 | France | 2 | 2 | 1.0000 | 2 | 4.0000 | 2 | 1.0000 | 0 | 0.0000 | 1.0000 | 1 | 0 | 0.0000',
          // O9 and O10, which nobody reviewed
          '2024-03-01 | 2024-03 | Germany | 2 | 1 | 0.5000 | 1 | 1.0000 | 0 | 0.0000 | 1 | 1.0000 | -1.0000 | 0 | 0 | null',
        ]);
      });

      test('customer_satisfaction_by_delivery shows what early and late deliveries do', async () => {
        expect(await mart.view('customer_satisfaction_by_delivery', 'v.delivery_outcome')).toEqual([
          'early | 1 | 1 | 1.0000 | 2 | 3.5000 | 1 | 0.5000 | 1 | 0.5000 | 0.0000',
          'late | 1 | 1 | 1.0000 | 1 | 2.0000 | 0 | 0.0000 | 1 | 1.0000 | -1.0000',
          'no promise | 1 | 1 | 1.0000 | 1 | 3.0000 | 0 | 0.0000 | 0 | 0.0000 | 0.0000',
          // O3, O4, O6, O8, O9, O10: 5 of 6 reviewed; (4 + 4 + 2 + 4 + 1) / 6 ratings; (2 - 3) / 6
          'not delivered | 6 | 5 | 0.8333 | 6 | 2.5000 | 2 | 0.3333 | 3 | 0.5000 | -0.1667',
          'on the day | 1 | 1 | 1.0000 | 1 | 4.0000 | 1 | 1.0000 | 0 | 0.0000 | 1.0000',
        ]);
      });
    });
  });
}
