CREATE TABLE stg.payment_row (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  payment_number int NULL,
  payment_type nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  payment_status nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  installments int NULL,
  amount nvarchar(48) COLLATE Latin1_General_100_BIN2 NULL,
  changed_at_utc datetime2(3) NULL
);
GO
