CREATE TABLE stg.customer_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  customer_id VARCHAR,
  customer_alias VARCHAR,
  subscribed_date DATE,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  gender VARCHAR,
  age INTEGER,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.customer_row IS 'Staged rows of customer.';

COMMENT ON COLUMN stg.customer_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.customer_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.customer_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.customer_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.customer_row.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN stg.customer_row.customer_alias IS 'Another identifier of the same customer, by which orders may know them.';

COMMENT ON COLUMN stg.customer_row.subscribed_date IS 'When the customer registered.';

COMMENT ON COLUMN stg.customer_row.country IS 'Country name.';

COMMENT ON COLUMN stg.customer_row.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN stg.customer_row.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN stg.customer_row.city IS 'City.';

COMMENT ON COLUMN stg.customer_row.gender IS 'Gender as given.';

COMMENT ON COLUMN stg.customer_row.age IS 'Age in years as given.';

COMMENT ON COLUMN stg.customer_row.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
