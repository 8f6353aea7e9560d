CREATE TABLE stg.geography_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  country nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  postal_code nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  city nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  country_code nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  latitude decimal(9, 6) NULL,
  longitude decimal(9, 6) NULL
);
GO
