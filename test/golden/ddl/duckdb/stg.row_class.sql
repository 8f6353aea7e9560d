CREATE TABLE stg.row_class (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL
);

COMMENT ON TABLE stg.row_class IS 'Classes of staged rows that are settled before the star is touched.';

COMMENT ON COLUMN stg.row_class.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.row_class.row_id IS 'The row within it.';

COMMENT ON COLUMN stg.row_class.row_class IS 'duplicate, superseded, unchanged or waiting; quarantined after that.';
