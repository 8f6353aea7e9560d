CREATE TABLE stg.profile_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  customer_id VARCHAR NOT NULL,
  segment VARCHAR,
  preferred_language VARCHAR,
  loyalty_points INTEGER,
  since_utc TIMESTAMP NOT NULL
);

COMMENT ON TABLE stg.profile_ready IS 'Rows of profile on their way into the star.';

COMMENT ON COLUMN stg.profile_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.profile_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.profile_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.profile_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.profile_ready.customer_id IS 'Whom it describes.';

COMMENT ON COLUMN stg.profile_ready.segment IS 'Segment that the shop has put the customer into.';

COMMENT ON COLUMN stg.profile_ready.preferred_language IS 'Language to write to the customer in.';

COMMENT ON COLUMN stg.profile_ready.loyalty_points IS 'Balance of the loyalty programme.';

COMMENT ON COLUMN stg.profile_ready.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';
