CREATE TABLE stg.payment_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  order_id VARCHAR NOT NULL,
  payment_number INTEGER NOT NULL,
  order_key INTEGER,
  customer_key INTEGER,
  purchased_date_key INTEGER,
  payment_type_key INTEGER,
  payment_status VARCHAR,
  installments INTEGER,
  amount DECIMAL(19,4),
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.payment_ready IS 'Rows of payment on their way into the star.';

COMMENT ON COLUMN stg.payment_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.payment_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.payment_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.payment_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.payment_ready.order_id IS 'The order it belongs to.';

COMMENT ON COLUMN stg.payment_ready.payment_number IS 'Number of the payment within its order.';

COMMENT ON COLUMN stg.payment_ready.order_key IS 'The order.';

COMMENT ON COLUMN stg.payment_ready.customer_key IS 'Who ordered, as of the purchase.';

COMMENT ON COLUMN stg.payment_ready.purchased_date_key IS 'Date of the purchase.';

COMMENT ON COLUMN stg.payment_ready.payment_type_key IS 'Means of payment; -1 when unknown.';

COMMENT ON COLUMN stg.payment_ready.payment_status IS 'paid, pending, failed or refunded; paid where the source has no status.';

COMMENT ON COLUMN stg.payment_ready.installments IS 'Number of instalments.';

COMMENT ON COLUMN stg.payment_ready.amount IS 'Amount of the payment.';

COMMENT ON COLUMN stg.payment_ready.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
