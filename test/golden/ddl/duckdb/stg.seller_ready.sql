CREATE TABLE stg.seller_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  seller_id VARCHAR NOT NULL,
  seller_name VARCHAR,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  geography_key INTEGER,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.seller_ready IS 'Rows of seller on their way into the star.';

COMMENT ON COLUMN stg.seller_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.seller_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.seller_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.seller_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.seller_ready.seller_id IS 'The seller''s identifier.';

COMMENT ON COLUMN stg.seller_ready.seller_name IS 'Trading name.';

COMMENT ON COLUMN stg.seller_ready.country IS 'Country name.';

COMMENT ON COLUMN stg.seller_ready.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN stg.seller_ready.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN stg.seller_ready.city IS 'City.';

COMMENT ON COLUMN stg.seller_ready.geography_key IS 'Place; -1 when unknown.';

COMMENT ON COLUMN stg.seller_ready.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
