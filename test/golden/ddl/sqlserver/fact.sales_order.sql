CREATE TABLE fact.sales_order (
  order_key int NOT NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  customer_key int NOT NULL,
  order_status_key int NOT NULL,
  purchased_date_key int NOT NULL,
  purchased_hour int NULL,
  approved_date_key int NOT NULL,
  shipped_date_key int NOT NULL,
  delivered_date_key int NOT NULL,
  estimated_delivery_date_key int NOT NULL,
  purchased_at_utc datetime2(3) NOT NULL,
  approved_at_utc datetime2(3) NULL,
  shipped_at_utc datetime2(3) NULL,
  delivered_at_utc datetime2(3) NULL,
  estimated_delivery_at_utc datetime2(3) NULL,
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NULL,
  customer_alias nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  days_to_approve int NULL,
  days_to_ship int NULL,
  days_to_deliver int NULL,
  days_late int NULL,
  changed_at_utc datetime2(3) NULL,
  is_deleted bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_sales_order PRIMARY KEY NONCLUSTERED (order_id),
  CONSTRAINT uq_sales_order UNIQUE (order_key)
);
GO

CREATE CLUSTERED COLUMNSTORE INDEX cci_sales_order ON fact.sales_order;
GO

CREATE INDEX ix_sales_order_customer_key ON fact.sales_order (customer_key);
GO

CREATE INDEX ix_sales_order_order_status_key ON fact.sales_order (order_status_key);
GO

ALTER TABLE fact.sales_order WITH NOCHECK ADD CONSTRAINT fk_sales_order_customer_key FOREIGN KEY (customer_key) REFERENCES dim.customer (customer_key);
GO

ALTER TABLE fact.sales_order NOCHECK CONSTRAINT fk_sales_order_customer_key;
GO

ALTER TABLE fact.sales_order WITH NOCHECK ADD CONSTRAINT fk_sales_order_order_status_key FOREIGN KEY (order_status_key) REFERENCES dim.order_status (order_status_key);
GO

ALTER TABLE fact.sales_order NOCHECK CONSTRAINT fk_sales_order_order_status_key;
GO

ALTER TABLE fact.sales_order WITH NOCHECK ADD CONSTRAINT fk_sales_order_purchased_date_key FOREIGN KEY (purchased_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.sales_order NOCHECK CONSTRAINT fk_sales_order_purchased_date_key;
GO

ALTER TABLE fact.sales_order WITH NOCHECK ADD CONSTRAINT fk_sales_order_approved_date_key FOREIGN KEY (approved_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.sales_order NOCHECK CONSTRAINT fk_sales_order_approved_date_key;
GO

ALTER TABLE fact.sales_order WITH NOCHECK ADD CONSTRAINT fk_sales_order_shipped_date_key FOREIGN KEY (shipped_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.sales_order NOCHECK CONSTRAINT fk_sales_order_shipped_date_key;
GO

ALTER TABLE fact.sales_order WITH NOCHECK ADD CONSTRAINT fk_sales_order_delivered_date_key FOREIGN KEY (delivered_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.sales_order NOCHECK CONSTRAINT fk_sales_order_delivered_date_key;
GO

ALTER TABLE fact.sales_order WITH NOCHECK ADD CONSTRAINT fk_sales_order_estimated_delivery_date_key FOREIGN KEY (estimated_delivery_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.sales_order NOCHECK CONSTRAINT fk_sales_order_estimated_delivery_date_key;
GO
