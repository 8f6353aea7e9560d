CREATE TABLE stg.product_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  product_name nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
  category nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  brand nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  list_price nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  weight_g nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  length_cm nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  height_cm nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  width_cm nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  changed_at_utc datetime2(3) NULL
);
GO
