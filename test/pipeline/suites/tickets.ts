import { describe, expect, test } from 'vitest';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { customer, order, product, ticket } from '../small-shop.ts';

const TIMES = `SELECT t.ticket_id, t.ticket_status, t.opened_date_key, t.opened_hour, t.first_response_date_key,
  t.resolved_date_key, t.minutes_to_first_response, t.minutes_to_resolution, t.satisfaction_score
FROM fact.support_ticket AS t
ORDER BY t.ticket_id`;

/** Who asked about what, in the versions that the tickets show. */
const ASKED = `SELECT t.ticket_id, c.customer_id, c.city, p.category
FROM fact.support_ticket AS t
INNER JOIN dim.customer AS c ON c.customer_key = t.customer_key
INNER JOIN dim.product AS p ON p.product_key = t.product_key
ORDER BY t.ticket_id`;

const ISSUES = `SELECT t.ticket_id, t.support_issue_key, i.issue_category, i.issue, h.channel
FROM fact.support_ticket AS t
INNER JOIN dim.support_issue AS i ON i.support_issue_key = t.support_issue_key
INNER JOIN dim.channel AS h ON h.channel_key = t.channel_key
ORDER BY t.ticket_id`;

const living = (city: string, changedAt: string, values: Readonly<Record<string, string>> = {}) =>
  customer('C1', { city, changed_at: changedAt, ...values });

