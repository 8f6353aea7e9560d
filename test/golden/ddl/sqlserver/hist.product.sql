CREATE TABLE hist.product (
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
  since_utc datetime2(3) NOT NULL,
  is_deleted bit NOT NULL,
  batch_id int NOT NULL,
  run_id int NOT NULL
);
GO

CREATE INDEX ix_product_product_id_since_utc ON hist.product (product_id, since_utc);
GO

CREATE INDEX ix_product_run_id ON hist.product (run_id);
GO
