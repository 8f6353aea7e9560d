CREATE TABLE dim.payment_type (
  payment_type_key INTEGER NOT NULL,
  payment_type VARCHAR NOT NULL,
  run_id INTEGER NOT NULL,
  CONSTRAINT pk_payment_type PRIMARY KEY (payment_type_key),
  CONSTRAINT uq_payment_type UNIQUE (payment_type)
);

COMMENT ON TABLE dim.payment_type IS 'Means of payment, as the payments name them.';

COMMENT ON COLUMN dim.payment_type.payment_type_key IS 'Surrogate key of the payment_type; -1 is the unknown member.';

COMMENT ON COLUMN dim.payment_type.payment_type IS 'As the source writes it.';

COMMENT ON COLUMN dim.payment_type.run_id IS 'Run that last changed the row, as in ops.run.';
