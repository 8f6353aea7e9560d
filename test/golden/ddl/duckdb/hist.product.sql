CREATE TABLE hist.product (
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

COMMENT ON TABLE hist.product IS 'What the sources said of members of dim.product, and when it began to be so.';

COMMENT ON COLUMN hist.product.product_id IS 'The product''s identifier.';

COMMENT ON COLUMN hist.product.product_name IS 'Name shown in the shop.';

COMMENT ON COLUMN hist.product.category IS 'Category; empty when the source gives none.';

COMMENT ON COLUMN hist.product.brand IS 'Brand.';

COMMENT ON COLUMN hist.product.list_price IS 'Price in the catalogue.';

COMMENT ON COLUMN hist.product.weight_g IS 'Weight in grams.';

COMMENT ON COLUMN hist.product.length_cm IS 'Length in centimetres.';

COMMENT ON COLUMN hist.product.height_cm IS 'Height in centimetres.';

COMMENT ON COLUMN hist.product.width_cm IS 'Width in centimetres.';

COMMENT ON COLUMN hist.product.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN hist.product.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';

COMMENT ON COLUMN hist.product.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN hist.product.batch_id IS 'Batch that brought the row, as in ops.batch.';

COMMENT ON COLUMN hist.product.run_id IS 'Run that last changed the row, as in ops.run.';
