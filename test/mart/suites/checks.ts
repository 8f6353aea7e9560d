import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChecks } from '../../../dwh/load/sql-files.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { MartDatabase } from '../mart-database.ts';
import { createShop } from '../shop.ts';

const found: Readonly<Record<string, readonly string[]>> = {
  // P2 is below zero and reserves nothing; P3 reserves more than it has.
  impossible_stock: [
    'P2 / S1 / 20240302 | On hand are -3 pieces.',
    'P3 / S1 / 20240302 | Reserved are 5 pieces, on hand only 3.',
  ],
  inferred_members: [
    'customer C3 | The customer is named by other rows, but its own row has not come.',
    // Without an order; nothing but its profile is known.
    'customer C5 | The customer has a profile, but its own row has not come.',
    'geography Spain / 28001 / Madrid | The place is named by other rows, but its own row has not come.',
    'product P4 | The product is named by other rows, but its own row has not come.',
    'seller S2 | The seller is named by other rows, but its own row has not come.',
  ],
  item_without_product: ['O5 / 2 | The item names no product.'],
  item_without_seller: ['O5 / 2 | The item names no seller.'],
  order_without_items: [
    'O10 | The order has no items; its status is created.',
    'O8 | The order has no items; its status is cancelled.',
  ],
  order_without_payment: ['O8 | The order has no payments; its status is cancelled.'],
  // O3 is canceled and still compared. O4 misses 0.0100 exactly, which is not more than 0.01. O1 and O7 agree, O7 with
  // two payments; O6 was refunded and O9 has no payment that is paid.
  payment_total_differs: [
    'O3 | Paid 50.0000, items and freight 55.0000, difference -5.0000.',
    'O5 | Paid 6.0201, items and freight 6.0100, difference 0.0101.',
  ],
  review_differs_between_orders: ['R9 | Scores from 2 to 3, dates from 20240310 to 20240310.'],
  // T1 is about O1, which is there; the others name none.
  ticket_order_missing: ['T3 | There is no order O99.'],
  ticket_resolved_without_time: ['T5 | The status is resolved, and there is no time of resolution.'],
  unknown_customer: ['O5 | The order names no customer.'],
  unlisted_order_status: [
    '(unknown) | Orders with this status: 1. Their items count as revenue.',
    'cancelled | Orders with this status: 1. Their items count as revenue.',
  ],
  unlisted_payment_status: ['Paid | Payments with this status: 1. They do not count as paid.'],
  unlisted_ticket_status: ['solved | Tickets with this status: 1. They do not count as resolved.'],
  wrong_date_order: [
    'O5 | Delivered before it was purchased.',
    'O7 | Delivered before it was shipped.',
    'O9 | Approved before it was purchased. Shipped before it was purchased.',
  ],
  wrong_ticket_dates: ['T4 | Answered before it was opened.', 'T9 | Resolved before it was opened.'],
};

export function testChecks(places: WarehousePlaces): void {
  describe('the checks', () => {
    let mart: MartDatabase;
    beforeAll(async () => {
      mart = await createShop(places);
    });
    afterAll(() => mart.close());

    test('every check has its expected rows here', () => {
      expect(readChecks().map(({ name }) => name)).toEqual(Object.keys(found));
    });

    test.each(Object.entries(found))('%s finds the bad rows of the shop and no other', async (name, expected) => {
      expect(await mart.check(name)).toEqual(expected);
    });

    test('No check finds anything in an empty star', async () => {
      const empty = await MartDatabase.create(places);
      for (const name of Object.keys(found)) expect(await empty.check(name), name).toEqual([]);
      await empty.close();
    });
  });
}
