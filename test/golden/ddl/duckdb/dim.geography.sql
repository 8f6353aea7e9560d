CREATE TABLE dim.geography (
  geography_key INTEGER NOT NULL,
  country VARCHAR NOT NULL,
  postal_code VARCHAR NOT NULL,
  city VARCHAR NOT NULL,
  country_code VARCHAR,
  latitude DECIMAL(9,6),
  longitude DECIMAL(9,6),
  is_deleted BOOLEAN NOT NULL,
  is_inferred BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.geography IS 'Places: one row per country, postal code and city.';

COMMENT ON COLUMN dim.geography.geography_key IS 'Surrogate key of the geography; -1 is the unknown member.';

COMMENT ON COLUMN dim.geography.country IS 'Country name.';

COMMENT ON COLUMN dim.geography.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN dim.geography.city IS 'City.';

COMMENT ON COLUMN dim.geography.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN dim.geography.latitude IS 'Degrees north.';

COMMENT ON COLUMN dim.geography.longitude IS 'Degrees east.';

COMMENT ON COLUMN dim.geography.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN dim.geography.is_inferred IS 'Known only because another row names it; its own row has not come yet.';

COMMENT ON COLUMN dim.geography.run_id IS 'Run that last changed the row, as in ops.run.';
