CREATE TABLE fact.order_item (
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  line_number int NOT NULL,
  order_key int NOT NULL,
  customer_key int NOT NULL,
  purchased_date_key int NOT NULL,
  product_key int NOT NULL,
  seller_key int NOT NULL,
  quantity int NOT NULL,
  unit_price decimal(19, 4) NOT NULL,
  item_amount decimal(19, 4) NULL,
  freight_amount decimal(19, 4) NOT NULL,
  gross_amount decimal(19, 4) NULL,
  shipping_limit_at_utc datetime2(3) NULL,
  changed_at_utc datetime2(3) NULL,
  is_deleted bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_order_item PRIMARY KEY NONCLUSTERED (order_id, line_number)
);
GO

CREATE CLUSTERED COLUMNSTORE INDEX cci_order_item ON fact.order_item;
GO

CREATE INDEX ix_order_item_order_key ON fact.order_item (order_key);
GO

CREATE INDEX ix_order_item_product_key ON fact.order_item (product_key);
GO

CREATE INDEX ix_order_item_seller_key ON fact.order_item (seller_key);
GO

ALTER TABLE fact.order_item WITH NOCHECK ADD CONSTRAINT fk_order_item_product_key FOREIGN KEY (product_key) REFERENCES dim.product (product_key);
GO

ALTER TABLE fact.order_item NOCHECK CONSTRAINT fk_order_item_product_key;
GO

ALTER TABLE fact.order_item WITH NOCHECK ADD CONSTRAINT fk_order_item_seller_key FOREIGN KEY (seller_key) REFERENCES dim.seller (seller_key);
GO

ALTER TABLE fact.order_item NOCHECK CONSTRAINT fk_order_item_seller_key;
GO

ALTER TABLE fact.order_item WITH NOCHECK ADD CONSTRAINT fk_order_item_order_key FOREIGN KEY (order_key) REFERENCES fact.sales_order (order_key);
GO

ALTER TABLE fact.order_item NOCHECK CONSTRAINT fk_order_item_order_key;
GO

ALTER TABLE fact.order_item WITH NOCHECK ADD CONSTRAINT fk_order_item_customer_key FOREIGN KEY (customer_key) REFERENCES dim.customer (customer_key);
GO

ALTER TABLE fact.order_item NOCHECK CONSTRAINT fk_order_item_customer_key;
GO

ALTER TABLE fact.order_item WITH NOCHECK ADD CONSTRAINT fk_order_item_purchased_date_key FOREIGN KEY (purchased_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.order_item NOCHECK CONSTRAINT fk_order_item_purchased_date_key;
GO
