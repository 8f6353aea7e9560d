CREATE TABLE stg.customer_version (
  customer_key INTEGER NOT NULL,
  customer_id VARCHAR,
  subscribed_date DATE,
  country VARCHAR,
  country_code VARCHAR,
  postal_code VARCHAR,
  city VARCHAR,
  gender VARCHAR,
  age INTEGER,
  geography_key INTEGER,
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
  customer_last_utc TIMESTAMP,
  profile_last_utc TIMESTAMP,
  is_new BOOLEAN NOT NULL
);

COMMENT ON TABLE stg.customer_version IS 'Versions in dim.customer on their way there.';

COMMENT ON COLUMN stg.customer_version.customer_key IS 'Surrogate key of the customer.';

COMMENT ON COLUMN stg.customer_version.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN stg.customer_version.subscribed_date IS 'When the customer registered.';

COMMENT ON COLUMN stg.customer_version.country IS 'Country name.';

COMMENT ON COLUMN stg.customer_version.country_code IS 'Country code, ISO 3166-1 alpha-2 where the source has it.';

COMMENT ON COLUMN stg.customer_version.postal_code IS 'Postal code as the source writes it.';

COMMENT ON COLUMN stg.customer_version.city IS 'City.';

COMMENT ON COLUMN stg.customer_version.gender IS 'Gender as given.';

COMMENT ON COLUMN stg.customer_version.age IS 'Age in years as given.';

COMMENT ON COLUMN stg.customer_version.geography_key IS 'Place; -1 when unknown.';

COMMENT ON COLUMN stg.customer_version.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN stg.customer_version.segment IS 'Segment that the shop has put the customer into.';

COMMENT ON COLUMN stg.customer_version.preferred_language IS 'Language to write to the customer in.';

COMMENT ON COLUMN stg.customer_version.loyalty_points IS 'Balance of the loyalty programme.';

COMMENT ON COLUMN stg.customer_version.since_utc IS 'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';

COMMENT ON COLUMN stg.customer_version.valid_from_utc IS 'Start of the version, inclusive.';

COMMENT ON COLUMN stg.customer_version.valid_to_utc IS 'End of the version, exclusive.';

COMMENT ON COLUMN stg.customer_version.is_current IS 'The version that is valid now.';

COMMENT ON COLUMN stg.customer_version.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN stg.customer_version.is_inferred IS 'Known only because another row names it; its own row has not come yet.';

COMMENT ON COLUMN stg.customer_version.customer_last_utc IS 'Last row of customer that tells of the version.';

COMMENT ON COLUMN stg.customer_version.profile_last_utc IS 'Last row of profile that tells of the version.';

COMMENT ON COLUMN stg.customer_version.is_new IS 'Not in the dimension yet.';
