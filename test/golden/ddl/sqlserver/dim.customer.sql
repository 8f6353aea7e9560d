CREATE TABLE dim.customer (
  customer_key int NOT NULL,
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
  segment nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  preferred_language nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  loyalty_points int NULL,
  since_utc datetime2(3) NULL,
  valid_from_utc datetime2(3) NOT NULL,
  valid_to_utc datetime2(3) NOT NULL,
  is_current bit NOT NULL,
  is_deleted bit NOT NULL,
  is_inferred bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_customer PRIMARY KEY CLUSTERED (customer_key),
  CONSTRAINT uq_customer UNIQUE (customer_id, valid_from_utc)
);
GO

ALTER TABLE dim.customer WITH NOCHECK ADD CONSTRAINT fk_customer_geography_key FOREIGN KEY (geography_key) REFERENCES dim.geography (geography_key);
GO

ALTER TABLE dim.customer NOCHECK CONSTRAINT fk_customer_geography_key;
GO
