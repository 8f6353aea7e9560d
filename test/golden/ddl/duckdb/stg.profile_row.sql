CREATE TABLE stg.profile_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  customer_id VARCHAR,
  segment VARCHAR,
  preferred_language VARCHAR,
  loyalty_points INTEGER,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.profile_row IS 'Staged rows of profile.';

COMMENT ON COLUMN stg.profile_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.profile_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.profile_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.profile_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.profile_row.customer_id IS 'Whom it describes.';

COMMENT ON COLUMN stg.profile_row.segment IS 'Segment that the shop has put the customer into.';

COMMENT ON COLUMN stg.profile_row.preferred_language IS 'Language to write to the customer in.';

COMMENT ON COLUMN stg.profile_row.loyalty_points IS 'Balance of the loyalty programme.';

COMMENT ON COLUMN stg.profile_row.changed_at_utc IS 'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
