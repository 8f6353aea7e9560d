CREATE TABLE hist.customer (
  customer_id VARCHAR NOT NULL,
  subscribed_date DATE,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  gender VARCHAR,
  age INTEGER,
  geography_key INTEGER NOT NULL,
  changed_at_utc TIMESTAMP,
  since_utc TIMESTAMP NOT NULL,
  is_deleted BOOLEAN NOT NULL,
  batch_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE hist.customer IS 'What the sources said of members of dim.customer, and when it began to be so.';

COMMENT ON COLUMN hist.customer.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN hist.customer.subscribed_date IS 'When the customer registered.';

COMMENT ON COLUMN hist.customer.country IS 'Country name.';

COMMENT ON COLUMN hist.customer.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN hist.customer.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN hist.customer.city IS 'City.';

COMMENT ON COLUMN hist.customer.gender IS 'Gender as given.';

COMMENT ON COLUMN hist.customer.age IS 'Age in years as given.';

COMMENT ON COLUMN hist.customer.geography_key IS 'Place; -1 when unknown.';

COMMENT ON COLUMN hist.customer.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN hist.customer.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';

COMMENT ON COLUMN hist.customer.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN hist.customer.batch_id IS 'Batch that brought the row, as in ops.batch.';

COMMENT ON COLUMN hist.customer.run_id IS 'Run that last changed the row, as in ops.run.';
