CREATE TABLE stg.geography_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  country nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  country_code nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  postal_code nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  city nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  latitude nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  longitude nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL
);
GO
