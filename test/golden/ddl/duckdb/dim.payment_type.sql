CREATE TABLE dim.payment_type (
  payment_type_key INTEGER NOT NULL,
  payment_type VARCHAR NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.payment_type IS 'Means of payment, as the payments name them.';

COMMENT ON COLUMN dim.payment_type.payment_type_key IS 'Surrogate key of the payment_type; -1 is the unknown member.';

COMMENT ON COLUMN dim.payment_type.payment_type IS 'As the source writes it.';

COMMENT ON COLUMN dim.payment_type.run_id IS 'Run that last changed the row, as in ops.run.';
