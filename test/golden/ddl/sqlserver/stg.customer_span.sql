CREATE TABLE stg.customer_span (
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
  since_utc datetime2(3) NOT NULL,
  customer_key int NULL,
  valid_from_utc datetime2(3) NULL,
  next_utc datetime2(3) NULL,
  new_number bigint NOT NULL,
  at_1 datetime2(3) NULL,
  newest_at_1 datetime2(3) NULL,
  seen_1 datetime2(3) NULL,
  newest_seen_1 datetime2(3) NULL,
  at_2 datetime2(3) NULL,
  newest_at_2 datetime2(3) NULL,
  seen_2 datetime2(3) NULL,
  newest_seen_2 datetime2(3) NULL
);
GO
