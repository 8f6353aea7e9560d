CREATE TABLE stg.order_item_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  order_id VARCHAR NOT NULL,
  line_number INTEGER NOT NULL,
  order_key INTEGER,
  customer_key INTEGER,
  purchased_date_key INTEGER,
  product_key INTEGER,
  seller_key INTEGER,
  quantity INTEGER,
  unit_price DECIMAL(19,4),
  item_amount DECIMAL(19,4),
  freight_amount DECIMAL(19,4),
  gross_amount DECIMAL(19,4),
  shipping_limit_at_utc TIMESTAMP,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.order_item_ready IS 'Rows of order_item on their way into the star.';

COMMENT ON COLUMN stg.order_item_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.order_item_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.order_item_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.order_item_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.order_item_ready.order_id IS 'The order it belongs to.';

COMMENT ON COLUMN stg.order_item_ready.line_number IS 'Number of the line within its order.';

COMMENT ON COLUMN stg.order_item_ready.order_key IS 'The order.';

COMMENT ON COLUMN stg.order_item_ready.customer_key IS 'Who ordered, as of the purchase.';

COMMENT ON COLUMN stg.order_item_ready.purchased_date_key IS 'Date of the purchase.';

COMMENT ON COLUMN stg.order_item_ready.product_key IS 'What was ordered, as of the purchase; -1 when unknown.';

COMMENT ON COLUMN stg.order_item_ready.seller_key IS 'Who sold it; -1 when unknown.';

COMMENT ON COLUMN stg.order_item_ready.quantity IS 'Pieces.';

COMMENT ON COLUMN stg.order_item_ready.unit_price IS 'Price of one piece, without freight.';

COMMENT ON COLUMN stg.order_item_ready.item_amount IS 'Quantity times unit price, without freight.';

COMMENT ON COLUMN stg.order_item_ready.freight_amount IS 'Freight charged for the line.';

COMMENT ON COLUMN stg.order_item_ready.gross_amount IS 'Item amount and freight.';

COMMENT ON COLUMN stg.order_item_ready.shipping_limit_at_utc IS 'When the seller must have shipped.';

COMMENT ON COLUMN stg.order_item_ready.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
