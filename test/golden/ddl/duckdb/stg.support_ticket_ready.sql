CREATE TABLE stg.support_ticket_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  ticket_id VARCHAR NOT NULL,
  customer_key INTEGER,
  product_key INTEGER,
  support_issue_key INTEGER,
  channel_key INTEGER,
  opened_date_key INTEGER,
  opened_hour INTEGER,
  first_response_date_key INTEGER,
  resolved_date_key INTEGER,
  opened_at_utc TIMESTAMP,
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
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.support_ticket_ready IS 'Rows of support_ticket on their way into the star.';

COMMENT ON COLUMN stg.support_ticket_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.support_ticket_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.support_ticket_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.support_ticket_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.support_ticket_ready.ticket_id IS 'The ticket''s identifier.';

COMMENT ON COLUMN stg.support_ticket_ready.customer_key IS 'Who asked, as of the opening; -1 when unknown.';

COMMENT ON COLUMN stg.support_ticket_ready.product_key IS 'The product it is about, as of the opening; -1 when it names none.';

COMMENT ON COLUMN stg.support_ticket_ready.support_issue_key IS 'What it is about; -1 when unknown.';

COMMENT ON COLUMN stg.support_ticket_ready.channel_key IS 'How the customer asked; -1 when unknown.';

COMMENT ON COLUMN stg.support_ticket_ready.opened_date_key IS 'Date of the opening in the reporting time zone.';

COMMENT ON COLUMN stg.support_ticket_ready.opened_hour IS 'Hour of the opening, 0 to 23, in the reporting time zone.';

COMMENT ON COLUMN stg.support_ticket_ready.first_response_date_key IS 'Date of the first answer; -1 when there is none.';

COMMENT ON COLUMN stg.support_ticket_ready.resolved_date_key IS 'Date of the resolution; -1 when it has not happened.';

COMMENT ON COLUMN stg.support_ticket_ready.opened_at_utc IS 'When the customer asked.';

COMMENT ON COLUMN stg.support_ticket_ready.first_response_at_utc IS 'When somebody first answered.';

COMMENT ON COLUMN stg.support_ticket_ready.resolved_at_utc IS 'When it was resolved.';

COMMENT ON COLUMN stg.support_ticket_ready.customer_id IS 'Who asked, by their own identifier.';

COMMENT ON COLUMN stg.support_ticket_ready.customer_alias IS 'Who asked, by an alias; used when customer_id is empty.';

COMMENT ON COLUMN stg.support_ticket_ready.order_id IS 'The order it is about, if it is about one.';

COMMENT ON COLUMN stg.support_ticket_ready.ticket_status IS 'open, pending, resolved or closed; others count as not resolved.';

COMMENT ON COLUMN stg.support_ticket_ready.priority IS 'Priority as the source writes it.';

COMMENT ON COLUMN stg.support_ticket_ready.minutes_to_first_response IS 'Clock minutes from opening to first answer.';

COMMENT ON COLUMN stg.support_ticket_ready.minutes_to_resolution IS 'Clock minutes from opening to resolution.';

COMMENT ON COLUMN stg.support_ticket_ready.satisfaction_score IS 'How the customer rates the help, 1 (worst) to 5 (best).';

COMMENT ON COLUMN stg.support_ticket_ready.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
