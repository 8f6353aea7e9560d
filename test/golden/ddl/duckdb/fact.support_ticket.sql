CREATE TABLE fact.support_ticket (
  ticket_id VARCHAR NOT NULL,
  customer_key INTEGER NOT NULL,
  product_key INTEGER NOT NULL,
  support_issue_key INTEGER NOT NULL,
  channel_key INTEGER NOT NULL,
  opened_date_key INTEGER NOT NULL,
  opened_hour INTEGER,
  first_response_date_key INTEGER NOT NULL,
  resolved_date_key INTEGER NOT NULL,
  opened_at_utc TIMESTAMP NOT NULL,
  first_response_at_utc TIMESTAMP,
  resolved_at_utc TIMESTAMP,
  customer_id VARCHAR,
  customer_alias VARCHAR,
  order_id VARCHAR,
  ticket_status VARCHAR,
  priority VARCHAR,
  minutes_to_first_response INTEGER,
  minutes_to_resolution INTEGER,
  satisfaction_score INTEGER,
  changed_at_utc TIMESTAMP,
  is_deleted BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE fact.support_ticket IS 'Support tickets as an accumulating snapshot: the moments each has passed, and the minutes between them. Join orders by order_id: a ticket may name an order that is not in the warehouse, or none. Grain: one row per ticket.';

COMMENT ON COLUMN fact.support_ticket.ticket_id IS 'The ticket''s identifier.';

COMMENT ON COLUMN fact.support_ticket.customer_key IS 'Who asked, as of the opening; -1 when unknown.';

COMMENT ON COLUMN fact.support_ticket.product_key IS 'The product it is about, as of the opening; -1 when it names none.';

COMMENT ON COLUMN fact.support_ticket.support_issue_key IS 'What it is about; -1 when unknown.';

COMMENT ON COLUMN fact.support_ticket.channel_key IS 'How the customer asked; -1 when unknown.';

COMMENT ON COLUMN fact.support_ticket.opened_date_key IS 'Date of the opening in the reporting time zone.';

COMMENT ON COLUMN fact.support_ticket.opened_hour IS 'Hour of the opening, 0 to 23, in the reporting time zone.';

COMMENT ON COLUMN fact.support_ticket.first_response_date_key IS 'Date of the first answer; -1 when there is none.';

COMMENT ON COLUMN fact.support_ticket.resolved_date_key IS 'Date of the resolution; -1 when it has not happened.';

COMMENT ON COLUMN fact.support_ticket.opened_at_utc IS 'When the customer asked.';

COMMENT ON COLUMN fact.support_ticket.first_response_at_utc IS 'When somebody first answered.';

COMMENT ON COLUMN fact.support_ticket.resolved_at_utc IS 'When it was resolved.';

COMMENT ON COLUMN fact.support_ticket.customer_id IS 'Who asked, by their own identifier.';

COMMENT ON COLUMN fact.support_ticket.customer_alias IS 'Who asked, by an alias; used when customer_id is empty.';

COMMENT ON COLUMN fact.support_ticket.order_id IS 'The order it is about, if it is about one.';

COMMENT ON COLUMN fact.support_ticket.ticket_status IS 'open, pending, resolved or closed; others count as not resolved.';

COMMENT ON COLUMN fact.support_ticket.priority IS 'Priority as the source writes it.';

COMMENT ON COLUMN fact.support_ticket.minutes_to_first_response IS 'Clock minutes from opening to first answer.';

COMMENT ON COLUMN fact.support_ticket.minutes_to_resolution IS 'Clock minutes from opening to resolution.';

COMMENT ON COLUMN fact.support_ticket.satisfaction_score IS 'How the customer rates the help, 1 (worst) to 5 (best).';

COMMENT ON COLUMN fact.support_ticket.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN fact.support_ticket.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN fact.support_ticket.run_id IS 'Run that last changed the row, as in ops.run.';
