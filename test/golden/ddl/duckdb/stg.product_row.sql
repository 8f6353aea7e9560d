CREATE TABLE stg.product_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  product_id VARCHAR,
  product_name VARCHAR,
  category VARCHAR,
  brand VARCHAR,
  list_price VARCHAR,
  weight_g VARCHAR,
  length_cm VARCHAR,
  height_cm VARCHAR,
  width_cm VARCHAR,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.product_row IS 'Staged rows of product.';

COMMENT ON COLUMN stg.product_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.product_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.product_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.product_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.product_row.product_id IS 'The product''s identifier.';

COMMENT ON COLUMN stg.product_row.product_name IS 'Name shown in the shop.';

COMMENT ON COLUMN stg.product_row.category IS 'Category; empty when the source gives none.';

COMMENT ON COLUMN stg.product_row.brand IS 'Brand.';

COMMENT ON COLUMN stg.product_row.list_price IS 'Price in the catalogue.';

COMMENT ON COLUMN stg.product_row.weight_g IS 'Weight in grams.';

COMMENT ON COLUMN stg.product_row.length_cm IS 'Length in centimetres.';

COMMENT ON COLUMN stg.product_row.height_cm IS 'Height in centimetres.';

COMMENT ON COLUMN stg.product_row.width_cm IS 'Width in centimetres.';

COMMENT ON COLUMN stg.product_row.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
