CREATE TABLE stg.profile_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NULL,
  segment nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  preferred_language nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  loyalty_points int NULL,
  changed_at_utc datetime2(3) NULL
);
GO
