CREATE TABLE stg.rejected_row (
  batch_id int NOT NULL,
  entity nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  source_id int NOT NULL,
  source_row bigint NOT NULL,
  reason_code nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  column_name nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  problems nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
  raw_text nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  quarantined_utc datetime2(3) NOT NULL,
  raw_form nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
  natural_key nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
  changed_at_utc datetime2(3) NULL
);
GO
