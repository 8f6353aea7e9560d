CREATE TABLE stg.order_item_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  line_number int NOT NULL,
  order_key int NULL,
  customer_key int NULL,
  purchased_date_key int NULL,
  product_key int NULL,
  seller_key int NULL,
  quantity int NULL,
  unit_price decimal(19, 4) NULL,
  item_amount decimal(19, 4) NULL,
  freight_amount decimal(19, 4) NULL,
  gross_amount decimal(19, 4) NULL,
  shipping_limit_at_utc datetime2(3) NULL,
  changed_at_utc datetime2(3) NULL
);
GO
