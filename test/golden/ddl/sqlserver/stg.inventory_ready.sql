CREATE TABLE stg.inventory_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  seller_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  snapshot_date date NOT NULL,
  product_key int NULL,
  seller_key int NULL,
  snapshot_date_key int NULL,
  counted_at_utc datetime2(3) NULL,
  quantity_on_hand int NULL,
  quantity_reserved int NULL,
  quantity_available int NULL,
  reorder_point int NULL,
  unit_cost decimal(19, 4) NULL,
  stock_value decimal(19, 4) NULL,
  changed_at_utc datetime2(3) NULL
);
GO
