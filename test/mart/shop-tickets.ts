import type { MartDatabase, Value } from './mart-database.ts';

/*
 * What is in the tickets on purpose:
 * - C1 asked in January from Germany and in February from France, both times about P1 when it was books.
 * - T3 is open and names an order that is nowhere; T4 has no status, but a time of resolution.
 * - T5 is resolved without a time; T6 has a status nobody listed, and a time.
 * - T4 was answered and T9 resolved before it was opened.
 */

const ISSUE = { none: -1, lost: 1, late: 2, refund: 3 } as const;
const CHANNEL = { none: -1, chat: 1, mail: 2 } as const;

const COLUMNS = [
  ...['ticket_id', 'customer_key', 'product_key', 'support_issue_key', 'channel_key', 'order_id', 'ticket_status'],
  ...['priority', 'opened_date_key', 'opened_at_utc', 'first_response_at_utc', 'minutes_to_first_response'],
  ...['resolved_at_utc', 'minutes_to_resolution', 'satisfaction_score', 'first_response_date_key', 'resolved_date_key'],
] as const;

async function insertIssues(mart: MartDatabase): Promise<void> {
  await mart.insert(
    'dim.support_issue',
    ['support_issue_key', 'issue_category', 'issue'],
    [
      [ISSUE.lost, 'delivery', 'parcel lost'],
      [ISSUE.late, 'delivery', 'late'],
      [ISSUE.refund, '', 'refund'],
    ],
  );
  await mart.insert(
    'dim.channel',
    ['channel_key', 'channel'],
    [
      [CHANNEL.chat, 'chat'],
      [CHANNEL.mail, 'mail'],
    ],
  );
}

export async function insertTickets(mart: MartDatabase): Promise<void> {
  await insertIssues(mart);
  const { none, lost, late, refund } = ISSUE;
  const { chat, mail } = CHANNEL;
  const never = [null, null];
  const on = (date: string) => [Number(date.replaceAll('-', '')), `${date} 08:00`];
  const [jan20, feb20, mar1] = [on('2024-01-20'), on('2024-02-20'), on('2024-03-01')];
  const rows: readonly (readonly Value[])[] = [
    ['T1', 1, 1, lost, chat, 'O1', 'resolved', 'high', ...jan20, '2024-01-20 08:30', 30, '2024-01-20 10:00', 120, 5],
    ['T2', 2, 1, lost, chat, null, 'closed', 'high', ...feb20, '2024-02-20 09:00', 60, '2024-02-20 12:00', 240, 2],
    ['T3', 3, -1, lost, mail, 'O99', 'open', 'low', ...feb20, ...never, ...never, null],
    ['T4', -1, -1, refund, none, null, null, null, ...feb20, '2024-02-19 08:00', -1440, '2024-02-20 08:45', 45, null],
    ['T5', 3, 2, none, mail, null, 'resolved', 'low', ...mar1, ...never, ...never, null],
    ['T6', 5, 3, lost, mail, null, 'solved', 'low', ...feb20, '2024-02-20 08:10', 10, '2024-02-20 13:00', 300, null],
    ['T7', 5, 3, lost, mail, null, 'resolved', 'low', ...feb20, ...never, '2024-02-20 09:40', 100, null],
    ['T8', 5, 3, lost, mail, null, 'resolved', 'low', ...feb20, '2024-02-20 08:20', 20, '2024-02-21 00:40', 1000, 4],
    ['T9', 5, 3, late, mail, null, 'resolved', 'low', ...mar1, ...never, '2024-02-29 08:00', -1440, 1],
  ];
  await mart.insert(
    'fact.support_ticket',
    COLUMNS,
    rows.map((row) => [...row, -1, -1]),
  );
}
