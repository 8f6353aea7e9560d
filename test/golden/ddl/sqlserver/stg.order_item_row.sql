CREATE TABLE stg.order_item_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  line_number int NULL,
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  seller_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  quantity int NULL,
  unit_price nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  freight_amount nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  shipping_limit_at_utc datetime2(3) NULL,
  changed_at_utc datetime2(3) NULL
);
GO
