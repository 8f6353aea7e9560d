CREATE TABLE stg.payment_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  order_id VARCHAR,
  payment_number INTEGER,
  payment_type VARCHAR,
  payment_status VARCHAR,
  installments INTEGER,
  amount VARCHAR,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.payment_row IS 'Staged rows of payment.';

COMMENT ON COLUMN stg.payment_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.payment_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.payment_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.payment_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.payment_row.order_id IS 'The order it belongs to.';

COMMENT ON COLUMN stg.payment_row.payment_number IS 'Number of the payment within its order.';

COMMENT ON COLUMN stg.payment_row.payment_type IS 'Means of payment as the source writes it.';

COMMENT ON COLUMN stg.payment_row.payment_status IS 'paid, pending, failed or refunded; paid where the source has no status.';

COMMENT ON COLUMN stg.payment_row.installments IS 'Number of instalments.';

COMMENT ON COLUMN stg.payment_row.amount IS 'Amount of the payment.';

COMMENT ON COLUMN stg.payment_row.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
