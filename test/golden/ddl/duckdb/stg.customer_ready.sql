CREATE TABLE stg.customer_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  customer_id VARCHAR NOT NULL,
  subscribed_date DATE,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  gender VARCHAR,
  age INTEGER,
  geography_key INTEGER,
  changed_at_utc TIMESTAMP,
  since_utc TIMESTAMP NOT NULL
);

COMMENT ON TABLE stg.customer_ready IS 'Rows of customer on their way into the star.';

COMMENT ON COLUMN stg.customer_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.customer_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.customer_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.customer_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.customer_ready.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN stg.customer_ready.subscribed_date IS 'When the customer registered.';

COMMENT ON COLUMN stg.customer_ready.country IS 'Country name.';

COMMENT ON COLUMN stg.customer_ready.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN stg.customer_ready.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN stg.customer_ready.city IS 'City.';

COMMENT ON COLUMN stg.customer_ready.gender IS 'Gender as given.';

COMMENT ON COLUMN stg.customer_ready.age IS 'Age in years as given.';

COMMENT ON COLUMN stg.customer_ready.geography_key IS 'Place; -1 when unknown.';

COMMENT ON COLUMN stg.customer_ready.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN stg.customer_ready.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';
