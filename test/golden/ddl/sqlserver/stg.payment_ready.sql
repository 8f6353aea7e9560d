CREATE TABLE stg.payment_ready (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_overtaken bit NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  payment_number int NOT NULL,
  order_key int NULL,
  customer_key int NULL,
  purchased_date_key int NULL,
  payment_type_key int NULL,
  payment_status nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  installments int NULL,
  amount decimal(19, 4) NULL,
  changed_at_utc datetime2(3) NULL
);
GO
