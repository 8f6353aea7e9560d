CREATE TABLE stg.review_row (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  review_id VARCHAR,
  order_id VARCHAR,
  score INTEGER,
  title VARCHAR,
  message VARCHAR,
  created_at_utc TIMESTAMP,
  created_at_date DATE,
  answered_at_utc TIMESTAMP,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.review_row IS 'Staged rows of review.';

COMMENT ON COLUMN stg.review_row.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.review_row.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.review_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.review_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.review_row.review_id IS 'The review''s identifier.';

COMMENT ON COLUMN stg.review_row.order_id IS 'The order it speaks of.';

COMMENT ON COLUMN stg.review_row.score IS '1 (worst) to 5 (best).';

COMMENT ON COLUMN stg.review_row.title IS 'Title of the comment.';

COMMENT ON COLUMN stg.review_row.message IS 'Text of the comment.';

COMMENT ON COLUMN stg.review_row.created_at_utc IS 'When the customer was asked.';

COMMENT ON COLUMN stg.review_row.created_at_date IS 'Date in the reporting time zone.';

COMMENT ON COLUMN stg.review_row.answered_at_utc IS 'When the customer answered.';

COMMENT ON COLUMN stg.review_row.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
