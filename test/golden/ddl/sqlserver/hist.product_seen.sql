CREATE TABLE hist.product_seen (
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  since_utc datetime2(3) NOT NULL,
  is_deleted bit NOT NULL,
  is_first bit NOT NULL,
  run_id int NOT NULL
);
GO

CREATE INDEX ix_product_seen_product_id_since_utc ON hist.product_seen (product_id, since_utc);
GO

CREATE INDEX ix_product_seen_run_id ON hist.product_seen (run_id);
GO
