CREATE TABLE ops.review_wait (
  review_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  since_utc datetime2(3) NOT NULL,
  batch_id int NOT NULL,
  source_id int NOT NULL,
  is_over bit NOT NULL
);
GO

CREATE INDEX ix_review_wait_review_id_order_id ON ops.review_wait (review_id, order_id);
GO
