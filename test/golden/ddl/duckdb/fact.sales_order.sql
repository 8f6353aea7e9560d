CREATE TABLE fact.sales_order (
  order_key INTEGER NOT NULL,
  order_id VARCHAR NOT NULL,
  customer_key INTEGER NOT NULL,
  order_status_key INTEGER NOT NULL,
  purchased_date_key INTEGER NOT NULL,
  purchased_hour INTEGER,
  approved_date_key INTEGER NOT NULL,
  shipped_date_key INTEGER NOT NULL,
  delivered_date_key INTEGER NOT NULL,
  estimated_delivery_date_key INTEGER NOT NULL,
  purchased_at_utc TIMESTAMP NOT NULL,
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
  changed_at_utc TIMESTAMP,
  is_deleted BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE fact.sales_order IS 'Orders as an accumulating snapshot: the moments each has passed, and the days between them. Grain: one row per order.';

COMMENT ON COLUMN fact.sales_order.order_key IS 'Surrogate key of the row.';

COMMENT ON COLUMN fact.sales_order.order_id IS 'The order''s identifier.';

COMMENT ON COLUMN fact.sales_order.customer_key IS 'Who ordered, as of the purchase; -1 when unknown.';

COMMENT ON COLUMN fact.sales_order.order_status_key IS 'Latest status; -1 when unknown.';

COMMENT ON COLUMN fact.sales_order.purchased_date_key IS 'Date of the purchase in the reporting time zone.';

COMMENT ON COLUMN fact.sales_order.purchased_hour IS 'Hour of the purchase, 0 to 23, in the reporting time zone.';

COMMENT ON COLUMN fact.sales_order.approved_date_key IS 'Date of the approval; -1 when it has not happened.';

COMMENT ON COLUMN fact.sales_order.shipped_date_key IS 'Date of the shipment; -1 when it has not happened.';

COMMENT ON COLUMN fact.sales_order.delivered_date_key IS 'Date of the delivery; -1 when it has not happened.';

COMMENT ON COLUMN fact.sales_order.estimated_delivery_date_key IS 'Promised date of delivery; -1 when none.';

COMMENT ON COLUMN fact.sales_order.purchased_at_utc IS 'When the order was placed.';

COMMENT ON COLUMN fact.sales_order.approved_at_utc IS 'When the payment was approved.';

COMMENT ON COLUMN fact.sales_order.shipped_at_utc IS 'When the carrier took the parcel.';

COMMENT ON COLUMN fact.sales_order.delivered_at_utc IS 'When the customer received it.';

COMMENT ON COLUMN fact.sales_order.estimated_delivery_at_utc IS 'When delivery was promised for.';

COMMENT ON COLUMN fact.sales_order.customer_id IS 'Who ordered, by their own identifier.';

COMMENT ON COLUMN fact.sales_order.customer_alias IS 'Who ordered, by an alias; used when customer_id is empty.';

COMMENT ON COLUMN fact.sales_order.days_to_approve IS 'Calendar days from purchase to approval.';

COMMENT ON COLUMN fact.sales_order.days_to_ship IS 'Calendar days from purchase to shipment.';

COMMENT ON COLUMN fact.sales_order.days_to_deliver IS 'Calendar days from purchase to delivery.';

COMMENT ON COLUMN fact.sales_order.days_late IS 'Calendar days from the promised to the real delivery; negative when early.';

COMMENT ON COLUMN fact.sales_order.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN fact.sales_order.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN fact.sales_order.run_id IS 'Run that last changed the row, as in ops.run.';
