CREATE TABLE stg.product_version (
  product_key INTEGER NOT NULL,
  product_id VARCHAR,
  product_name VARCHAR,
  category VARCHAR,
  brand VARCHAR,
  list_price DECIMAL(19,4),
  weight_g DECIMAL(9,2),
  length_cm DECIMAL(9,2),
  height_cm DECIMAL(9,2),
  width_cm DECIMAL(9,2),
  changed_at_utc TIMESTAMP,
  since_utc TIMESTAMP,
  valid_from_utc TIMESTAMP NOT NULL,
  valid_to_utc TIMESTAMP NOT NULL,
  is_current BOOLEAN NOT NULL,
  is_deleted BOOLEAN NOT NULL,
  is_inferred BOOLEAN NOT NULL,
  product_last_utc TIMESTAMP,
  is_new BOOLEAN NOT NULL
);

COMMENT ON TABLE stg.product_version IS 'Versions in dim.product on their way there.';

COMMENT ON COLUMN stg.product_version.product_key IS 'Surrogate key of the product.';

COMMENT ON COLUMN stg.product_version.product_id IS 'The product''s identifier.';

COMMENT ON COLUMN stg.product_version.product_name IS 'Name shown in the shop.';

COMMENT ON COLUMN stg.product_version.category IS 'Category; empty when the source gives none.';

COMMENT ON COLUMN stg.product_version.brand IS 'Brand.';

COMMENT ON COLUMN stg.product_version.list_price IS 'Price in the catalogue.';

COMMENT ON COLUMN stg.product_version.weight_g IS 'Weight in grams.';

COMMENT ON COLUMN stg.product_version.length_cm IS 'Length in centimetres.';

COMMENT ON COLUMN stg.product_version.height_cm IS 'Height in centimetres.';

COMMENT ON COLUMN stg.product_version.width_cm IS 'Width in centimetres.';

COMMENT ON COLUMN stg.product_version.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN stg.product_version.since_utc IS 'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';

COMMENT ON COLUMN stg.product_version.valid_from_utc IS 'Start of the version, inclusive.';

COMMENT ON COLUMN stg.product_version.valid_to_utc IS 'End of the version, exclusive.';

COMMENT ON COLUMN stg.product_version.is_current IS 'The version that is valid now.';

COMMENT ON COLUMN stg.product_version.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN stg.product_version.is_inferred IS 'Known only because another row names it; its own row has not come yet.';

COMMENT ON COLUMN stg.product_version.product_last_utc IS 'Last row of product that tells of the version.';

COMMENT ON COLUMN stg.product_version.is_new IS 'Not in the dimension yet.';
