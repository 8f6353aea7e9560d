CREATE TABLE dim.customer (
  customer_key INTEGER NOT NULL,
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
  segment VARCHAR,
  preferred_language VARCHAR,
  loyalty_points INTEGER,
  since_utc TIMESTAMP,
  valid_from_utc TIMESTAMP NOT NULL,
  valid_to_utc TIMESTAMP NOT NULL,
  is_current BOOLEAN NOT NULL,
  is_deleted BOOLEAN NOT NULL,
  is_inferred BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.customer IS 'People who order: one row per version of a customer.';

COMMENT ON COLUMN dim.customer.customer_key IS 'Surrogate key of the customer; -1 is the unknown member.';

COMMENT ON COLUMN dim.customer.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN dim.customer.subscribed_date IS 'When the customer registered.';

COMMENT ON COLUMN dim.customer.country IS 'Country name.';

COMMENT ON COLUMN dim.customer.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN dim.customer.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN dim.customer.city IS 'City.';

COMMENT ON COLUMN dim.customer.gender IS 'Gender as given.';

COMMENT ON COLUMN dim.customer.age IS 'Age in years as given.';

COMMENT ON COLUMN dim.customer.geography_key IS 'Place; -1 when unknown.';

COMMENT ON COLUMN dim.customer.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN dim.customer.segment IS 'Segment that the shop has put the customer into.';

COMMENT ON COLUMN dim.customer.preferred_language IS 'Language to write to the customer in.';

COMMENT ON COLUMN dim.customer.loyalty_points IS 'Balance of the loyalty programme.';

COMMENT ON COLUMN dim.customer.since_utc IS 'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';

COMMENT ON COLUMN dim.customer.valid_from_utc IS 'Start of the version, inclusive.';

COMMENT ON COLUMN dim.customer.valid_to_utc IS 'End of the version, exclusive.';

COMMENT ON COLUMN dim.customer.is_current IS 'The version that is valid now.';

COMMENT ON COLUMN dim.customer.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN dim.customer.is_inferred IS 'Known only because another row names it; its own row has not come yet.';

COMMENT ON COLUMN dim.customer.run_id IS 'Run that last changed the row, as in ops.run.';
