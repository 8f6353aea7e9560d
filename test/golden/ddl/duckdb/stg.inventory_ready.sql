CREATE TABLE stg.inventory_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  product_id VARCHAR NOT NULL,
  seller_id VARCHAR NOT NULL,
  snapshot_date DATE NOT NULL,
  product_key INTEGER,
  seller_key INTEGER,
  snapshot_date_key INTEGER,
  counted_at_utc TIMESTAMP,
  quantity_on_hand INTEGER,
  quantity_reserved INTEGER,
  quantity_available INTEGER,
  reorder_point INTEGER,
  unit_cost DECIMAL(19,4),
  stock_value DECIMAL(19,4),
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.inventory_ready IS 'Rows of inventory on their way into the star.';

COMMENT ON COLUMN stg.inventory_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.inventory_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.inventory_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.inventory_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.inventory_ready.product_id IS 'What is in stock.';

COMMENT ON COLUMN stg.inventory_ready.seller_id IS 'Whose stock it is; a shop without sellers gives a constant.';

COMMENT ON COLUMN stg.inventory_ready.snapshot_date IS 'Day that the stock stands for.';

COMMENT ON COLUMN stg.inventory_ready.product_key IS 'What is in stock, as of the count.';

COMMENT ON COLUMN stg.inventory_ready.seller_key IS 'Whose stock it is.';

COMMENT ON COLUMN stg.inventory_ready.snapshot_date_key IS 'Day that the stock stands for.';

COMMENT ON COLUMN stg.inventory_ready.counted_at_utc IS 'Instant of the figures; the product is taken as it was then.';

COMMENT ON COLUMN stg.inventory_ready.quantity_on_hand IS 'Pieces in stock. Below zero is let in and reported: some systems book sales before deliveries.';

COMMENT ON COLUMN stg.inventory_ready.quantity_reserved IS 'Pieces of these that are promised to orders.';

COMMENT ON COLUMN stg.inventory_ready.quantity_available IS 'Pieces on hand that are not reserved.';

COMMENT ON COLUMN stg.inventory_ready.reorder_point IS 'Available pieces at which more is to be ordered.';

COMMENT ON COLUMN stg.inventory_ready.unit_cost IS 'What one piece cost the seller.';

COMMENT ON COLUMN stg.inventory_ready.stock_value IS 'Pieces on hand times unit cost; empty without a unit cost.';

COMMENT ON COLUMN stg.inventory_ready.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
