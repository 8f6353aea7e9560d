CREATE TABLE stg.inventory_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  seller_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  snapshot_date date NULL,
  counted_at_utc datetime2(3) NULL,
  quantity_on_hand int NULL,
  quantity_reserved int NULL,
  reorder_point int NULL,
  unit_cost nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  changed_at_utc datetime2(3) NULL
);
GO
