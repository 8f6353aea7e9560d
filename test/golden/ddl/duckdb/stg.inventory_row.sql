CREATE TABLE stg.inventory_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  product_id VARCHAR,
  seller_id VARCHAR,
  snapshot_date DATE,
  counted_at_utc TIMESTAMP,
  quantity_on_hand INTEGER,
  quantity_reserved INTEGER,
  reorder_point INTEGER,
  unit_cost VARCHAR,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.inventory_row IS 'Staged rows of inventory.';

COMMENT ON COLUMN stg.inventory_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.inventory_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.inventory_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.inventory_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.inventory_row.product_id IS 'What is in stock.';

COMMENT ON COLUMN stg.inventory_row.seller_id IS 'Whose stock it is; a shop without sellers gives a constant.';

COMMENT ON COLUMN stg.inventory_row.snapshot_date IS 'Day that the stock stands for.';

COMMENT ON COLUMN stg.inventory_row.counted_at_utc IS 'Instant of the figures; the product is taken as it was then.';

COMMENT ON COLUMN stg.inventory_row.quantity_on_hand IS 'Pieces in stock. Below zero is let in and reported: some systems book sales before deliveries.';

COMMENT ON COLUMN stg.inventory_row.quantity_reserved IS 'Pieces of these that are promised to orders.';

COMMENT ON COLUMN stg.inventory_row.reorder_point IS 'Available pieces at which more is to be ordered.';

COMMENT ON COLUMN stg.inventory_row.unit_cost IS 'What one piece cost the seller.';

COMMENT ON COLUMN stg.inventory_row.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
