CREATE TABLE dim.seller (
  seller_key INTEGER NOT NULL,
  seller_id VARCHAR NOT NULL,
  seller_name VARCHAR,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  geography_key INTEGER NOT NULL,
  changed_at_utc TIMESTAMP,
  is_deleted BOOLEAN NOT NULL,
  is_inferred BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.seller IS 'Merchants of the marketplace: one row per seller.';

COMMENT ON COLUMN dim.seller.seller_key IS 'Surrogate key of the seller; -1 is the unknown member.';

COMMENT ON COLUMN dim.seller.seller_id IS 'The seller''s identifier.';

COMMENT ON COLUMN dim.seller.seller_name IS 'Trading name.';

COMMENT ON COLUMN dim.seller.country IS 'Country name.';

COMMENT ON COLUMN dim.seller.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN dim.seller.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN dim.seller.city IS 'City.';

COMMENT ON COLUMN dim.seller.geography_key IS 'Place; -1 when unknown.';

COMMENT ON COLUMN dim.seller.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN dim.seller.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN dim.seller.is_inferred IS 'Known only because another row names it; its own row has not come yet.';

COMMENT ON COLUMN dim.seller.run_id IS 'Run that last changed the row, as in ops.run.';
