CREATE TABLE ops.payment_wait (
  order_id VARCHAR NOT NULL,
  payment_number INTEGER NOT NULL,
  since_utc TIMESTAMP NOT NULL,
  batch_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  is_over BOOLEAN NOT NULL
);

COMMENT ON TABLE ops.payment_wait IS 'Keys of payment whose order has not come, and since when it is waited for.';

COMMENT ON COLUMN ops.payment_wait.order_id IS 'The order it belongs to.';

COMMENT ON COLUMN ops.payment_wait.payment_number IS 'Number of the payment within its order.';

COMMENT ON COLUMN ops.payment_wait.since_utc IS 'When the first batch was complete that brought the key.';

COMMENT ON COLUMN ops.payment_wait.batch_id IS 'Last batch that brought it.';

COMMENT ON COLUMN ops.payment_wait.source_id IS 'Last file that held it.';

COMMENT ON COLUMN ops.payment_wait.is_over IS 'It has waited in vain, and its row was refused; so are the rows that files go on to bring.';
