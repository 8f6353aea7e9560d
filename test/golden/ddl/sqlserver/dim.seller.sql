CREATE TABLE dim.seller (
  seller_key int NOT NULL,
  seller_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  seller_name nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
  country nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  country_code nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  postal_code nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  city nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  geography_key int NOT NULL,
  changed_at_utc datetime2(3) NULL,
  is_deleted bit NOT NULL,
  is_inferred bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_seller PRIMARY KEY CLUSTERED (seller_key),
  CONSTRAINT uq_seller UNIQUE (seller_id)
);
GO

ALTER TABLE dim.seller WITH NOCHECK ADD CONSTRAINT fk_seller_geography_key FOREIGN KEY (geography_key) REFERENCES dim.geography (geography_key);
GO

ALTER TABLE dim.seller NOCHECK CONSTRAINT fk_seller_geography_key;
GO
