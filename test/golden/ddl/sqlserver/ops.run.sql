CREATE TABLE ops.run (
  run_id int NOT NULL,
  command nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
  status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  started_utc datetime2(3) NOT NULL,
  ended_utc datetime2(3) NULL,
  error_code nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  error_message nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
  CONSTRAINT pk_run PRIMARY KEY CLUSTERED (run_id)
);
GO
