CREATE TABLE stg.review_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  review_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  score int NULL,
  title nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
  message nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,
  created_at_utc datetime2(3) NULL,
  created_at_date date NULL,
  answered_at_utc datetime2(3) NULL,
  changed_at_utc datetime2(3) NULL
);
GO
