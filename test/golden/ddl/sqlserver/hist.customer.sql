CREATE TABLE hist.customer (
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
  subscribed_date date NULL,
  country nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  country_code nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  postal_code nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  city nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  gender nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  age int NULL,
  geography_key int NOT NULL,
  changed_at_utc datetime2(3) NULL,
  since_utc datetime2(3) NOT NULL,
  is_deleted bit NOT NULL,
  batch_id int NOT NULL,
  run_id int NOT NULL
);
GO

CREATE INDEX ix_customer_customer_id_since_utc ON hist.customer (customer_id, since_utc);
GO

CREATE INDEX ix_customer_run_id ON hist.customer (run_id);
GO
