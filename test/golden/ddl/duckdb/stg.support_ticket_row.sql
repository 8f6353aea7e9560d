CREATE TABLE stg.support_ticket_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  ticket_id VARCHAR,
  customer_id VARCHAR,
  customer_alias VARCHAR,
  order_id VARCHAR,
  product_id VARCHAR,
  channel VARCHAR,
  issue_category VARCHAR,
  issue VARCHAR,
  ticket_status VARCHAR,
  priority VARCHAR,
  opened_at_utc TIMESTAMP,
  opened_at_date DATE,
  opened_at_hour INTEGER,
  first_response_at_utc TIMESTAMP,
  first_response_at_date DATE,
  resolved_at_utc TIMESTAMP,
  resolved_at_date DATE,
  satisfaction_score INTEGER,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.support_ticket_row IS 'Staged rows of support_ticket.';

COMMENT ON COLUMN stg.support_ticket_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.support_ticket_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.support_ticket_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.support_ticket_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.support_ticket_row.ticket_id IS 'The ticket''s identifier.';

COMMENT ON COLUMN stg.support_ticket_row.customer_id IS 'Who asked, by their own identifier.';

COMMENT ON COLUMN stg.support_ticket_row.customer_alias IS 'Who asked, by an alias; used when customer_id is empty.';

COMMENT ON COLUMN stg.support_ticket_row.order_id IS 'The order it is about, if it is about one.';

COMMENT ON COLUMN stg.support_ticket_row.product_id IS 'The product it is about, if it is about one.';

COMMENT ON COLUMN stg.support_ticket_row.channel IS 'How the customer asked, e.g. chat, mail or phone.';

COMMENT ON COLUMN stg.support_ticket_row.issue_category IS 'Group of the issue, e.g. delivery.';

COMMENT ON COLUMN stg.support_ticket_row.issue IS 'What it is about, e.g. parcel lost.';

COMMENT ON COLUMN stg.support_ticket_row.ticket_status IS 'open, pending, resolved or closed; others count as not resolved.';

COMMENT ON COLUMN stg.support_ticket_row.priority IS 'Priority as the source writes it.';

COMMENT ON COLUMN stg.support_ticket_row.opened_at_utc IS 'When the customer asked.';

COMMENT ON COLUMN stg.support_ticket_row.opened_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.support_ticket_row.opened_at_hour IS 'Hour in the reporting time zone.';

COMMENT ON COLUMN stg.support_ticket_row.first_response_at_utc IS 'When somebody first answered.';

COMMENT ON COLUMN stg.support_ticket_row.first_response_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.support_ticket_row.resolved_at_utc IS 'When it was resolved.';

COMMENT ON COLUMN stg.support_ticket_row.resolved_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.support_ticket_row.satisfaction_score IS 'How the customer rates the help, 1 (worst) to 5 (best).';

COMMENT ON COLUMN stg.support_ticket_row.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
