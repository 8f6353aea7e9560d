CREATE TABLE fact.payment (
  order_id VARCHAR NOT NULL,
  payment_number INTEGER NOT NULL,
  order_key INTEGER NOT NULL,
  customer_key INTEGER NOT NULL,
  purchased_date_key INTEGER NOT NULL,
  payment_type_key INTEGER NOT NULL,
  payment_status VARCHAR NOT NULL,
  installments INTEGER,
  amount DECIMAL(19,4) NOT NULL,
  changed_at_utc TIMESTAMP,
  is_deleted BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE fact.payment IS 'Payments towards orders. Grain: one row per payment of an order.';

COMMENT ON COLUMN fact.payment.order_id IS 'The order it belongs to.';

COMMENT ON COLUMN fact.payment.payment_number IS 'Number of the payment within its order.';

COMMENT ON COLUMN fact.payment.order_key IS 'The order.';

COMMENT ON COLUMN fact.payment.customer_key IS 'Who ordered, as of the purchase.';

COMMENT ON COLUMN fact.payment.purchased_date_key IS 'Date of the purchase.';

COMMENT ON COLUMN fact.payment.payment_type_key IS 'Means of payment; -1 when unknown.';

COMMENT ON COLUMN fact.payment.payment_status IS 'paid, pending, failed or refunded; paid where the source has no status.';

COMMENT ON COLUMN fact.payment.installments IS 'Number of instalments.';

COMMENT ON COLUMN fact.payment.amount IS 'Amount of the payment.';

COMMENT ON COLUMN fact.payment.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN fact.payment.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN fact.payment.run_id IS 'Run that last changed the row, as in ops.run.';
