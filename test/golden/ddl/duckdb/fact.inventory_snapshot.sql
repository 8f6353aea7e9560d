CREATE TABLE fact.inventory_snapshot (
  product_id VARCHAR NOT NULL,
  seller_id VARCHAR NOT NULL,
  snapshot_date DATE NOT NULL,
  product_key INTEGER NOT NULL,
  seller_key INTEGER NOT NULL,
  snapshot_date_key INTEGER NOT NULL,
  counted_at_utc TIMESTAMP NOT NULL,
  quantity_on_hand INTEGER NOT NULL,
  quantity_reserved INTEGER NOT NULL,
  quantity_available INTEGER,
  reorder_point INTEGER,
  unit_cost DECIMAL(19,4),
  stock_value DECIMAL(19,4),
  changed_at_utc TIMESTAMP,
  is_deleted BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE fact.inventory_snapshot IS 'Stock as a periodic snapshot. Quantities and values add up over products and sellers of one day, never over days. A day without a row says nothing of the stock. Grain: one row per product, seller and day.';

COMMENT ON COLUMN fact.inventory_snapshot.product_id IS 'What is in stock.';

COMMENT ON COLUMN fact.inventory_snapshot.seller_id IS 'Whose stock it is; a shop without sellers gives a constant.';

COMMENT ON COLUMN fact.inventory_snapshot.snapshot_date IS 'Day that the stock stands for.';

COMMENT ON COLUMN fact.inventory_snapshot.product_key IS 'What is in stock, as of the count.';

COMMENT ON COLUMN fact.inventory_snapshot.seller_key IS 'Whose stock it is.';

COMMENT ON COLUMN fact.inventory_snapshot.snapshot_date_key IS 'Day that the stock stands for.';

COMMENT ON COLUMN fact.inventory_snapshot.counted_at_utc IS 'Instant of the figures; the product is taken as it was then.';

COMMENT ON COLUMN fact.inventory_snapshot.quantity_on_hand IS 'Pieces in stock. Below zero is let in and reported: some systems book sales before deliveries.';

COMMENT ON COLUMN fact.inventory_snapshot.quantity_reserved IS 'Pieces of these that are promised to orders.';

COMMENT ON COLUMN fact.inventory_snapshot.quantity_available IS 'Pieces on hand that are not reserved.';

COMMENT ON COLUMN fact.inventory_snapshot.reorder_point IS 'Available pieces at which more is to be ordered.';

COMMENT ON COLUMN fact.inventory_snapshot.unit_cost IS 'What one piece cost the seller.';

COMMENT ON COLUMN fact.inventory_snapshot.stock_value IS 'Pieces on hand times unit cost; empty without a unit cost.';

COMMENT ON COLUMN fact.inventory_snapshot.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN fact.inventory_snapshot.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN fact.inventory_snapshot.run_id IS 'Run that last changed the row, as in ops.run.';
