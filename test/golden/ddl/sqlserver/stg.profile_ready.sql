CREATE TABLE stg.profile_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
  segment nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  preferred_language nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  loyalty_points int NULL,
  since_utc datetime2(3) NOT NULL
);
GO
