CREATE TABLE ops.order_item_wait (
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  line_number int NOT NULL,
  since_utc datetime2(3) NOT NULL,
  batch_id int NOT NULL,
  source_id int NOT NULL,
  is_over bit NOT NULL
);
GO

CREATE INDEX ix_order_item_wait_order_id_line_number ON ops.order_item_wait (order_id, line_number);
GO
