CREATE TABLE dim.product_history (
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
  since_utc TIMESTAMP NOT NULL,
  is_deleted BOOLEAN NOT NULL,
  batch_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.product_history IS 'What the sources said of members of dim.product, and when it began to be so.';

COMMENT ON COLUMN dim.product_history.product_id IS 'The product''s identifier.';

COMMENT ON COLUMN dim.product_history.product_name IS 'Name shown in the shop.';

COMMENT ON COLUMN dim.product_history.category IS 'Category; empty when the source gives none.';

COMMENT ON COLUMN dim.product_history.brand IS 'Brand.';

COMMENT ON COLUMN dim.product_history.list_price IS 'Price in the catalogue.';

COMMENT ON COLUMN dim.product_history.weight_g IS 'Weight in grams.';

COMMENT ON COLUMN dim.product_history.length_cm IS 'Length in centimetres.';

COMMENT ON COLUMN dim.product_history.height_cm IS 'Height in centimetres.';

COMMENT ON COLUMN dim.product_history.width_cm IS 'Width in centimetres.';

COMMENT ON COLUMN dim.product_history.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN dim.product_history.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';

COMMENT ON COLUMN dim.product_history.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN dim.product_history.batch_id IS 'Batch that brought the row, as in ops.batch.';

COMMENT ON COLUMN dim.product_history.run_id IS 'Run that last changed the row, as in ops.run.';
