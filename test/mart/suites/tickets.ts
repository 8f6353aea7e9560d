import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import type { MartDatabase } from '../mart-database.ts';
import { createShop } from '../shop.ts';

export function testTicketViews(places: WarehousePlaces): void {
  describe('the ticket views', () => {
    let mart: MartDatabase;
    beforeAll(async () => {
      mart = await createShop(places);
    });
    afterAll(() => mart.close());

    test('ticket_outcome takes customer and product as they were, and no time that cannot be', async () => {
      // … | resolved | minutes to first response, to resolution | score
      expect(await mart.view('ticket_outcome', 'v.ticket_id')).toEqual([
        'T1 | 20240120 | 2024-01-01 | 2024-01 | Germany | books | delivery | parcel lost | chat | high | 1 | 30 | 120 | 5',
        // C1 had moved to France by then.
        'T2 | 20240220 | 2024-02-01 | 2024-02 | France | books | delivery | parcel lost | chat | high | 1 | 60 | 240 | 2',
        'T3 | 20240220 | 2024-02-01 | 2024-02 | Germany | (unknown) | delivery | parcel lost | mail | low | 0 | null | null | null',
        // No status, but a time of resolution; answered before it was opened.
        'T4 | 20240220 | 2024-02-01 | 2024-02 | (unknown) | (unknown) | (unknown) | refund | (unknown) | (unknown) | 1 | null | 45 | null',
        // Resolved, nobody knows when. P1 had become media by then.
        'T5 | 20240301 | 2024-03-01 | 2024-03 | Germany | media | (unknown) | (unknown) | mail | low | 1 | null | null | null',
        // Nobody listed its status, so its time does not count.
        'T6 | 20240220 | 2024-02-01 | 2024-02 | France | toys | delivery | parcel lost | mail | low | 0 | 10 | null | null',
        'T7 | 20240220 | 2024-02-01 | 2024-02 | France | toys | delivery | parcel lost | mail | low | 1 | null | 100 | null',
        'T8 | 20240220 | 2024-02-01 | 2024-02 | France | toys | delivery | parcel lost | mail | low | 1 | 20 | 1000 | 4',
        'T9 | 20240301 | 2024-03-01 | 2024-03 | France | toys | delivery | late | mail | low | 1 | null | null | 1',
      ]);
    });

    test('tickets_by_month_and_issue has the tickets that were opened in the month', async () => {
      // tickets | resolved, open, share | first response | resolution: average, median | rated, score
      expect(await mart.view('tickets_by_month_and_issue', 'v.month_start, v.issue_category, v.issue')).toEqual([
        '2024-01-01 | 2024-01 | delivery | parcel lost | 1 | 1 | 0 | 1.0000 | 30.0000 | 120.0000 | 120.0000 | 1 | 5.0000',
        '2024-02-01 | 2024-02 | (unknown) | refund | 1 | 1 | 0 | 1.0000 | null | 45.0000 | 45.0000 | 0 | null',
        // (60 + 10 + 20) / 3; (240 + 100 + 1000) / 3, of which 240 is in the middle; (2 + 4) / 2
        '2024-02-01 | 2024-02 | delivery | parcel lost | 5 | 3 | 2 | 0.6000 | 30.0000 | 446.6667 | 240.0000 | 2 | 3.0000',
        '2024-03-01 | 2024-03 | (unknown) | (unknown) | 1 | 1 | 0 | 1.0000 | null | null | null | 0 | null',
        '2024-03-01 | 2024-03 | delivery | late | 1 | 1 | 0 | 1.0000 | null | null | null | 1 | 1.0000',
      ]);
    });

    test('tickets_by_issue has the median of two as their mean', async () => {
      // tickets, share of all 9 | resolved, open, share | first response | resolution: average, median | rated, score
      expect(await mart.view('tickets_by_issue', 'v.issue_category, v.issue')).toEqual([
        '(unknown) | (unknown) | 1 | 0.1111 | 1 | 0 | 1.0000 | null | null | null | 0 | null',
        '(unknown) | refund | 1 | 0.1111 | 1 | 0 | 1.0000 | null | 45.0000 | 45.0000 | 0 | null',
        'delivery | late | 1 | 0.1111 | 1 | 0 | 1.0000 | null | null | null | 1 | 1.0000',
        // (30 + 60 + 10 + 20) / 4; (120 + 240 + 100 + 1000) / 4, and (120 + 240) / 2; (5 + 2 + 4) / 3
        'delivery | parcel lost | 6 | 0.6667 | 4 | 2 | 0.6667 | 30.0000 | 365.0000 | 180.0000 | 3 | 3.6667',
      ]);
    });

    test('a ticket without a customer stays in every view', async () => {
      const withoutCustomer = "SELECT COUNT(*) AS tickets FROM mart.ticket_outcome AS v WHERE v.country = '(unknown)'";
      expect(await mart.lines(withoutCustomer)).toEqual(['1']);
    });
  });
}
