CREATE TABLE stg.product_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
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
  since_utc TIMESTAMP NOT NULL
);

COMMENT ON TABLE stg.product_ready IS 'Rows of product on their way into the star.';

COMMENT ON COLUMN stg.product_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.product_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.product_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.product_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.product_ready.product_id IS 'The product''s identifier.';

COMMENT ON COLUMN stg.product_ready.product_name IS 'Name shown in the shop.';

COMMENT ON COLUMN stg.product_ready.category IS 'Category; empty when the source gives none.';

COMMENT ON COLUMN stg.product_ready.brand IS 'Brand.';

COMMENT ON COLUMN stg.product_ready.list_price IS 'Price in the catalogue.';

COMMENT ON COLUMN stg.product_ready.weight_g IS 'Weight in grams.';

COMMENT ON COLUMN stg.product_ready.length_cm IS 'Length in centimetres.';

COMMENT ON COLUMN stg.product_ready.height_cm IS 'Height in centimetres.';

COMMENT ON COLUMN stg.product_ready.width_cm IS 'Width in centimetres.';

COMMENT ON COLUMN stg.product_ready.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';

COMMENT ON COLUMN stg.product_ready.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';
