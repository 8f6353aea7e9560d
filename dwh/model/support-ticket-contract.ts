import type { EntityContract } from '../../core/contract.ts';
import { changedAt, id, label } from './contract-columns.ts';

export const supportTicketContract: EntityContract = {
  entity: 'support_ticket',
  description: 'A request to customer support with the moments it has passed so far.',
  key: ['ticket_id'],
  changedAt: 'changed_at_utc',
  columns: [
    id('ticket_id', "The ticket's identifier."),
    { ...id('customer_id', 'Who asked, by their own identifier.'), maxLength: 80 },
    id('customer_alias', 'Who asked, by an alias; used when customer_id is empty.'),
    id('order_id', 'The order it is about, if it is about one.'),
    id('product_id', 'The product it is about, if it is about one.'),
    label('channel', 'How the customer asked, e.g. chat, mail or phone.', 40),
    label('issue_category', 'Group of the issue, e.g. delivery.'),
    label('issue', 'What it is about, e.g. parcel lost.', 200),
    label('ticket_status', 'open, pending, resolved or closed; others count as not resolved.', 40),
    label('priority', 'Priority as the source writes it.', 40),
    {
      name: 'opened_at_utc',
      type: 'datetime',
      required: true,
      local: 'date_and_hour',
      description: 'When the customer asked.',
    },
    {
      name: 'first_response_at_utc',
      type: 'datetime',
      local: 'date',
      description: 'When somebody first answered.',
    },
    { name: 'resolved_at_utc', type: 'datetime', local: 'date', description: 'When it was resolved.' },
    {
      name: 'satisfaction_score',
      type: 'int',
      min: '1',
      max: '5',
      description: 'How the customer rates the help, 1 (worst) to 5 (best).',
    },
    changedAt,
  ],
};
