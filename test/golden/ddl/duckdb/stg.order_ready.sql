CREATE TABLE stg.order_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  order_id VARCHAR NOT NULL,
  customer_key INTEGER,
  order_status_key INTEGER,
  purchased_date_key INTEGER,
  purchased_hour INTEGER,
  approved_date_key INTEGER,
  shipped_date_key INTEGER,
  delivered_date_key INTEGER,
  estimated_delivery_date_key INTEGER,
  purchased_at_utc TIMESTAMP,
  approved_at_utc TIMESTAMP,
  shipped_at_utc TIMESTAMP,
  delivered_at_utc TIMESTAMP,
  estimated_delivery_at_utc TIMESTAMP,
  customer_id VARCHAR,
  customer_alias VARCHAR,
  days_to_approve INTEGER,
  days_to_ship INTEGER,
  days_to_deliver INTEGER,
  days_late INTEGER,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.order_ready IS 'Rows of order on their way into the star.';

COMMENT ON COLUMN stg.order_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.order_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.order_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.order_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.order_ready.order_id IS 'The order''s identifier.';

COMMENT ON COLUMN stg.order_ready.customer_key IS 'Who ordered, as of the purchase; -1 when unknown.';

COMMENT ON COLUMN stg.order_ready.order_status_key IS 'Latest status; -1 when unknown.';

COMMENT ON COLUMN stg.order_ready.purchased_date_key IS 'Date of the purchase in the reporting time zone.';

COMMENT ON COLUMN stg.order_ready.purchased_hour IS 'Hour of the purchase, 0 to 23, in the reporting time zone.';

COMMENT ON COLUMN stg.order_ready.approved_date_key IS 'Date of the approval; -1 when it has not happened.';

COMMENT ON COLUMN stg.order_ready.shipped_date_key IS 'Date of the shipment; -1 when it has not happened.';

COMMENT ON COLUMN stg.order_ready.delivered_date_key IS 'Date of the delivery; -1 when it has not happened.';

COMMENT ON COLUMN stg.order_ready.estimated_delivery_date_key IS 'Promised date of delivery; -1 when none.';

COMMENT ON COLUMN stg.order_ready.purchased_at_utc IS 'When the order was placed.';

COMMENT ON COLUMN stg.order_ready.approved_at_utc IS 'When the payment was approved.';

COMMENT ON COLUMN stg.order_ready.shipped_at_utc IS 'When the carrier took the parcel.';

COMMENT ON COLUMN stg.order_ready.delivered_at_utc IS 'When the customer received it.';

COMMENT ON COLUMN stg.order_ready.estimated_delivery_at_utc IS 'When delivery was promised for.';

COMMENT ON COLUMN stg.order_ready.customer_id IS 'Who ordered, by their own identifier.';

COMMENT ON COLUMN stg.order_ready.customer_alias IS 'Who ordered, by an alias; used when customer_id is empty.';

COMMENT ON COLUMN stg.order_ready.days_to_approve IS 'Calendar days from purchase to approval.';

COMMENT ON COLUMN stg.order_ready.days_to_ship IS 'Calendar days from purchase to shipment.';

COMMENT ON COLUMN stg.order_ready.days_to_deliver IS 'Calendar days from purchase to delivery.';

COMMENT ON COLUMN stg.order_ready.days_late IS 'Calendar days from the promised to the real delivery; negative when early.';

COMMENT ON COLUMN stg.order_ready.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