export function testTickets(places: WarehousePlaces): void {
  describe('support tickets', () => {
    test('a ticket passes its moments, in whatever order its rows come', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('support_tickets', '1', [ticket('T1'), ticket('T2', { opened_at: '2025-03-20 10:00:59' })]);
      await shop.run();
      expect(await shop.lines(TIMES)).toEqual([
        'T1 | open | 20250320 | 10 | -1 | -1 | null | null | null',
        'T2 | open | 20250320 | 10 | -1 | -1 | null | null | null',
      ]);
      const answered = { first_response_at: '2025-03-20 11:30:00', status: 'pending' };
      const resolved = { ...answered, status: 'resolved', resolved_at: '2025-03-22 10:00:00', satisfaction: '4' };
      await shop.deliver('support_tickets', '2', [
        ticket('T1', { ...resolved, changed_at: '2025-03-22 10:00:01' }),
        // Two seconds later, but the clock's minute has changed.
        ticket('T2', {
          opened_at: '2025-03-20 10:00:59',
          first_response_at: '2025-03-20 10:01:01',
          changed_at: '2025-03-20 10:02:00',
        }),
      ]);
      await shop.deliver('support_tickets', '3', [ticket('T1', { ...answered, changed_at: '2025-03-20 11:30:00' })]);
      await shop.run();
      expect(await shop.lines(TIMES)).toEqual([
        'T1 | resolved | 20250320 | 10 | 20250320 | 20250322 | 90 | 2880 | 4',
        'T2 | open | 20250320 | 10 | 20250320 | -1 | 1 | null | null',
      ]);
      expect(await shop.batches('support_ticket')).toEqual(['inserted 2', 'updated 2, superseded 1']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a ticket waits for no order: without one it counts, and one that is missing is reported until it comes', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('support_tickets', '1', [ticket('T1', { order_id: 'O1' }), ticket('T2')]);
      await shop.run();
      expect(await shop.batches('support_ticket')).toEqual(['inserted 2']);
      const missing = 'SELECT v.subject, v.detail FROM checks.ticket_order_missing AS v';
      expect(await shop.lines(missing)).toEqual(['T1 | There is no order O1.']);
      await shop.deliver('orders', '1', [order('O1')]);
      await shop.run();
      expect(await shop.lines(missing)).toEqual([]);
      const about = `SELECT t.ticket_id, o.order_status_key
FROM fact.support_ticket AS t
INNER JOIN fact.sales_order AS o ON o.order_id = t.order_id`;
      expect(await shop.lines(about)).toHaveLength(1);
      await shop.expectSameAsAllAtOnce();
    });

    test('it shows customer and product as they were when it was opened, also when a change comes late', async () => {
      const shop = await Arrivals.open(places);
      const asked = (id: string, day: number) =>
        ticket(id, { customer_id: 'C1', product_id: 'P1', opened_at: `2025-03-${day} 10:00:00` });
      await shop.deliver('support_tickets', '1', [asked('T1', 10), asked('T2', 15), asked('T3', 25)]);
      await shop.run();
      expect(await shop.lines(ASKED)).toEqual([
        'T1 | C1 | null | null',
        'T2 | C1 | null | null',
        'T3 | C1 | null | null',
      ]);
      await shop.deliver('customers', '1', [
        living('Berlin', '2025-03-01 00:00:00'),
        living('Kiel', '2025-03-20 00:00:00'),
      ]);
      await shop.deliver('products', '1', [
        product('P1', { category: 'Lamps', changed_at: '2025-03-01 00:00:00' }),
        product('P1', { category: 'Lighting', changed_at: '2025-03-25 10:00:00' }),
      ]);
      await shop.run();
      expect(await shop.lines(ASKED)).toEqual([
        'T1 | C1 | Berlin | Lamps',
        'T2 | C1 | Berlin | Lamps',
        'T3 | C1 | Kiel | Lighting',
      ]);
      await shop.deliver('customers', '2', [living('Bonn', '2025-03-12 00:00:00')]);
      await shop.run();
      expect(await shop.lines(ASKED)).toEqual([
        'T1 | C1 | Berlin | Lamps',
        'T2 | C1 | Bonn | Lamps',
        'T3 | C1 | Kiel | Lighting',
      ]);
      const counted = 'SELECT SUM(v.tickets) AS tickets FROM mart.tickets_by_issue AS v';
      expect(await shop.lines(counted)).toEqual(['3']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('a customer known by an alias takes the tickets of the placeholder over, each in its version', async () => {
      const shop = await Arrivals.open(places);
      const asked = (id: string, day: number, alias: string) =>
        ticket(id, { customer_alias: alias, opened_at: `2025-03-${day} 10:00:00` });
      await shop.deliver('support_tickets', '1', [
        asked('T1', 10, 'anna'),
        asked('T2', 25, 'anna.b'),
        asked('T3', 25, 'bert'),
      ]);
      await shop.deliver('orders', '1', [order('O1', { customer_alias: 'anna' })]);
      await shop.run();
      const byCustomer = `SELECT t.ticket_id, c.customer_id, c.city
FROM fact.support_ticket AS t
INNER JOIN dim.customer AS c ON c.customer_key = t.customer_key
ORDER BY t.ticket_id`;
      expect(await shop.lines(byCustomer)).toEqual([
        'T1 | alias:anna | null',
        'T2 | alias:anna.b | null',
        'T3 | alias:bert | null',
      ]);
      await shop.deliver('customers', '1', [
        living('Berlin', '2025-03-01 00:00:00', { customer_alias: 'anna' }),
        living('Kiel', '2025-03-20 00:00:00', { customer_alias: 'anna.b' }),
      ]);
      await shop.run();
      expect(await shop.lines(byCustomer)).toEqual(['T1 | C1 | Berlin', 'T2 | C1 | Kiel', 'T3 | alias:bert | null']);
      expect(await shop.lines('SELECT COUNT(*) AS members FROM dim.customer AS c WHERE c.customer_key > 0')).toEqual([
        '3',
      ]);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('issues and channels are collected as tickets name them, one issue of two categories apart', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('support_tickets', '1', [
        ticket('T1'),
        ticket('T2', { issue_category: 'return', channel: 'mail' }),
        ticket('T3', { issue_category: '', channel: '' }),
        ticket('T4', { issue_category: '', issue: '' }),
      ]);
      await shop.run();
      await shop.deliver('support_tickets', '2', [ticket('T5', { issue_category: 'return' })]);
      await shop.run();
      expect(await shop.lines(ISSUES)).toEqual([
        'T1 | 2 | delivery | parcel late | chat',
        'T2 | 3 | return | parcel late | mail',
        'T3 | 1 |  | parcel late | (unknown)',
        'T4 | -1 | (unknown) | (unknown) | chat',
        'T5 | 3 | return | parcel late | chat',
      ]);
      await shop.expectSameAsAllAtOnce();
    });

    test('wrong dates and a resolution without a time are let in and reported; no score beyond 1 to 5 is', async () => {
      const shop = await Arrivals.open(places);
      await shop.deliver('support_tickets', '1', [
        ticket('T1', { first_response_at: '2025-03-20 09:59:59', resolved_at: '2025-03-19 10:00:00' }),
        ticket('T2', { status: 'closed' }),
        ticket('T3', { satisfaction: '0' }),
        ticket('T4', { opened_at: '' }),
        ticket('T5', { status: 'Resolved', resolved_at: '2025-03-21 10:00:00' }),
      ]);
      const report = await shop.run();
      expect(await shop.batches('support_ticket')).toEqual(['quarantined 2, inserted 3']);
      const found = report.checks.filter(
        ({ entity, severity }) => entity === 'support_ticket' && severity === 'report',
      );
      expect(found.filter(({ failedRows }) => failedRows > 0).map(({ name, sample }) => `${name}: ${sample}`)).toEqual([
        'ticket_resolved_without_time: T2: The status is closed, and there is no time of resolution.',
        'unlisted_ticket_status: Resolved: Tickets with this status: 1. They do not count as resolved.',
        'wrong_ticket_dates: T1: Answered before it was opened. Resolved before it was opened.',
      ]);
      const outcome = `SELECT v.ticket_id, v.resolved, v.minutes_to_first_response, v.minutes_to_resolution
FROM mart.ticket_outcome AS v ORDER BY v.ticket_id`;
      expect(await shop.lines(outcome)).toEqual([
        'T1 | 0 | null | null',
        'T2 | 1 | null | null',
        'T5 | 0 | null | null',
      ]);
    });
  });
}
