CREATE TABLE stg.seller_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  seller_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  seller_name nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
  country nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  country_code nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  postal_code nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  city nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  geography_key int NULL,
  changed_at_utc datetime2(3) NULL
);
GO
