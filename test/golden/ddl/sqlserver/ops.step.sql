CREATE TABLE ops.step (
  run_id int NOT NULL,
  step_number int NOT NULL,
  name nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  started_utc datetime2(3) NOT NULL,
  duration_ms int NOT NULL,
  detail nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
  CONSTRAINT pk_step PRIMARY KEY CLUSTERED (run_id, step_number)
);
GO
