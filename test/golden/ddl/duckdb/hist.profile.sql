CREATE TABLE hist.profile (
  customer_id VARCHAR NOT NULL,
  segment VARCHAR,
  preferred_language VARCHAR,
  loyalty_points INTEGER,
  since_utc TIMESTAMP NOT NULL,
  is_deleted BOOLEAN NOT NULL,
  batch_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE hist.profile IS 'What the sources said of members of dim.customer, and when it began to be so.';

COMMENT ON COLUMN hist.profile.customer_id IS 'Whom it describes.';

COMMENT ON COLUMN hist.profile.segment IS 'Segment that the shop has put the customer into.';

COMMENT ON COLUMN hist.profile.preferred_language IS 'Language to write to the customer in.';

COMMENT ON COLUMN hist.profile.loyalty_points IS 'Balance of the loyalty programme.';

COMMENT ON COLUMN hist.profile.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';

COMMENT ON COLUMN hist.profile.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN hist.profile.batch_id IS 'Batch that brought the row, as in ops.batch.';

COMMENT ON COLUMN hist.profile.run_id IS 'Run that last changed the row, as in ops.run.';
