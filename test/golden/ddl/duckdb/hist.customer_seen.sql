CREATE TABLE hist.customer_seen (
  customer_id VARCHAR NOT NULL,
  since_utc TIMESTAMP NOT NULL,
  is_deleted BOOLEAN NOT NULL,
  is_first BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE hist.customer_seen IS 'When complete files of customer began and ceased to hold members of dim.customer.';

COMMENT ON COLUMN hist.customer_seen.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN hist.customer_seen.since_utc IS 'As of which file, as in ops.complete_file.';

COMMENT ON COLUMN hist.customer_seen.is_deleted IS 'The file does not hold it any more.';

COMMENT ON COLUMN hist.customer_seen.is_first IS 'Held for the first time, which is no change.';

COMMENT ON COLUMN hist.customer_seen.run_id IS 'Run that last changed the row, as in ops.run.';
