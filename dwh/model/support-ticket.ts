import { copy, date, minutes } from './fact-columns.ts';
import type { Fact } from './star.ts';

/**
 * Its order is a column and no parent: a ticket is worked on whether or not its order is in the warehouse, and none of
 * its figures needs it. A reader joins the order by `order_id`, and finds it as soon as it has come.
 */
export const supportTicket: Fact = {
  kind: 'fact',
  name: 'support_ticket',
  description:
    'Support tickets as an accumulating snapshot: the moments each has passed, and the minutes between them. Join orders by order_id: a ticket may name an order that is not in the warehouse, or none.',
  grain: 'one row per ticket',
  entity: 'support_ticket',
  naturalKey: ['ticket_id'],
  surrogateKey: null,
  parent: null,
  storage: 'rows',
  columns: [
    {
      kind: 'dimension',
      column: 'customer_key',
      description: 'Who asked, as of the opening; -1 when unknown.',
      dimension: 'customer',
      from: ['customer_id'],
      alias: 'customer_alias',
      asOf: 'opened_at_utc',
    },
    {
      kind: 'dimension',
      column: 'product_key',
      description: 'The product it is about, as of the opening; -1 when it names none.',
      dimension: 'product',
      from: ['product_id'],
      asOf: 'opened_at_utc',
    },
    {
      kind: 'dimension',
      column: 'support_issue_key',
      description: 'What it is about; -1 when unknown.',
      dimension: 'support_issue',
      from: ['issue_category', 'issue'],
    },
    {
      kind: 'dimension',
      column: 'channel_key',
      description: 'How the customer asked; -1 when unknown.',
      dimension: 'channel',
      from: ['channel'],
    },
    date('opened_date_key', 'opened_at_date', 'Date of the opening in the reporting time zone.'),
    {
      kind: 'derived',
      column: 'opened_hour',
      type: 'int',
      sql: 's.opened_at_hour',
      description: 'Hour of the opening, 0 to 23, in the reporting time zone.',
    },
    date('first_response_date_key', 'first_response_at_date', 'Date of the first answer; -1 when there is none.'),
    date('resolved_date_key', 'resolved_at_date', 'Date of the resolution; -1 when it has not happened.'),
    ...[
      'opened_at_utc',
      'first_response_at_utc',
      'resolved_at_utc',
      'customer_id',
      'customer_alias',
      'order_id',
      'ticket_status',
      'priority',
    ].map(copy),
    minutes(
      'minutes_to_first_response',
      'opened_at_utc',
      'first_response_at_utc',
      'Clock minutes from opening to first answer.',
    ),
    minutes('minutes_to_resolution', 'opened_at_utc', 'resolved_at_utc', 'Clock minutes from opening to resolution.'),
    copy('satisfaction_score'),
    copy('changed_at_utc'),
  ],
};
