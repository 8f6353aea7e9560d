CREATE TABLE stg.order_item_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  order_id VARCHAR,
  line_number INTEGER,
  product_id VARCHAR,
  seller_id VARCHAR,
  quantity INTEGER,
  unit_price VARCHAR,
  freight_amount VARCHAR,
  shipping_limit_at_utc TIMESTAMP,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.order_item_row IS 'Staged rows of order_item.';

COMMENT ON COLUMN stg.order_item_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.order_item_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.order_item_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.order_item_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.order_item_row.order_id IS 'The order it belongs to.';

COMMENT ON COLUMN stg.order_item_row.line_number IS 'Number of the line within its order.';

COMMENT ON COLUMN stg.order_item_row.product_id IS 'What was ordered.';

COMMENT ON COLUMN stg.order_item_row.seller_id IS 'Who sells it.';

COMMENT ON COLUMN stg.order_item_row.quantity IS 'Pieces.';

COMMENT ON COLUMN stg.order_item_row.unit_price IS 'Price of one piece, without freight.';

COMMENT ON COLUMN stg.order_item_row.freight_amount IS 'Freight charged for the line.';

COMMENT ON COLUMN stg.order_item_row.shipping_limit_at_utc IS 'When the seller must have shipped.';

COMMENT ON COLUMN stg.order_item_row.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
