CREATE TABLE stg.review_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  review_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  order_key int NULL,
  customer_key int NULL,
  purchased_date_key int NULL,
  created_date_key int NULL,
  score int NULL,
  sentiment nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  title nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
  message nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,
  created_at_utc datetime2(3) NULL,
  answered_at_utc datetime2(3) NULL,
  changed_at_utc datetime2(3) NULL
);
GO
