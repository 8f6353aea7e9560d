CREATE TABLE dim.customer_alias (
  customer_alias VARCHAR NOT NULL,
  customer_id VARCHAR NOT NULL,
  changed_at_utc TIMESTAMP,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.customer_alias IS 'Other identifiers of members of dim.customer.';

COMMENT ON COLUMN dim.customer_alias.customer_alias IS 'Another identifier of the same customer, by which orders may know them.';

COMMENT ON COLUMN dim.customer_alias.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN dim.customer_alias.changed_at_utc IS 'When the source changed the row that says so. The latest change of an alias wins.';

COMMENT ON COLUMN dim.customer_alias.run_id IS 'Run that last changed the row, as in ops.run.';
