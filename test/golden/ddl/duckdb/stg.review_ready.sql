CREATE TABLE stg.review_ready (
  batch_id INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  row_class VARCHAR NOT NULL,
  is_overtaken BOOLEAN,
  review_id VARCHAR NOT NULL,
  order_id VARCHAR NOT NULL,
  order_key INTEGER,
  customer_key INTEGER,
  purchased_date_key INTEGER,
  created_date_key INTEGER,
  score INTEGER,
  sentiment VARCHAR,
  title VARCHAR,
  message VARCHAR,
  created_at_utc TIMESTAMP,
  answered_at_utc TIMESTAMP,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.review_ready IS 'Rows of review on their way into the star.';

COMMENT ON COLUMN stg.review_ready.batch_id IS 'The batch.';

COMMENT ON COLUMN stg.review_ready.row_id IS 'The row within the batch, in reading order.';

COMMENT ON COLUMN stg.review_ready.row_class IS 'inserted, updated, unchanged, superseded.';

COMMENT ON COLUMN stg.review_ready.is_overtaken IS 'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';

COMMENT ON COLUMN stg.review_ready.review_id IS 'The review''s identifier.';

COMMENT ON COLUMN stg.review_ready.order_id IS 'The order it speaks of.';

COMMENT ON COLUMN stg.review_ready.order_key IS 'The order.';

COMMENT ON COLUMN stg.review_ready.customer_key IS 'Who ordered, as of the purchase.';

COMMENT ON COLUMN stg.review_ready.purchased_date_key IS 'Date of the purchase.';

COMMENT ON COLUMN stg.review_ready.created_date_key IS 'Date of the review in the reporting time zone; -1 when unknown.';

COMMENT ON COLUMN stg.review_ready.score IS '1 (worst) to 5 (best).';

COMMENT ON COLUMN stg.review_ready.sentiment IS 'positive (4 and 5), neutral (3) or negative (1 and 2).';

COMMENT ON COLUMN stg.review_ready.title IS 'Title of the comment.';

COMMENT ON COLUMN stg.review_ready.message IS 'Text of the comment.';

COMMENT ON COLUMN stg.review_ready.created_at_utc IS 'When the customer was asked.';

COMMENT ON COLUMN stg.review_ready.answered_at_utc IS 'When the customer answered.';

COMMENT ON COLUMN stg.review_ready.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';
