CREATE TABLE stg.order_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  order_id VARCHAR,
  customer_id VARCHAR,
  customer_alias VARCHAR,
  order_status VARCHAR,
  purchased_at_utc TIMESTAMP,
  purchased_at_date DATE,
  purchased_at_hour INTEGER,
  approved_at_utc TIMESTAMP,
  approved_at_date DATE,
  shipped_at_utc TIMESTAMP,
  shipped_at_date DATE,
  delivered_at_utc TIMESTAMP,
  delivered_at_date DATE,
  estimated_delivery_at_utc TIMESTAMP,
  estimated_delivery_at_date DATE,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.order_row IS 'Staged rows of order.';

COMMENT ON COLUMN stg.order_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.order_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.order_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.order_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.order_row.order_id IS 'The order''s identifier.';

COMMENT ON COLUMN stg.order_row.customer_id IS 'Who ordered, by their own identifier.';

COMMENT ON COLUMN stg.order_row.customer_alias IS 'Who ordered, by an alias; used when customer_id is empty.';

COMMENT ON COLUMN stg.order_row.order_status IS 'Status as the source writes it.';

COMMENT ON COLUMN stg.order_row.purchased_at_utc IS 'When the order was placed.';

COMMENT ON COLUMN stg.order_row.purchased_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.order_row.purchased_at_hour IS 'Hour in the reporting time zone.';

COMMENT ON COLUMN stg.order_row.approved_at_utc IS 'When the payment was approved.';

COMMENT ON COLUMN stg.order_row.approved_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.order_row.shipped_at_utc IS 'When the carrier took the parcel.';

COMMENT ON COLUMN stg.order_row.shipped_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.order_row.delivered_at_utc IS 'When the customer received it.';

COMMENT ON COLUMN stg.order_row.delivered_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.order_row.estimated_delivery_at_utc IS 'When delivery was promised for.';

COMMENT ON COLUMN stg.order_row.estimated_delivery_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.order_row.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
