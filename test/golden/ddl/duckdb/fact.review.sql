CREATE TABLE fact.review (
  review_id VARCHAR NOT NULL,
  order_id VARCHAR NOT NULL,
  order_key INTEGER NOT NULL,
  customer_key INTEGER NOT NULL,
  purchased_date_key INTEGER NOT NULL,
  created_date_key INTEGER NOT NULL,
  score INTEGER NOT NULL,
  sentiment VARCHAR,
  title VARCHAR,
  message VARCHAR,
  created_at_utc TIMESTAMP,
  answered_at_utc TIMESTAMP,
  changed_at_utc TIMESTAMP,
  is_deleted BOOLEAN NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE fact.review IS 'What customers said of their orders. Grain: one row per review and order it speaks of.';

COMMENT ON COLUMN fact.review.review_id IS 'The review''s identifier.';

COMMENT ON COLUMN fact.review.order_id IS 'The order it speaks of.';

COMMENT ON COLUMN fact.review.order_key IS 'The order.';

COMMENT ON COLUMN fact.review.customer_key IS 'Who ordered, as of the purchase.';

COMMENT ON COLUMN fact.review.purchased_date_key IS 'Date of the purchase.';

COMMENT ON COLUMN fact.review.created_date_key IS 'Date of the review in the reporting time zone; -1 when unknown.';

COMMENT ON COLUMN fact.review.score IS '1 (worst) to 5 (best).';

COMMENT ON COLUMN fact.review.sentiment IS 'positive (4 and 5), neutral (3) or negative (1 and 2).';

COMMENT ON COLUMN fact.review.title IS 'Title of the comment.';

COMMENT ON COLUMN fact.review.message IS 'Text of the comment.';

COMMENT ON COLUMN fact.review.created_at_utc IS 'When the customer was asked.';

COMMENT ON COLUMN fact.review.answered_at_utc IS 'When the customer answered.';

COMMENT ON COLUMN fact.review.changed_at_utc IS 'When the source last changed the row. The latest change of a key wins.';

COMMENT ON COLUMN fact.review.is_deleted IS 'The source does not have it any more.';

COMMENT ON COLUMN fact.review.run_id IS 'Run that last changed the row, as in ops.run.';
