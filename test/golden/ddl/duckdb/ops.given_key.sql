CREATE TABLE ops.given_key (
  dimension VARCHAR NOT NULL,
  last_key INTEGER NOT NULL,
  CONSTRAINT pk_given_key PRIMARY KEY (dimension)
);

COMMENT ON TABLE ops.given_key IS 'The highest surrogate keys given in dimensions that can lose rows: a key is never given again.';

COMMENT ON COLUMN ops.given_key.dimension IS 'Name of the dimension, e.g. product.';

COMMENT ON COLUMN ops.given_key.last_key IS 'The highest key when rows were last removed; keys in the dimension may be higher.';
