CREATE TABLE stg.order_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NULL,
  customer_alias nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  order_status nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  purchased_at_utc datetime2(3) NULL,
  purchased_at_date date NULL,
  purchased_at_hour int NULL,
  approved_at_utc datetime2(3) NULL,
  approved_at_date date NULL,
  shipped_at_utc datetime2(3) NULL,
  shipped_at_date date NULL,
  delivered_at_utc datetime2(3) NULL,
  delivered_at_date date NULL,
  estimated_delivery_at_utc datetime2(3) NULL,
  estimated_delivery_at_date date NULL,
  changed_at_utc datetime2(3) NULL
);
GO
