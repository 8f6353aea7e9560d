CREATE TABLE stg.product_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  product_name nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
  category nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  brand nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  list_price decimal(19, 4) NULL,
  weight_g decimal(9, 2) NULL,
  length_cm decimal(9, 2) NULL,
  height_cm decimal(9, 2) NULL,
  width_cm decimal(9, 2) NULL,
  changed_at_utc datetime2(3) NULL,
  since_utc datetime2(3) NOT NULL
);
GO
