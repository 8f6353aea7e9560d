CREATE TABLE ops.source_column (
  feed nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  column_name nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  physical_type nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_current bit NOT NULL,
  first_source_id int NOT NULL,
  first_run_id int NOT NULL,
  first_seen_utc datetime2(3) NOT NULL,
  CONSTRAINT pk_source_column PRIMARY KEY CLUSTERED (feed, column_name, physical_type)
);
GO
