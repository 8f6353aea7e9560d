CREATE TABLE ops.complete_file (
  batch_id int NOT NULL,
  source_id int NOT NULL,
  entity nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  as_of_utc datetime2(3) NOT NULL,
  is_late bit NOT NULL,
  is_known bit NOT NULL,
  refused_rows bigint NOT NULL,
  max_deleted_share decimal(9, 4) NOT NULL,
  verdict nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
  judged_run_id int NULL,
  CONSTRAINT pk_complete_file PRIMARY KEY CLUSTERED (batch_id, source_id)
);
GO
