CREATE TABLE fact.order_item (
  order_id VARCHAR NOT NULL,
  line_number INTEGER NOT NULL,
  order_key INTEGER NOT NULL,
  customer_key INTEGER NOT NULL,
  purchased_date_key INTEGER NOT NULL,
  product_key INTEGER NOT NULL,
  seller_key INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  unit_price DECIMAL(19,4) NOT NULL,
  item_amount DECIMAL(19,4),
  freight_amount DECIMAL(19,4) NOT NULL,
  gross_amount DECIMAL(19,4),
  shipping_limit_at_utc TIMESTAMP,
  changed_at_utc TIMESTAMP,
  is_deleted BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE fact.order_item IS 'Lines of orders. Grain: one row per line of an order.';

COMMENT ON COLUMN fact.order_item.order_id IS 'The order it belongs to.';

COMMENT ON COLUMN fact.order_item.line_number IS 'Number of the line within its order.';

COMMENT ON COLUMN fact.order_item.order_key IS 'The order.';

COMMENT ON COLUMN fact.order_item.customer_key IS 'Who ordered, as of the purchase.';

COMMENT ON COLUMN fact.order_item.purchased_date_key IS 'Date of the purchase.';

COMMENT ON COLUMN fact.order_item.product_key IS 'What was ordered, as of the purchase; -1 when unknown.';

COMMENT ON COLUMN fact.order_item.seller_key IS 'Who sold it; -1 when unknown.';

COMMENT ON COLUMN fact.order_item.quantity IS 'Pieces.';

COMMENT ON COLUMN fact.order_item.unit_price IS 'Price of one piece, without freight.';

COMMENT ON COLUMN fact.order_item.item_amount IS 'Quantity times unit price, without freight.';

COMMENT ON COLUMN fact.order_item.freight_amount IS 'Freight charged for the line.';

COMMENT ON COLUMN fact.order_item.gross_amount IS 'Item amount and freight.';

COMMENT ON COLUMN fact.order_item.shipping_limit_at_utc IS 'When the seller must have shipped.';

COMMENT ON COLUMN fact.order_item.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN fact.order_item.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN fact.order_item.run_id IS 'Run that last changed the row, as in ops.run.';
