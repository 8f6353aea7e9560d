CREATE TABLE stg.geography_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  country VARCHAR NOT NULL,
  postal_code VARCHAR NOT NULL,
  city VARCHAR NOT NULL,
  country_code VARCHAR,
  latitude DECIMAL(9,6),
  longitude DECIMAL(9,6)
);

COMMENT ON TABLE stg.geography_ready IS 'Rows of geography on their way into the star.';

COMMENT ON COLUMN stg.geography_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.geography_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.geography_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.geography_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.geography_ready.country IS 'Country name.';

COMMENT ON COLUMN stg.geography_ready.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN stg.geography_ready.city IS 'City.';

COMMENT ON COLUMN stg.geography_ready.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN stg.geography_ready.latitude IS 'Degrees north.';

COMMENT ON COLUMN stg.geography_ready.longitude IS 'Degrees east.';
