CREATE TABLE stg.product_span (
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  since_utc datetime2(3) NOT NULL,
  product_key int NULL,
  valid_from_utc datetime2(3) NULL,
  next_utc datetime2(3) NULL,
  new_number bigint NOT NULL,
  at_1 datetime2(3) NULL,
  newest_at_1 datetime2(3) NULL,
  seen_1 datetime2(3) NULL,
  newest_seen_1 datetime2(3) NULL
);
GO
