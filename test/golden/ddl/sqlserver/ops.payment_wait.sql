CREATE TABLE ops.payment_wait (
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  payment_number int NOT NULL,
  since_utc datetime2(3) NOT NULL,
  batch_id int NOT NULL,
  source_id int NOT NULL,
  is_over bit NOT NULL
);
GO

CREATE INDEX ix_payment_wait_order_id_payment_number ON ops.payment_wait (order_id, payment_number);
GO
