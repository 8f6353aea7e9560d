CREATE TABLE stg.seller_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  seller_id VARCHAR,
  seller_name VARCHAR,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.seller_row IS 'Staged rows of seller.';

COMMENT ON COLUMN stg.seller_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.seller_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.seller_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.seller_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.seller_row.seller_id IS 'The seller''s identifier.';

COMMENT ON COLUMN stg.seller_row.seller_name IS 'Trading name.';

COMMENT ON COLUMN stg.seller_row.country IS 'Country name.';

COMMENT ON COLUMN stg.seller_row.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN stg.seller_row.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN stg.seller_row.city IS 'City.';

COMMENT ON COLUMN stg.seller_row.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
