CREATE TABLE dim.customer_alias (
  customer_alias nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
  changed_at_utc datetime2(3) NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_customer_alias PRIMARY KEY CLUSTERED (customer_alias)
);
GO

CREATE INDEX ix_customer_alias_customer_id ON dim.customer_alias (customer_id);
GO
