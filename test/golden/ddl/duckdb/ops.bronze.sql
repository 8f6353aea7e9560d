CREATE TABLE ops.bronze (
  archive_id VARCHAR NOT NULL,
  rebuilt_from VARCHAR,
  CONSTRAINT pk_bronze PRIMARY KEY (archive_id)
);

COMMENT ON TABLE ops.bronze IS 'Where the batches are kept as Parquet, at most one row.';

COMMENT ON COLUMN ops.bronze.archive_id IS 'The same as in bronze.json of the folder.';

COMMENT ON COLUMN ops.bronze.rebuilt_from IS 'The bronze this warehouse is being rebuilt from; empty when that is done.';
