CREATE TABLE dim.order_status (
  order_status_key int NOT NULL,
  order_status nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  counts_as_revenue bit NOT NULL,
  sort_order int NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_order_status PRIMARY KEY CLUSTERED (order_status_key),
  CONSTRAINT uq_order_status UNIQUE (order_status)
);
GO
