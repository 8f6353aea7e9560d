CREATE TABLE ops.schema_change (
  change_id int NOT NULL,
  run_id int NOT NULL,
  batch_id int NOT NULL,
  feed nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  source_id int NOT NULL,
  path nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
  column_name nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  change_kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  contract_mode nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  affected_rows bigint NULL,
  description nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
  sample nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
  met_utc datetime2(3) NOT NULL,
  CONSTRAINT pk_schema_change PRIMARY KEY CLUSTERED (change_id)
);
GO
