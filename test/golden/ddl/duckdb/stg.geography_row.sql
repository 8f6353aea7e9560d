CREATE TABLE stg.geography_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  latitude VARCHAR,
  longitude VARCHAR
);

COMMENT ON TABLE stg.geography_row IS 'Staged rows of geography.';

COMMENT ON COLUMN stg.geography_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.geography_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.geography_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.geography_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.geography_row.country IS 'Country name.';

COMMENT ON COLUMN stg.geography_row.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN stg.geography_row.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN stg.geography_row.city IS 'City.';

COMMENT ON COLUMN stg.geography_row.latitude IS 'Degrees north.';

COMMENT ON COLUMN stg.geography_row.longitude IS 'Degrees east.';
