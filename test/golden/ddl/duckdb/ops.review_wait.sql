CREATE TABLE ops.review_wait (
  review_id VARCHAR NOT NULL,
  order_id VARCHAR NOT NULL,
  since_utc TIMESTAMP NOT NULL,
  batch_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  is_over BOOLEAN NOT NULL
);

COMMENT ON TABLE ops.review_wait IS 'Keys of review whose order has not come, and since when it is waited for.';

COMMENT ON COLUMN ops.review_wait.review_id IS 'The review''s identifier.';

COMMENT ON COLUMN ops.review_wait.order_id IS 'The order it speaks of.';

COMMENT ON COLUMN ops.review_wait.since_utc IS 'When the first batch was complete that brought the key.';

COMMENT ON COLUMN ops.review_wait.batch_id IS 'Last batch that brought it.';

COMMENT ON COLUMN ops.review_wait.source_id IS 'Last file that held it.';

COMMENT ON COLUMN ops.review_wait.is_over IS 'It has waited in vain, and its row was refused; so are the rows that files go on to bring.';
