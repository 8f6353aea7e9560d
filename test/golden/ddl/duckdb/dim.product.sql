CREATE TABLE dim.product (
  product_key INTEGER NOT NULL,
  product_id VARCHAR NOT NULL,
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
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.product IS 'Things that can be ordered: one row per version of a product.';

COMMENT ON COLUMN dim.product.product_key IS 'Surrogate key of the product; -1 is the unknown member.';

COMMENT ON COLUMN dim.product.product_id IS 'The product''s identifier.';

COMMENT ON COLUMN dim.product.product_name IS 'Name shown in the shop.';

COMMENT ON COLUMN dim.product.category IS 'Category; empty when the source gives none.';

COMMENT ON COLUMN dim.product.brand IS 'Brand.';

COMMENT ON COLUMN dim.product.list_price IS 'Price in the catalogue.';

COMMENT ON COLUMN dim.product.weight_g IS 'Weight in grams.';

COMMENT ON COLUMN dim.product.length_cm IS 'Length in centimetres.';

COMMENT ON COLUMN dim.product.height_cm IS 'Height in centimetres.';

COMMENT ON COLUMN dim.product.width_cm IS 'Width in centimetres.';

COMMENT ON COLUMN dim.product.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN dim.product.since_utc IS 'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';

COMMENT ON COLUMN dim.product.valid_from_utc IS 'Start of the version, inclusive.';

COMMENT ON COLUMN dim.product.valid_to_utc IS 'End of the version, exclusive.';

COMMENT ON COLUMN dim.product.is_current IS 'The version that is valid now.';

COMMENT ON COLUMN dim.product.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN dim.product.is_inferred IS 'Known only because another row names it; its own row has not come yet.';

COMMENT ON COLUMN dim.product.run_id IS 'Run that last changed the row, as in ops.run.';
