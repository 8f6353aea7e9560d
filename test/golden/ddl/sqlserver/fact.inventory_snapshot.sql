CREATE TABLE fact.inventory_snapshot (
  product_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  seller_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  snapshot_date date NOT NULL,
  product_key int NOT NULL,
  seller_key int NOT NULL,
  snapshot_date_key int NOT NULL,
  counted_at_utc datetime2(3) NOT NULL,
  quantity_on_hand int NOT NULL,
  quantity_reserved int NOT NULL,
  quantity_available int NULL,
  reorder_point int NULL,
  unit_cost decimal(19, 4) NULL,
  stock_value decimal(19, 4) NULL,
  changed_at_utc datetime2(3) NULL,
  is_deleted bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_inventory_snapshot PRIMARY KEY NONCLUSTERED (product_id, seller_id, snapshot_date)
);
GO

CREATE CLUSTERED COLUMNSTORE INDEX cci_inventory_snapshot ON fact.inventory_snapshot;
GO

CREATE INDEX ix_inventory_snapshot_product_key ON fact.inventory_snapshot (product_key);
GO

CREATE INDEX ix_inventory_snapshot_seller_key ON fact.inventory_snapshot (seller_key);
GO

ALTER TABLE fact.inventory_snapshot WITH NOCHECK ADD CONSTRAINT fk_inventory_snapshot_product_key FOREIGN KEY (product_key) REFERENCES dim.product (product_key);
GO

ALTER TABLE fact.inventory_snapshot NOCHECK CONSTRAINT fk_inventory_snapshot_product_key;
GO

ALTER TABLE fact.inventory_snapshot WITH NOCHECK ADD CONSTRAINT fk_inventory_snapshot_seller_key FOREIGN KEY (seller_key) REFERENCES dim.seller (seller_key);
GO

ALTER TABLE fact.inventory_snapshot NOCHECK CONSTRAINT fk_inventory_snapshot_seller_key;
GO

ALTER TABLE fact.inventory_snapshot WITH NOCHECK ADD CONSTRAINT fk_inventory_snapshot_snapshot_date_key FOREIGN KEY (snapshot_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.inventory_snapshot NOCHECK CONSTRAINT fk_inventory_snapshot_snapshot_date_key;
GO
