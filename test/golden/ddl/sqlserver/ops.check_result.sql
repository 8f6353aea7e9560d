CREATE TABLE ops.check_result (
  run_id int NOT NULL,
  check_name nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  entity nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  severity nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  failed_rows bigint NOT NULL,
  sample nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,
  checked_utc datetime2(3) NOT NULL,
  CONSTRAINT pk_check_result PRIMARY KEY CLUSTERED (run_id, check_name, entity)
);
GO
