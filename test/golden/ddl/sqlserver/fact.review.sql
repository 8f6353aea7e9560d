CREATE TABLE fact.review (
  review_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  order_key int NOT NULL,
  customer_key int NOT NULL,
  purchased_date_key int NOT NULL,
  created_date_key int NOT NULL,
  score int NOT NULL,
  sentiment nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  title nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
  message nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,
  created_at_utc datetime2(3) NULL,
  answered_at_utc datetime2(3) NULL,
  changed_at_utc datetime2(3) NULL,
  is_deleted bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_review PRIMARY KEY CLUSTERED (review_id, order_id)
);
GO

CREATE INDEX ix_review_order_key ON fact.review (order_key);
GO

ALTER TABLE fact.review WITH NOCHECK ADD CONSTRAINT fk_review_created_date_key FOREIGN KEY (created_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.review NOCHECK CONSTRAINT fk_review_created_date_key;
GO

ALTER TABLE fact.review WITH NOCHECK ADD CONSTRAINT fk_review_order_key FOREIGN KEY (order_key) REFERENCES fact.sales_order (order_key);
GO

ALTER TABLE fact.review NOCHECK CONSTRAINT fk_review_order_key;
GO

ALTER TABLE fact.review WITH NOCHECK ADD CONSTRAINT fk_review_customer_key FOREIGN KEY (customer_key) REFERENCES dim.customer (customer_key);
GO

ALTER TABLE fact.review NOCHECK CONSTRAINT fk_review_customer_key;
GO

ALTER TABLE fact.review WITH NOCHECK ADD CONSTRAINT fk_review_purchased_date_key FOREIGN KEY (purchased_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.review NOCHECK CONSTRAINT fk_review_purchased_date_key;
GO
