CREATE TABLE fact.payment (
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  payment_number int NOT NULL,
  order_key int NOT NULL,
  customer_key int NOT NULL,
  purchased_date_key int NOT NULL,
  payment_type_key int NOT NULL,
  payment_status nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  installments int NULL,
  amount decimal(19, 4) NOT NULL,
  changed_at_utc datetime2(3) NULL,
  is_deleted bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_payment PRIMARY KEY NONCLUSTERED (order_id, payment_number)
);
GO

CREATE CLUSTERED COLUMNSTORE INDEX cci_payment ON fact.payment;
GO

CREATE INDEX ix_payment_order_key ON fact.payment (order_key);
GO

CREATE INDEX ix_payment_payment_type_key ON fact.payment (payment_type_key);
GO

ALTER TABLE fact.payment WITH NOCHECK ADD CONSTRAINT fk_payment_payment_type_key FOREIGN KEY (payment_type_key) REFERENCES dim.payment_type (payment_type_key);
GO

ALTER TABLE fact.payment NOCHECK CONSTRAINT fk_payment_payment_type_key;
GO

ALTER TABLE fact.payment WITH NOCHECK ADD CONSTRAINT fk_payment_order_key FOREIGN KEY (order_key) REFERENCES fact.sales_order (order_key);
GO

ALTER TABLE fact.payment NOCHECK CONSTRAINT fk_payment_order_key;
GO

ALTER TABLE fact.payment WITH NOCHECK ADD CONSTRAINT fk_payment_customer_key FOREIGN KEY (customer_key) REFERENCES dim.customer (customer_key);
GO

ALTER TABLE fact.payment NOCHECK CONSTRAINT fk_payment_customer_key;
GO

ALTER TABLE fact.payment WITH NOCHECK ADD CONSTRAINT fk_payment_purchased_date_key FOREIGN KEY (purchased_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.payment NOCHECK CONSTRAINT fk_payment_purchased_date_key;
GO
